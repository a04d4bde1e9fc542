import { ignoredInARow } from '../../core/reflect/attention.ts';
import type { Boundary } from '../../core/reflect/boundaries.ts';
import { isWaiting, mayWait, unanswered, type DecisionGroup } from '../../core/reflect/groups.ts';
import { noExtraAnswers, readExtraAnswers, type ExtraAnswers } from '../../core/reflect/extraQuestions.ts';
import { caseFields, type ReviewAnswer, type ReviewItem } from '../../core/reflect/messages.ts';
import { isNotable, notedGroup } from '../../core/reflect/notedGroup.ts';
import type { AskSettings, Moment } from '../../core/reflect/moment.ts';
import type { Obstacle } from '../../core/reflect/obstacles.ts';
import { advise, obstacles, type Advice, type History } from '../../core/reflect/policy.ts';
import { reviewItem } from '../../core/reflect/reviewItem.ts';
import { assistedMark } from '../../core/ledger/assistedMark.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { Emitter } from '../../core/shared/event.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import { LongRecord } from './longRecord.ts';
import type { ReviewPage, ReviewPort } from './reviewPort.ts';

/** The decisions put before the developer now. */
interface Digest {
  readonly groups: readonly string[];
  readonly label: string | null;
  readonly random: string | null;
  readonly older: boolean;
}

/** Finds the rule that holds for a decision. Loaded when there is a rule. */
export type RuleFinder = (states: readonly SuggestionState[]) => ReviewItem['rule'];

/** What this window knows of the moment. */
export type WindowNow = Pick<Moment, 'lastInputAt' | 'occupations'>;

/** Shown at once on request; the rest stays countable and can be asked for after these. */
const mostShown = 30;
/** What others write in one go is looked at once, so long after the first (ms). */
const settle = 200;
/** The first look at the ledger, for the count: so long after the start (ms), when the editor is done with its own. */
const firstLook = 3_000;

const nothing: Digest = { groups: [], label: null, random: null, older: false };

/** The questions of this window over the ledger: which are open, and what is written when they are answered. */
export class ReviewSession implements ReviewPort, Disposable {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #changed = new Emitter<undefined>();
  readonly #refused = new Emitter<readonly string[]>();
  readonly #appended: Disposable;
  #digest = nothing;
  #paused = false;
  #soon: Disposable | undefined;
  /** What nobody answered of all that may wait or is shown; older groups are not looked at. */
  #open: DecisionGroup[] = [];
  #count = 0;
  #looked = false;
  /** Groups the developer pointed at, the latest first, with the time of the answer they had then. */
  #noted: ReadonlyMap<string, string | null> = new Map();
  /** Groups with an answer begun in the view. */
  #begun: readonly string[] = [];
  readonly #record: LongRecord;
  readonly #loadRules: (() => Promise<RuleFinder>) | undefined;
  #ruleOf: RuleFinder | 'loading' | undefined;

  readonly onDidChange = this.#changed.event;
  /** The developer said that these suggestions were no AI's, or had them forgotten: nothing of them is followed any more. */
  readonly onDidRefuse = this.#refused.event;

  constructor(ledger: Ledger, clock: Clock, loadRules?: () => Promise<RuleFinder>) {
    this.#loadRules = loadRules;
    this.#ledger = ledger;
    this.#record = new LongRecord(ledger);
    this.#clock = clock;
    this.#soon = clock.after(firstLook, () => void this.#refreshQuietly());
    this.#appended = ledger.onDidAppend(() => this.lookSoon());
  }

  /** Decisions that wait for an answer, in every project and window. */
  get count(): number {
    return this.#count;
  }

  get paused(): boolean {
    return this.#paused;
  }

  set paused(paused: boolean) {
    this.#paused = paused;
    this.#changed.fire(undefined);
  }

  /**
   * Looks again at what waits: after this or another window wrote, and as time passes.
   * @throws PairfolioError `ledger-unreadable`
   */
  refresh(): void {
    this.#look();
    this.#changed.fire(undefined);
  }

  whenRead(work: () => void): Promise<void> | undefined {
    return this.#record.whenRead(work);
  }

  /** Looks again in a moment: another window may have written, or time passed. */
  lookSoon(): void {
    this.#soon ??= this.#clock.after(settle, () => void this.#refreshQuietly());
  }

