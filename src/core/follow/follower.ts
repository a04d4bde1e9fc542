import type { TextRange } from '../shared/textEdit.ts';
import type { Checkpoint, Verdict } from '../shared/words.ts';
import { carryRange } from './carry.ts';
import type { Change } from './change.ts';
import { relativeDistance } from './distance.ts';
import type { Fate } from './fate.ts';
import { joinHunks } from './hunks.ts';
import { joinFates, measureParts } from './measure.ts';
import { Tracker } from './tracker.ts';
import { judge, type Judgement as TextJudgement } from './verdict.ts';

/** One place of a suggestion: what stood there, what was suggested, and where that stands in the document now. */
export interface FollowedPart {
  readonly before: string;
  readonly suggested: string;
  readonly range: TextRange;
}

/** A suggestion to follow. */
export interface Followed {
  readonly id: string;
  readonly document: string;
  readonly language: string | null;
  /** One for an inline suggestion, one for each hunk of an agent's edit. */
  readonly parts: readonly FollowedPart[];
  /** How far it was followed before, in this window or another. */
  readonly progress?: Progress;
}

/** How far a suggestion was followed. */
export interface Progress {
  /** Focused milliseconds. */
  readonly focused: number;
  /** Whether a save and a commit were seen. */
  readonly saved: boolean;
  readonly committed: boolean;
}

/** How much of a suggestion stood at one moment; see `Survival` in ledger/decision.ts for the measures. */
export interface Observation {
  readonly suggestion: string;
  readonly checkpoint: Checkpoint;
  readonly distance: number;
  readonly retained: number | null;
  readonly fourGram: number;
  readonly noRevert: number;
  readonly kept: string;
}

/** What the text says about a suggestion so far, or for good. */
export interface Judgement {
  readonly suggestion: string;
  readonly label: Verdict;
  readonly settled: boolean;
  readonly because: string;
  readonly kept: string;
}

/** Checkpoints of focused time, in milliseconds. */
export const focusedCheckpoints: readonly (readonly [Checkpoint, number])[] = [
  ['30s', 30_000],
  ['120s', 120_000],
  ['300s', 300_000],
  ['600s', 600_000],
];

/** A label is said provisionally after this checkpoint, and for good after the last one. */
const provisionalAt: Checkpoint = '120s';

/** A suggestion of which less than this share of characters is still its own is gone from its place. */
const goneBelow = 0.5;

interface Part extends FollowedPart {
  readonly tracker: Tracker;
}

/** Follows one suggestion: where it is, for how long, and what it has become. */
export class Follower {
  readonly followed: Followed;
  readonly #parts: readonly Part[];
  readonly #catchUp: () => void;
  #focused: number;
  #next: number;
  #saved: boolean;
  #committed: boolean;
  #settled = false;
  #frozen = false;

  /** @param catchUp called before anything is said of the document; applies the changes that wait */
  constructor(followed: Followed, catchUp: () => void = () => undefined) {
    this.followed = followed;
    this.#catchUp = catchUp;
    this.#parts = followed.parts.map((part) => ({ ...part, tracker: new Tracker(part.range) }));
    const { focused = 0, saved = false, committed = false } = followed.progress ?? {};
    this.#focused = focused;
    this.#next = focusedCheckpoints.filter(([, after]) => after <= focused).length;
    this.#saved = saved;
    this.#committed = committed;
  }

  /** Where what stands in the suggestion's place is now; one range for each part. */
  get ranges(): readonly TextRange[] {
    this.#catchUp();
    return this.#parts.map(({ tracker }) => tracker.range);
  }

  /** Characters of the suggestion never touched, divided by its length; 1 for an empty suggestion. */
  get retained(): number {
    this.#catchUp();
    const length = (part: Part): number => part.range.end - part.range.start;
    const all = this.#parts.reduce((sum, part) => sum + length(part), 0);
    const still = this.#parts.reduce((sum, part) => sum + length(part) * part.tracker.retained, 0);
    return all === 0 ? 1 : still / all;
  }

  /** Whether most of it was taken away. */
  get gone(): boolean {
    return this.retained < goneBelow;
  }

