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

/**
 * What one decision adds to rates, as one number: of everything that can be known of a decision there are few
 * combinations, so a hundred thousand decisions are counted in many places at once by counting combinations.
 */
export type Facts = number;

const answers = [null, false, true] as const;
const sides = ['trusted', 'adapted', 'overrode'] as const;
/** Combinations: what was decided, and of each later measure whether it is known and holds. */
const combinations = sides.length * answers.length ** laterMeasures.length;

/** @returns undefined for a decision nobody made yet */
export function factsOf(group: DecisionGroup): Facts | undefined {
  const { verdict } = group;
  if (verdict === 'undecided') return undefined;
  const later = laterOf(group);
  // The order of laterMeasures, by hand: this is run for each of a long record's decisions.
  let code = answers.length * sides.indexOf(verdict) + answerOf(later.stillThere);
  code = answers.length * code + answerOf(later.overReliance);
  code = answers.length * code + answerOf(later.goodOverride);
  return answers.length * code + answerOf(later.underReliance);
}

function answerOf(holds: boolean | null): number {
  return holds === null ? 0 : holds ? 2 : 1;
}

/** Adds up rates. */
export class RatesSum {
  readonly #counts = new Uint32Array(combinations);

  add(facts: Facts): void {
    this.#counts[facts] = (this.#counts[facts] ?? 0) + 1;
  }

  get values(): Rates {
    const sums = {
      decided: 0,
      trusted: 0,
      adapted: 0,
      overrode: 0,
      stillThere: { count: 0, n: 0 },
      overReliance: { count: 0, n: 0 },
      goodOverride: { count: 0, n: 0 },
      underReliance: { count: 0, n: 0 },
    };
    this.#counts.forEach((count, facts) => {
      if (count === 0) return;
      let code = facts;
      for (const measure of laterMeasures.toReversed()) {
        const holds = answers[code % answers.length] ?? null;
        code = Math.floor(code / answers.length);
        if (holds === null) continue;
        sums[measure].n += count;
        if (holds) sums[measure].count += count;
      }
      sums.decided += count;
      sums[sides[code] ?? 'adapted'] += count;
    });
    return sums;
  }
}