  /** What the policy says to a boundary now. @throws PairfolioError `ledger-unreadable` */
  advise(boundary: Boundary, window: WindowNow, settings: AskSettings): Advice {
    return advise(this.#history(), { now: this.#clock.now(), boundary, ...window }, settings);
  }

  /** Everything that keeps the policy from asking at a boundary now. @throws PairfolioError `ledger-unreadable` */
  obstacles(boundary: Boundary, window: WindowNow, settings: AskSettings): readonly Obstacle[] {
    return obstacles(this.#history(), { now: this.#clock.now(), boundary, ...window }, settings);
  }

  /** Puts decisions before the developer, and records that they were. @throws PairfolioError `ledger-unwritable` */
  ask({ decisions, random, older }: Extract<Advice, { kind: 'ask' }>, boundary: Boundary, label: string | null): void {
    const shown = decisions.slice(0, mostShown);
    this.#ledger.append({
      type: 'asked',
      at: isoTime(this.#clock.now()),
      body: {
        suggestions: shown.flatMap(({ states }) => states.map(({ id }) => id)),
        boundary,
        random: shown.find(({ id }) => id === random)?.states[0]?.id ?? null,
      },
    });
    this.#digest = { groups: shown.map(({ id }) => id), label, random, older };
    this.refresh();
  }

  page(): ReviewPage {
    if (!this.#looked) this.#look();
    const ruleOf = this.#rules();
    const items = this.#shown().map((group) =>
      reviewItem(
        group,
        group.states.map((state) => this.#ledger.decision(state)),
        {
          random: group.id === this.#digest.random,
          noted: this.#noted.has(group.id),
          said: this.#said(group),
          rule: ruleOf?.(group.states),
        },
      ),
    );
    return {
      items,
      label: this.#digest.label,
      older: this.#digest.older,
      more: Math.max(0, this.#count - items.filter(({ id }) => this.#waits(id)).length),
      started: this.#ledger.read().suggestions.size > 0,
      paused: this.#paused,
    };
  }

  /** Puts decisions before the developer that they pointed at, answered before or not. @throws PairfolioError `ledger-unreadable` */
  note(groups: readonly string[]): void {
    const model = this.#ledger.read();
    const noted = groups.map((id) => [id, answeredAt(notedGroup(model.group(id)))] as const);
    const before = [...this.#noted].filter(([id]) => !groups.includes(id));
    this.#noted = new Map([...noted, ...before].slice(0, mostShown));
    this.refresh();
  }

  begun(items: readonly string[]): void {
    const before = this.#begun;
    this.#begun = [...new Set([...before, ...items])].slice(-mostShown);
    if (this.#begun.length > before.length) this.refresh();
  }

  suggestionsOf(item: string): readonly string[] {
    return this.#find(item)?.states.map(({ id }) => id) ?? [];
  }

  answer(item: string, { stance, reasons, case: words, assisted = [], ...rest }: ReviewAnswer): boolean {
    const { tippedOff, wouldHaveDone, betterPrompt, nextTime, note, surprised } = rest;
    return this.#withSuggestions(item, (suggestions, at) => {
      const said = { stance, reasons: [...reasons], tippedOff, wouldHaveDone, betterPrompt, nextTime };
      // Nobody helped with what is not there.
      const there = { note: oneLine(note) !== undefined, reasons: reasons.length > 0 };
      const helped = assisted.filter((name) => there[name]);
      this.#ledger.append(
        { type: 'reflection', at, body: { ...said, suggestions, ...assistedMark(helped) } },
        { note: oneLine(note), surprised: oneLine(surprised) },
      );
      const [first] = suggestions;
      if (!words || first === undefined) return;
      const texts = Object.fromEntries(
        caseFields.map((name) => [name, words[name].trim()] as const).filter(([, text]) => text !== ''),
      );
      const before = this.#caseOf(item);
      // Words a model drafted on the page of the portfolio stay marked as long as there are any in their place.
      const drafted = before?.caseWords?.assisted?.filter((name) => name in texts);
      this.#ledger.append(
        { type: 'case', at, body: { suggestion: before?.id ?? first, ...assistedMark(drafted) } },
        texts,
      );
    });
  }

  skip(item: string): boolean {
    return this.#withSuggestions(item, (suggestions, at) => {
      // What was pointed at and answered before stays answered.
      if (!this.#open.some(({ id }) => id === item)) return;
      this.#ledger.append({ type: 'skipped', at, body: { suggestions } });
    });
  }

