import type { TextRange } from '../shared/textEdit.ts';
import type { Checkpoint, Verdict } from '../shared/words.ts';
import { carryRange } from './carry.ts';
import { relativeDistance } from './distance.ts';
import { measure } from './measure.ts';
import { Tracker } from './tracker.ts';
import { judge } from './verdict.ts';

/** A suggestion to follow, with where its text stands in the document now. */
export interface Followed {
  readonly id: string;
  readonly document: string;
  readonly language: string | null;
  readonly before: string;
  readonly suggested: string;
  readonly range: TextRange;
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

/** Follows one suggestion: where it is, for how long, and what it has become. */
export class Follower {
  readonly followed: Followed;
  readonly tracker: Tracker;
  #focused = 0;
  #next = 0;
  #saved = false;
  #committed = false;
  #settled = false;

  constructor(followed: Followed) {
    this.followed = followed;
    this.tracker = new Tracker(followed.range);
  }

  /** Focused milliseconds until the next checkpoint; `undefined` after the last. */
  get untilNext(): number | undefined {
    const next = focusedCheckpoints[this.#next];
    return next && next[1] - this.#focused;
  }

  /** Nothing more is to be learned here: all checkpoints passed and a commit holds the file. */
  get done(): boolean {
    return this.untilNext === undefined && this.#committed;
  }

  /** Lets focused time pass. @param text the document's text now */
  advance(
    milliseconds: number,
    text: () => string,
  ): { readonly observations: Observation[]; readonly judgement: Judgement | undefined } {
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
    if (this.#saved) return undefined;
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
    const kept = committed === null ? '' : this.#keptIn(text, committed);
    if (committed !== null && this.#leftOut(this.#kept(text), kept)) return undefined;
    this.#committed = true;
    const same = text === committed;
    return {
      observation: this.#measured('commit', kept, same ? this.tracker.retained : null),
      judgement: this.#judged(kept, true),
    };
  }

  observe(checkpoint: Checkpoint, text: string): Observation {
    return this.#measured(checkpoint, this.#kept(text), this.tracker.retained);
  }

  /** @returns `undefined` once the verdict is settled */
  judge(text: string, settled: boolean): Judgement | undefined {
    return this.#judged(this.#kept(text), settled);
  }

  #keptIn(text: string, committed: string): string {
    const { suggested } = this.followed;
    const [range] = carryRange(text, committed, [this.tracker.range]);
    const kept = range ? committed.slice(range.start, range.end) : '';
    // Taken away in the editor after it was staged: the commit holds it all the same.
    const whole = kept !== suggested && committed.includes(suggested) && !text.includes(suggested);
    return whole ? suggested : kept;
  }

  #leftOut(stands: string, kept: string): boolean {
    const { before, suggested, range } = this.followed;
    if (range.start === range.end) return false;
    const { language } = this.followed;
    const isGone = (now: string): boolean => judge({ before, suggested, kept: now }, language).because !== 'distance';
    return !isGone(stands) && isGone(kept) && relativeDistance(stands, kept, language) > 0;
  }

  #kept(text: string): string {
    const { start, end } = this.tracker.range;
    return text.slice(start, end);
  }

  #measured(checkpoint: Checkpoint, kept: string, retained: number | null): Observation {
    const { id, language, before, suggested } = this.followed;
    return { suggestion: id, checkpoint, ...measure({ before, suggested, kept }, language), retained, kept };
  }

  #judged(kept: string, settled: boolean): Judgement | undefined {
    if (this.#settled) return undefined;
    this.#settled = settled;
    const { id, language, before, suggested } = this.followed;
    const { label, because } = judge({ before, suggested, kept }, language);
    return { suggestion: id, label, settled, because, kept };
  }
}
