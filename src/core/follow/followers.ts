import type { Clock } from '../shared/clock.ts';
import type { Disposable } from '../shared/disposable.ts';
import { Emitter } from '../shared/event.ts';
import type { TextEdit } from '../shared/textEdit.ts';
import { Change, type ChangedText } from './change.ts';
import { lookBack } from './documentText.ts';
import { Follower, type Followed, type Judgement, type Observation } from './follower.ts';

/** Gives the text of a document; `undefined` once it is closed. */
export type TextSource = (document: string) => string | undefined;

/** Changes are taken in so long (ms) after the first that waits, unless somebody asks before. */
const catchUpAfter = 250;

/** A change not taken in yet, and when it was made. */
interface Waiting {
  readonly change: Change;
  readonly at: number;
}

/**
 * All suggestions followed in this window. Only focused time counts towards the checkpoints; one timer serves all,
 * and none runs while the window has no focus or nothing is followed.
 *
 * Changes are only noted when they are made, for somebody may be typing. They are taken in when anything is asked that
 * they could alter, else a moment later: nobody can tell this from taking in each at once.
 */
export class Followers implements Disposable {
  readonly #clock: Clock;
  readonly #text: TextSource;
  readonly #applyAll: () => void;
  readonly #byDocument = new Map<string, Follower[]>();
  readonly #observed = new Emitter<Observation>();
  readonly #judged = new Emitter<Judgement>();
  readonly #waiting = new Map<string, Waiting[]>();
  /** When what git had set aside came back, where its time does not count from then on yet. */
  readonly #back = new Map<Follower, number>();
  #focused: boolean;
  #since: number;
  #timer: Disposable | undefined;
  #soon: Disposable | undefined;

  readonly onDidObserve = this.#observed.event;
  readonly onDidJudge = this.#judged.event;

  /** @param applyAll applies the changes that were not yet; called before anything is asked that they could alter */
  constructor(clock: Clock, text: TextSource, focused: boolean, applyAll: () => void = () => undefined) {
    this.#applyAll = applyAll;
    this.#clock = clock;
    this.#text = text;
    this.#focused = focused;
    this.#since = clock.now();
  }

