import type { SuggestionState } from '../ledger/suggestionState.ts';
import { byOwnAccord, ignoredInARow, type Asked } from './attention.ts';
import { mayAsk } from './boundaries.ts';
import type { DecisionGroup } from './groups.ts';
import type { AskSettings, Moment, Occupation } from './moment.ts';
import { isSnoozed } from './snooze.ts';

const day = 24 * 3_600_000;

/** The limits of asking without being asked to. Days are any 24 hours, so that no time zone matters. */
export const limits = {
  decisionsPerDigest: 3,
  digestsPerDay: 3,
  /** So many of a day's questions are left for commits, the best of the boundaries. */
  keptForCommits: 1,
  /** So many questions ignored in a row: the same budget is spread over two days. */
  ignoredToHalve: 2,
  /** So many: silence, until the developer comes back. */
  ignoredToSilence: 5,
  /** Time (ms) without a key before a question may appear. */
  quietBefore: 4_000,
  /** Before a commit, a decision is only asked about when it is so old (ms): its verdict has settled then. */
  settlesAfter: 600_000,
} as const;

/**
 * Why nothing is asked, the weightiest first.
 * `setting`: this boundary was not chosen · `none-allowed`: no question a day was chosen · `snoozed` · `nothing-waits` ·
 * `all-asked`: what waits was asked about already · `still-settling`: what waits is too new for this boundary ·
 * `silenced`, `halved`: the last questions were ignored · `budget`: of this day · `kept-for-commits`: what is left of it ·
 * what the developer does · `typing`
 */
export type Because =
  | 'setting'
  | 'none-allowed'
  | 'snoozed'
  | 'nothing-waits'
  | 'all-asked'
  | 'still-settling'
  | 'silenced'
  | 'halved'
  | 'budget'
  | 'kept-for-commits'
  | Occupation
  | 'typing';

export interface Obstacle {
  readonly because: Because;
  /** When it ends by itself (ms since 1970); null where that takes something else than time. */
  readonly until: number | null;
}

/** What the obstacles are found in. */
export interface Situation {
  readonly suggestions: ReadonlyMap<string, SuggestionState>;
  readonly asked: readonly Asked[];
  readonly waiting: readonly DecisionGroup[];
  readonly moment: Moment;
  readonly settings: AskSettings;
}

/** The obstacles, and what could be asked about without them. */
export interface Outlook {
  readonly obstacles: readonly Obstacle[];
  /** The groups the boundary may ask about. */
  readonly ready: readonly DecisionGroup[];
  /** How many of them at once; positive where there is no obstacle. */
  readonly allowed: number;
}

/** Everything that keeps Pairfolio from asking, the weightiest first: what passes by itself in a moment comes last. */
export function obstaclesTo(situation: Situation): Outlook {
  const { suggestions, asked, waiting, moment, settings } = situation;
  const { now, boundary, lastInputAt } = moment;
  const found: Obstacle[] = [];
  const add = (because: Because, until: number | null = null): number => found.push({ because, until });

  if (!mayAsk(settings.when, boundary)) add('setting');
  if (settings.maxPerDay <= 0) add('none-allowed');
  if (settings.snooze && isSnoozed(settings.snooze, now)) add('snoozed', settings.snooze.until);

  const fresh = waiting.filter(({ askedAt }) => askedAt === null);
  const settledAt = ({ at }: DecisionGroup): number =>
    boundary === 'after-commit' ? -Infinity : at + limits.settlesAfter;
  const ready = fresh.filter((group) => now >= settledAt(group));
  if (waiting.length === 0) add('nothing-waits');
  else if (fresh.length === 0) add('all-asked');
  else if (ready.length === 0) add('still-settling', Math.min(...fresh.map(settledAt)));

  const ignored = ignoredInARow(suggestions, asked, now);
  if (ignored >= limits.ignoredToSilence) add('silenced');
  const halved = ignored >= limits.ignoredToHalve;
  const budget = new Budget(situation, halved ? 2 * day : day);
  const allowed = budget.left(now, limits.digestsPerDay);
  const digests = boundary === 'after-commit' ? limits.digestsPerDay : limits.digestsPerDay - limits.keptForCommits;
  if (settings.maxPerDay > 0) {
    if (allowed <= 0) add(halved ? 'halved' : 'budget', budget.freeAt(now, digests));
    else if (budget.left(now, digests) <= 0) add('kept-for-commits', budget.freeAt(now, digests));
  }

  for (const occupation of moment.occupations ?? []) add(occupation);
  if (lastInputAt !== null && Math.abs(now - lastInputAt) < limits.quietBefore)
    add('typing', Math.min(lastInputAt, now) + limits.quietBefore);
  return { obstacles: found, ready, allowed };
}

/** What was asked within a span, and so how much may be asked still. */
class Budget {
  readonly #digests: readonly { readonly at: number; readonly decisions: number }[];
  readonly #within: number;
  readonly #maxPerDay: number;

  constructor({ suggestions, asked, settings }: Situation, within: number) {
    this.#within = within;
    this.#maxPerDay = settings.maxPerDay;
    this.#digests = byOwnAccord(asked).map((digest) => ({
      at: Date.parse(digest.at),
      decisions: new Set(digest.suggestions.map((id) => suggestions.get(id)?.body.group ?? id)).size,
    }));
  }

  /** How many decisions may be asked about at a time (ms since 1970), with so many questions in the span. */
  left(now: number, questions: number): number {
    // By distance, so that one clock set wrong for an hour does not silence the rest of the year.
    const recent = this.#digests.filter(({ at }) => Math.abs(now - at) < this.#within);
    const decisions = recent.reduce((sum, digest) => sum + digest.decisions, 0);
    return recent.length < questions ? Math.min(limits.decisionsPerDigest, this.#maxPerDay - decisions) : 0;
  }

  /** When something may be asked again (ms since 1970). */
  freeAt(now: number, questions: number): number | null {
    const ends = this.#digests.map(({ at }) => at + this.#within).filter((end) => end > now);
    return ends.find((end) => this.left(end, questions) > 0) ?? null;
  }
}