  /** Takes in one change event of the document. */
  apply(change: Change): void {
    for (const { tracker } of this.#parts) tracker.apply(change);
    if (this.#frozen && !this.gone) this.#frozen = false;
  }

  /**
   * Git set it aside (another branch is checked out, its change is stashed): nothing is measured or judged until it is
   * back in the document.
   */
  freeze(): void {
    this.#frozen = true;
  }

  get frozen(): boolean {
    this.#catchUp();
    return this.#frozen;
  }

  get progress(): Progress {
    return { focused: this.#focused, saved: this.#saved, committed: this.#committed };
  }

  /** Focused milliseconds until the next checkpoint; `undefined` after the last. */
  get untilNext(): number | undefined {
    if (this.#frozen) return undefined;
    const next = focusedCheckpoints[this.#next];
    return next && next[1] - this.#focused;
  }

  /** Nothing more is to be learned here: all checkpoints passed and a commit holds the file. */
  get done(): boolean {
    return !this.#frozen && this.untilNext === undefined && this.#committed;
  }

  /** Lets focused time pass. @param text the document's text now */
  advance(
    milliseconds: number,
    text: () => string,
  ): { readonly observations: Observation[]; readonly judgement: Judgement | undefined } {
    if (this.#frozen) return { observations: [], judgement: undefined };
    this.#focused += milliseconds;
    const observations: Observation[] = [];
    let judgement: Judgement | undefined;
    for (
      let next = focusedCheckpoints[this.#next];
      next && next[1] <= this.#focused;
      next = focusedCheckpoints[this.#next]
    ) {
      const last = ++this.#next === focusedCheckpoints.length;
      observations.push(this.observe(next[0], text()));
      if (last || next[0] === provisionalAt) judgement = this.judge(text(), last) ?? judgement;
    }
    return { observations, judgement };
  }

  /** The first save after the suggestion is a checkpoint; later ones would only repeat it. */
  save(text: string): Observation | undefined {
    if (this.#saved || this.#frozen) return undefined;
    this.#saved = true;
    return this.observe('save', text);
  }

  /**
   * A commit holds the file: what it holds in the suggestion's place settles the verdict.
   * @param committed the file's text in the commit; null where the commit deleted the file
   * @returns `undefined` where the commit left the suggestion out while it stands in the editor: only another part of the
   * file was committed, or HEAD went back to a commit before it
   */
  commit(
    text: string,
    committed: string | null,
  ): { readonly observation: Observation; readonly judgement: Judgement | undefined } | undefined {
    if (this.#frozen) return undefined;
    const kept = committed === null ? this.#parts.map(() => '') : this.#keptIn(text, committed);
    if (committed !== null && this.#leftOut(this.#kept(text), kept)) return undefined;
    this.#committed = true;
    const same = text === committed;
    return {
      observation: this.#measured('commit', kept, same ? this.retained : null),
      judgement: this.#judged(kept, true),
    };
  }

  observe(checkpoint: Checkpoint, text: string): Observation {
    return this.#measured(checkpoint, this.#kept(text), this.retained);
  }

  /** @returns `undefined` once the verdict is settled, and while it is set aside */
  judge(text: string, settled: boolean): Judgement | undefined {
    return this.#frozen ? undefined : this.#judged(this.#kept(text), settled);
  }

  #keptIn(text: string, committed: string): string[] {
    const carried = carryRange(text, committed, this.ranges);
    return this.#parts.map(({ suggested }, index) => {
      const range = carried[index];
      const kept = range ? committed.slice(range.start, range.end) : '';
      // Taken away in the editor after it was staged: the commit holds it all the same.
      const whole = kept !== suggested && committed.includes(suggested) && !text.includes(suggested);
      return whole ? suggested : kept;
    });
  }

  #leftOut(stands: readonly string[], kept: readonly string[]): boolean {
    if (this.#parts.every(({ range }) => range.start === range.end)) return false;
    const isGone = (now: readonly string[]): boolean => this.#judgement(now).because !== 'distance';
    const distance = (): number => relativeDistance(joinHunks(stands), joinHunks(kept), this.followed.language);
    return !isGone(stands) && isGone(kept) && distance() > 0;
  }

  #kept(text: string): string[] {
    return this.ranges.map(({ start, end }) => text.slice(start, end));
  }

  #fates(kept: readonly string[]): Fate[] {
    return this.#parts.map(({ before, suggested }, index) => ({ before, suggested, kept: kept[index] ?? '' }));
  }

  #measured(checkpoint: Checkpoint, kept: readonly string[], retained: number | null): Observation {
    const { id, language } = this.followed;
    const measures = measureParts(this.#fates(kept), language);
    return { suggestion: id, checkpoint, ...measures, retained, kept: joinHunks(kept) };
  }

  #judged(kept: readonly string[], settled: boolean): Judgement | undefined {
    if (this.#settled) return undefined;
    this.#settled = settled;
    const { label, because } = this.#judgement(kept);
    return { suggestion: this.followed.id, label, settled, because, kept: joinHunks(kept) };
  }

  #judgement(kept: readonly string[]): TextJudgement {
    return judge(joinFates(this.#fates(kept)), this.followed.language);
  }
}
