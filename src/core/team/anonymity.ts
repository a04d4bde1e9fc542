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
 * Whether a share may not be told: fewer than five members carry it, or carry the rest of it, or nearly all are alike,
 * or all but a reader who contributed.
 * @param n members with any votes in the block
 */
export function isSensitive(cell: CellSum, n: number): boolean {
  const { votes, present, elsewhere } = cell;
  return present < leastMembers || elsewhere < leastMembers || isUnanimous(votes, n) || tellsOfOthers(cell, n);
}

/**
 * Whether a contributor who takes their own votes out may be left with others of whom nearly all (over 95 %) or nearly
 * none (under 5 %) of the votes are here. Who it is and what they gave is taken as bad as the sums allow.
 */
export function tellsOfOthers({ votes, present, elsewhere }: CellSum, n: number): boolean {
  const others = n - 1;
  // Of the others at least so many have one vote here, or one elsewhere.
  const least = Math.max(votes - (elsewhere < n ? seats : seats - 1), present - 1);
  const most = Math.min(votes - (present < n ? 0 : 1), seats * others - (elsewhere - 1));
  return least < others || most > (seats - 1) * others;
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
