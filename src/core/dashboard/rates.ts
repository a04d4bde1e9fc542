import { laterOf, type Counted } from '../portfolio/followUpCounts.ts';
import type { DecisionGroup } from '../portfolio/groups.ts';

/** What became of some decisions. Each stands for itself: nothing is made of them that would be one score. */
export interface Rates {
  /** Decisions with a verdict; the n of the next three. */
  readonly decided: number;
  readonly trusted: number;
  readonly adapted: number;
  readonly overrode: number;
  /** As `FollowUpCounts` says of each. */
  readonly stillThere: Counted;
  readonly overReliance: Counted;
  readonly goodOverride: Counted;
  readonly underReliance: Counted;
}

/** The four that are known only later. */
export const laterMeasures = ['stillThere', 'overReliance', 'goodOverride', 'underReliance'] as const;
export type LaterMeasure = (typeof laterMeasures)[number];

/** What one decision adds to rates; looked up once, added in many places. */
export type Facts = Pick<DecisionGroup, 'verdict'> & ReturnType<typeof laterOf>;

export function factsOf(group: DecisionGroup): Facts {
  return { verdict: group.verdict, ...laterOf(group) };
}

/** Adds up rates. */
export class RatesSum implements Rates {
  decided = 0;
  trusted = 0;
  adapted = 0;
  overrode = 0;
  readonly stillThere = { count: 0, n: 0 };
  readonly overReliance = { count: 0, n: 0 };
  readonly goodOverride = { count: 0, n: 0 };
  readonly underReliance = { count: 0, n: 0 };

  add(facts: Facts): void {
    if (facts.verdict === 'undecided') return;
    this.decided += 1;
    this[facts.verdict] += 1;
    for (const measure of laterMeasures) {
      const holds = facts[measure];
      if (holds === null) continue;
      this[measure].n += 1;
      if (holds) this[measure].count += 1;
    }
  }

  /** As plain values, for a message. */
  get values(): Rates {
    const { decided, trusted, adapted, overrode, stillThere, overReliance, goodOverride, underReliance } = this;
    return { decided, trusted, adapted, overrode, stillThere, overReliance, goodOverride, underReliance };
  }
}
