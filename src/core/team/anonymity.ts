import { seats } from './votes.ts';

/** No figure about fewer members than this is published, nor one from which theirs could be told. */
export const leastMembers = 5;

/** Shares are rounded to whole multiples of so many per cent. */
export const roundedTo = 5;

/** Whether so many members are some, but too few to speak of. */
export function tooFew(members: number): boolean {
  return members > 0 && members < leastMembers;
}

/** One answer of a population: sums over its members. */
export interface CellSum {
  readonly votes: number;
  /** Members with votes here. */
  readonly present: number;
  /** Members with votes on other answers of the block. */
  readonly elsewhere: number;
}

/**
 * Whether a share may not be told: fewer than five members carry it, or carry the rest of it, or nearly all are alike.
 * @param n members with any votes in the block
 */
export function isSensitive({ votes, present, elsewhere }: CellSum, n: number): boolean {
  return present < leastMembers || elsewhere < leastMembers || isUnanimous(votes, n);
}

/** Whether nearly all (over 90 %) or nearly none (under 10 %) of the votes of `n` members are here. */
export function isUnanimous(votes: number, n: number): boolean {
  // In whole numbers: 18 of 20 votes is exactly nine tenths, and floating-point says otherwise.
  const tenths = 10 * votes;
  return tenths > 9 * seats * n || tenths < seats * n;
}

/** A share as it is published, in per cent. */
export function roundedShare(votes: number, n: number): number {
  return roundedTo * Math.round((100 * votes) / (seats * n * roundedTo));
}