  notAi(item: string): boolean {
    return this.#withSuggestions(item, (_, at, all) => {
      this.#ledger.append({ type: 'correction', at, body: { suggestions: all, ai: false } });
      this.#refused.fire(all);
    });
  }

  forget(item: string): boolean {
    return this.#withSuggestions(item, (_suggestions, _at, all) => {
      this.#ledger.forget(all);
      this.#refused.fire(all);
    });
  }

  cameBack(): void {
    // Another window may have answered meanwhile.
    const before = this.#open.map(({ id }) => id).join();
    this.#look();
    if (this.#open.map(({ id }) => id).join() !== before) this.#changed.fire(undefined);
    const { suggestions, asked } = this.#history();
    if (ignoredInARow(suggestions, asked, this.#clock.now()) === 0) return;
    const at = isoTime(this.#clock.now());
    this.#ledger.append({ type: 'asked', at, body: { suggestions: [], boundary: 'request', random: null } });
  }

  dispose(): void {
    this.#record.dispose();
    this.#soon?.dispose();
    this.#appended.dispose();
    this.#changed.dispose();
    this.#refused.dispose();
  }

  /** What finds rules; undefined while there are none, or it is still being loaded. */
  #rules(): RuleFinder | undefined {
    if (typeof this.#ruleOf === 'function') return this.#ruleOf;
    if (this.#ruleOf === undefined && this.#loadRules && this.#ledger.read().practice.rules.size > 0) {
      this.#ruleOf = 'loading';
      void this.#loadRules().then((ruleOf) => {
        this.#ruleOf = ruleOf;
        this.#changed.fire(undefined);
      });
    }
    return undefined;
  }

  #history(): History {
    const { suggestions, inOrder, asked } = this.#ledger.read();
    const file = (state: SuggestionState): string | null => this.#ledger.texts.lookUp(state.body.texts)['file'] ?? null;
    return { suggestions, inOrder, asked, file };
  }

  #look(): void {
    this.#soon?.dispose();
    this.#soon = undefined;
    this.#looked = true;
    const model = this.#ledger.read();
    const now = this.#clock.now();
    const pointedAt = [...this.#digest.groups, ...this.#noted.keys(), ...this.#begun];
    this.#open = unanswered([...mayWait(model, now), ...pointedAt.flatMap((id) => model.group(id))], now);
    this.#count = this.#open.filter((group) => isWaiting(group, now)).length;
  }

  /** What the developer pointed at or began to answer, then the digest's groups that are still open. */
  #shown(): DecisionGroup[] {
    const asked = this.#asked();
    const own = [...this.#noted.keys(), ...this.#begun.filter((id) => !asked.includes(id))];
    return [...new Set([...own, ...asked])].flatMap((id) => this.#find(id) ?? []);
  }

  /** Ids of the digest's groups; after a reload of the window, of those it had been showing. */
  #asked(): readonly string[] {
    const { groups } = this.#digest;
    if (groups.length > 0) return groups;
    const now = this.#clock.now();
    return this.#open
      .filter((group) => group.askedAt !== null && isWaiting(group, now))
      .slice(0, mostShown)
      .map(({ id }) => id);
  }

  /** A group that can be answered: open, or one the developer pointed at; one begun only until it is answered somewhere. */
  #find(id: string): DecisionGroup | undefined {
    const open = this.#open.find((group) => group.id === id);
    if (open) return open;
    if (!this.#noted.has(id) && !this.#begun.includes(id)) return undefined;
    const group = notedGroup(this.#ledger.read().group(id));
    // Another window may have been faster: its answer stands.
    if (this.#noted.has(id)) return answeredAt(group) === this.#noted.get(id) ? group : undefined;
    return group?.states.every(({ reflection, skippedAt }) => reflection === null && skippedAt === null)
      ? group
      : undefined;
  }

  #waits(id: string): boolean {
    const now = this.#clock.now();
    return this.#open.some((group) => group.id === id && isWaiting(group, now));
  }

  #said({ states }: DecisionGroup): ExtraAnswers {
    const reflection = states.find((state) => state.reflection !== null)?.reflection;
    if (!reflection) return noExtraAnswers;
    return readExtraAnswers(reflection, this.#ledger.texts.lookUp(reflection.texts)['surprised'] ?? null);
  }

  /** The suggestion of a group that has the words of a case. */
  #caseOf(group: string): SuggestionState | undefined {
    return this.#ledger
      .read()
      .group(group)
      .find((state) => state.caseWords !== null && isNotable(state));
  }

  /**
   * @param write gets the suggestions asked about, the time, and all suggestions of the group, undecided ones included
   * @returns false where the group is no longer open
   */
  #withSuggestions(item: string, write: (asked: string[], at: string, all: string[]) => void): boolean {
    this.#look();
    const group = this.#find(item);
    if (group) {
      const all = this.#ledger.read().group(item);
      write(
        group.states.map(({ id }) => id),
        isoTime(this.#clock.now()),
        all.map(({ id }) => id),
      );
    }
    this.#noted = new Map([...this.#noted].filter(([id]) => id !== item));
    this.#begun = this.#begun.filter((id) => id !== item);
    this.refresh();
    return group !== undefined;
  }

  /** Nobody waits for this look: what cannot be read now is told when the developer acts. */
  async #refreshQuietly(): Promise<void> {
    try {
      await this.#ledger.readSoon(); // in slices: a long record must not stop the editor
      this.refresh();
    } catch (error) {
      if (!PairfolioError.is(error)) throw error;
    }
  }
}

/** When the latest answer to a group was given; null where none was. */
function answeredAt(group: DecisionGroup | undefined): string | null {
  const times = group?.states.flatMap(({ reflection }) => reflection?.at ?? []) ?? [];
  return times.sort().at(-1) ?? null;
}

function oneLine(text: string | null): string | undefined {
  const line = text?.replace(/\s+/g, ' ').trim();
  return line === '' ? undefined : line;
}
