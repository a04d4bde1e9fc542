import { amounts, leftAt } from '../ledger/left.ts';
import type { SuggestionState } from '../ledger/suggestionState.ts';
import type { Outcome } from '../shared/words.ts';
import type { DecisionGroup } from './groups.ts';
import { groupLeft } from './survivalShares.ts';

/** So many of so many decisions. */
export interface Counted {
  readonly count: number;
  readonly n: number;
}

/**
 * What decisions proved to be when they were looked at again, fourteen days or more later. All are counts of decisions.
 * They stand apart: nothing is made of them that would be one score of a person.
 */
export interface FollowUpCounts {
  /** Of those trusted and measured then: mostly unchanged (distance below `mostlyBelow`). */
  readonly stillThere: Counted;
  /** Of those trusted of which it is known: a third or more rewritten, put back, or fixed by a commit. */
  readonly overReliance: Counted;
  /** Of those overridden of which it is known: the own version stood. */
  readonly goodOverride: Counted;
  /** Of the same: the code came back to within a third of what was offered. */
  readonly underReliance: Counted;
}

/** Reasons of a follow-up that say what became of the code; all others say why that is not known. */
const known: ReadonlySet<string> = new Set(['stands', 'rewritten', 'reverted', 'fixed', 'came-back', 'nothing-kept']);

/** Whether a look back found out what became of a suggestion; a look that found no repository or no file did not. */
export function isKnownLater({ followUp }: SuggestionState): boolean {
  return followUp !== null && (followUp.outcome !== null || known.has(followUp.because));
}

/** What one decision proved to be, as {@link FollowUpCounts} says of each; null where it does not apply, or is not known. */
export type Later = Readonly<Record<keyof FollowUpCounts, boolean | null>>;

/**
 * What a decision proved to be. One of several parts proved what one of its parts proved; of an overridden one that has
 * both, what came back counts.
 */
export function laterOf({ parts, verdict }: Pick<DecisionGroup, 'parts' | 'verdict'>): Later {
  const later = nothing();
  if (verdict !== 'trusted' && verdict !== 'overrode') return later;
  const isKnown = parts.some(isKnownLater);
  if (verdict === 'trusted') {
    const left = leftAt(groupLeft(parts), '14d');
    if (left !== amounts.unknown) later.stillThere = left >= amounts.most;
    if (isKnown) later.overReliance = proved(parts, 'over-reliance');
  } else if (isKnown) {
    later.underReliance = proved(parts, 'under-reliance');
    later.goodOverride = !later.underReliance && proved(parts, 'good-override');
  }
  return later;
}

function nothing(): Record<keyof FollowUpCounts, boolean | null> {
  return { stillThere: null, overReliance: null, goodOverride: null, underReliance: null };
}

function proved(parts: readonly SuggestionState[], outcome: Outcome): boolean {
  for (const { followUp } of parts) if (followUp?.outcome === outcome) return true;
  return false;
}

/** Counts follow-ups. */
export function countFollowUps(groups: readonly DecisionGroup[]): FollowUpCounts {
  const counts = {
    stillThere: { count: 0, n: 0 },
    overReliance: { count: 0, n: 0 },
    goodOverride: { count: 0, n: 0 },
    underReliance: { count: 0, n: 0 },
  };
  for (const group of groups) {
    const later = laterOf(group);
    for (const measure of ['stillThere', 'overReliance', 'goodOverride', 'underReliance'] as const) {
      const holds = later[measure];
      if (holds === null) continue;
      counts[measure].n += 1;
      if (holds) counts[measure].count += 1;
    }
  }
  return counts;
}
