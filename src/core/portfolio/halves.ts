import type { DecisionGroup } from './groups.ts';
import { fewest, wilson } from './rates.ts';
import type { Stance } from '../shared/words.ts';

/** The decided decisions of a period in two halves, to see whether anything changed. */
export interface Halves {
  /** How many decisions each half has; of an odd number the middle one is in the second. */
  readonly n: readonly [first: number, second: number];
  readonly byVerdict: Readonly<Record<Stance, readonly [first: number, second: number]>>;
  /** When the first decision of the second half came. */
  readonly secondFrom: string;
}

/** From so many decided decisions on, both halves have enough for rates. */
export const enoughForHalves = 2 * fewest;

/** Cuts the decided decisions in two by time; undefined where a half would be too small for a rate. */
export function cutInHalves(groups: readonly DecisionGroup[]): Halves | undefined {
  const decided = groups.filter(({ verdict }) => verdict !== 'undecided').sort(byTime);
  const middle = Math.floor(decided.length / 2);
  const secondFrom = decided[middle]?.at;
  if (decided.length < enoughForHalves || secondFrom === undefined) return undefined;
  const byVerdict = { trusted: [0, 0], adapted: [0, 0], overrode: [0, 0] } satisfies Record<Stance, [number, number]>;
  for (const [place, { verdict }] of decided.entries())
    if (verdict !== 'undecided') byVerdict[verdict][place < middle ? 0 : 1] += 1;
  return { n: [middle, decided.length - middle], byVerdict, secondFrom };
}

/**
 * Whether the share of a verdict differs between the halves by more than chance would explain: their 95 % intervals do
 * not overlap. A strict test: with intervals that just touch, p is about .006 (Schenker and Gentleman, "On judging the
 * significance of differences by examining the overlap between confidence intervals", The American Statistician 55,
 * 2001), so that three comparisons need no correction.
 */
export function hasChanged({ n, byVerdict }: Halves, verdict: Stance): boolean {
  const [first, second] = byVerdict[verdict];
  const [lowFirst, highFirst] = wilson(first, n[0]);
  const [lowSecond, highSecond] = wilson(second, n[1]);
  return highFirst < lowSecond || highSecond < lowFirst;
}

function byTime(a: DecisionGroup, b: DecisionGroup): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1;
}
