import { third } from '../follow/followUp.ts';
import { isKnownLater } from './followUpCounts.ts';
import type { DecisionGroup } from './groups.ts';
import { fewest } from './rates.ts';

/** How sure one can say to be that a suggestion will stand, before looking. */
export const expectations = [0.5, 0.7, 0.9] as const;
export type Expectation = (typeof expectations)[number];

/** A forecast, and what came of it. */
export interface Predicted {
  /** 0 to 1. */
  readonly expected: number;
  /** Whether it stood; null where the fortnight is not over, or what became of it is not known. */
  readonly stood: boolean | null;
}

/** The forecast made of a decision; of several the first. Null where none was made. */
export function predictionOf({ parts }: Pick<DecisionGroup, 'parts'>): Predicted | null {
  let first = parts[0]?.prediction ?? null;
  if (parts.length > 1)
    for (const { prediction } of parts) if (prediction && (!first || prediction.at < first.at)) first = prediction;
  return first && { expected: first.expected, stood: stoodLater({ parts }) };
}

/** Becauses of a follow-up that say a suggestion did not stand, however much of its text is there. */
const fell: ReadonlySet<string> = new Set(['fixed', 'reverted', 'rewritten']);

/**
 * Whether what was suggested stood for fourteen days: of every part of which it is known, more than two thirds were
 * there, and no fix had to touch it.
 * @returns null where it is not known of any part
 */
export function stoodLater({ parts }: Pick<DecisionGroup, 'parts'>): boolean | null {
  const looked = parts.filter(isKnownLater);
  if (looked.length === 0) return null;
  return looked.every(({ followUp }) => {
    const { distance = null, outcome = null, because = '' } = followUp ?? {};
    return distance !== null && distance < third && outcome !== 'over-reliance' && !fell.has(because);
  });
}

/** Forecasts of one height. Counts of decisions. */
export interface ExpectedLevel {
  readonly expected: number;
  /** All of this height. */
  readonly predicted: number;
  /** Of those: what came of it is known. */
  readonly scored: number;
  /** Of the scored: it stood. */
  readonly stood: number;
}

/** How well forecasts held. */
export interface Calibration {
  readonly predicted: number;
  readonly scored: number;
  /** By how sure one was, the least first; heights nobody said are left out. */
  readonly levels: readonly ExpectedLevel[];
  /** Mean of the Brier score, 0 (always right and sure) to 1; null below {@link fewest} scored. */
  readonly brier: number | null;
}

/**
 * Scores forecasts. The Brier score is the mean of (forecast − outcome)², outcome being 1 where it stood and 0 where it
 * did not (G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78, 1950);
 * who always says 50 % has 0.25.
 */
export function countCalibration(groups: readonly DecisionGroup[]): Calibration {
  const sum = new CalibrationSum();
  for (const group of groups) sum.add(group);
  return sum.values;
}

/** Adds up {@link countCalibration}. */
export class CalibrationSum {
  readonly #levels = new Map<number, { expected: number; predicted: number; scored: number; stood: number }>();
  #predicted = 0;
  #scored = 0;
  #squares = 0;

  add(group: DecisionGroup): void {
    const prediction = predictionOf(group);
    if (!prediction) return;
    const { expected, stood } = prediction;
    const level = this.#levels.get(expected) ?? { expected, predicted: 0, scored: 0, stood: 0 };
    this.#levels.set(expected, level);
    this.#predicted += 1;
    level.predicted += 1;
    if (stood === null) return;
    this.#scored += 1;
    level.scored += 1;
    if (stood) level.stood += 1;
    this.#squares += (expected - Number(stood)) ** 2;
  }

  get values(): Calibration {
    return {
      predicted: this.#predicted,
      scored: this.#scored,
      levels: [...this.#levels.values()].sort((a, b) => a.expected - b.expected),
      brier: this.#scored < fewest ? null : this.#squares / this.#scored,
    };
  }
}