  /** Starts following; a suggestion already followed (more of it was accepted) starts again with its new range. */
  follow(followed: Followed): Follower {
    this.#passTime();
    const follower = new Follower(followed, () => this.#catchUp());
    const others = this.in(followed.document).filter((other) => other.followed.id !== followed.id);
    this.#byDocument.set(followed.document, [...others, follower]);
    this.#schedule();
    return follower;
  }

  in(document: string): readonly Follower[] {
    return this.#byDocument.get(document) ?? [];
  }

  /** The suggestions followed. */
  get ids(): readonly string[] {
    return [...this.#byDocument.values()].flat().map((follower) => follower.followed.id);
  }

  get documents(): readonly string[] {
    return [...this.#byDocument.keys()];
  }

  /**
   * Notes one change event.
   * @param text is asked for before `lookBack` further changes of the document are noted
   * @param at when it was made (ms since 1970)
   */
  apply(
    document: string,
    edits: readonly TextEdit[],
    text: ChangedText,
    reason: 'undo' | 'redo' | null,
    at = this.#clock.now(),
  ): void {
    if (!this.#byDocument.has(document)) return;
    const waiting = this.#waiting.get(document) ?? [];
    if (waiting.length === 0) this.#waiting.set(document, waiting);
    const change = new Change(edits, text, reason, () => this.in(document).flatMap(({ ranges }) => ranges));
    waiting.push({ change, at });
    if (waiting.length >= lookBack) this.#catchUp();
    else this.#soon ??= this.#clock.after(catchUpAfter, () => this.#catchUp());
  }

  /** What git just took away from a document is set aside until it is back. @returns how many suggestions */
  freezeGone(document: string): number {
    const gone = this.in(document).filter((follower) => follower.gone && !follower.frozen);
    this.#passTime();
    for (const follower of gone) follower.freeze();
    this.#schedule();
    return gone.length;
  }

  /** The suggestions gone from their documents, other than `document`, that may come back in it. */
  goneElsewhere(document: string): Follower[] {
    return [...this.#byDocument]
      .filter(([other]) => other !== document)
      .flatMap(([, followers]) => followers.filter((follower) => follower.gone));
  }

  /** A suggestion goes on elsewhere: its text was moved to another document. */
  movedTo(follower: Follower, document: string, parts: Followed['parts']): void {
    this.drop(follower.followed.id);
    this.follow({ ...follower.followed, document, parts, progress: follower.progress });
  }

  saved(document: string): void {
    this.#catchUp();
    const text = this.#text(document);
    if (text === undefined) return;
    for (const follower of this.in(document)) {
      const observation = follower.save(text);
      if (observation) this.#observed.fire(observation);
    }
  }

  /**
   * A commit holds the document's file.
   * @param committed the file's text in the commit; null where the commit deleted the file
   * @param concerns the suggestions it is looked at for; without it all
   * @returns what was observed, for the caller to link to the commit; nothing of suggestions the commit left out
   */
  committed(
    document: string,
    committed: string | null,
    concerns: (suggestion: string) => boolean = () => true,
  ): Observation[] {
    this.#catchUp();
    const text = this.#text(document);
    if (text === undefined) return [];
    return this.in(document).flatMap((follower) => {
      const result = concerns(follower.followed.id) ? follower.commit(text, committed) : undefined;
      if (!result) return [];
      this.#observed.fire(result.observation);
      this.#fire(result.judgement);
      return [result.observation];
    });
  }

  /** The document goes on as another one with the same text: its file was renamed, or an untitled one saved. */
  moved(document: string, to: string): void {
    this.#catchUp();
    this.#replace(to, [...this.in(to), ...this.in(document)]);
    this.#replace(document, []);
  }

  /** No longer followed, for instance because the developer said it was no AI. */
  drop(suggestion: string): void {
    this.#catchUp();
    for (const [document, followers] of this.#byDocument) {
      this.#replace(
        document,
        followers.filter((follower) => follower.followed.id !== suggestion),
      );
    }
  }

  /** The document closes: what it shows now is said, provisionally. */
  closed(document: string, text: string): void {
    this.#passTime();
    for (const follower of this.in(document)) this.#fire(follower.judge(text, false));
    this.#replace(document, []);
    this.#schedule();
  }

  windowFocused(focused: boolean): void {
    this.#passTime();
    this.#focused = focused;
    this.#schedule();
  }

  /** The window closes. */
  dispose(): void {
    for (const document of this.documents) {
      const text = this.#text(document);
      if (text !== undefined) this.closed(document, text);
    }
    this.#timer?.dispose();
    this.#soon?.dispose();
    this.#observed.dispose();
    this.#judged.dispose();
  }

  /** Takes in the changes that wait. */
  #catchUp(): void {
    this.#applyAll();
    if (this.#waiting.size === 0) return;
    this.#soon?.dispose();
    this.#soon = undefined;
    const all = [...this.#waiting];
    this.#waiting.clear(); // before a follower asks for it again
    for (const [document, waiting] of all) for (const { change, at } of waiting) this.#apply(document, change, at);
    if (this.#back.size > 0) this.#lookAfter(0);
  }

  #apply(document: string, change: Change, at: number): void {
    for (const follower of this.in(document)) {
      const { frozen } = follower;
      follower.apply(change);
      if (frozen && !follower.frozen) this.#back.set(follower, at);
    }
  }

  #passTime(): void {
    this.#catchUp();
    const now = this.#clock.now();
    const passed = Math.max(0, now - this.#since); // a clock set back must not take time away
    this.#since = now;
    const back = new Map(this.#back);
    this.#back.clear();
    if (!this.#focused || passed === 0) return;
    for (const document of this.documents) {
      const text = this.#text(document);
      if (text === undefined) continue;
      for (const follower of this.in(document)) {
        // The time in which it was set aside does not count.
        const own = Math.min(passed, Math.max(0, now - (back.get(follower) ?? -Infinity)));
        const { observations, judgement } = follower.advance(own, () => text);
        for (const observation of observations) this.#observed.fire(observation);
        this.#fire(judgement);
      }
      this.#replace(
        document,
        this.in(document).filter((follower) => !follower.done),
      );
    }
  }

  #schedule(): void {
    this.#lookAfter(
      Math.min(...[...this.#byDocument.values()].flat().map((follower) => follower.untilNext ?? Infinity)),
    );
  }

  #lookAfter(milliseconds: number): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    if (!this.#focused || milliseconds === Infinity) return;
    this.#timer = this.#clock.after(Math.max(milliseconds, 0), () => {
      this.#passTime();
      this.#schedule();
    });
  }

  #replace(document: string, followers: Follower[]): void {
    if (followers.length > 0) this.#byDocument.set(document, followers);
    else this.#byDocument.delete(document);
  }

  #fire(judgement: Judgement | undefined): void {
    if (judgement) this.#judged.fire(judgement);
  }
}
