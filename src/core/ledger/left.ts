import type { Checkpoint } from '../shared/words.ts';

/** The checkpoints of a survival curve, in their order. The first save comes at any time, so it is no point of one. */
export const survivalCheckpoints = [
  '30s',
  '120s',
  '300s',
  '600s',
  'commit',
  '14d',
] as const satisfies readonly Checkpoint[];
export type SurvivalCheckpoint = (typeof survivalCheckpoints)[number];

/**
 * Below this distance most of a suggestion is still there.
 * Ziegler et al., "Productivity Assessment of Neural Code Completion", arXiv 2205.06537: "mostly unchanged".
 */
export const mostlyBelow = 0.33;

/**
 * What was left of a suggestion at all checkpoints of the curve, as one number: two bits for each, the first ones the
 * lowest. A hundred thousand suggestions are counted by going through one number of each, not through six measurements.
 */
export type Left = number;

/** Of one checkpoint: it was not measured; less than most was left; most; all. */
export const amounts = { unknown: 0, less: 1, most: 2, all: 3 } as const;

/** So many different ones there are. */
export const differentLeft = 4 ** survivalCheckpoints.length;

/** Nothing was measured. */
export const nothingLeftKnown: Left = 0;

/** @param distance 0 to 1; null: not measured */
export function withLeft(left: Left, checkpoint: SurvivalCheckpoint, distance: number | null): Left {
  const shift = 2 * survivalCheckpoints.indexOf(checkpoint);
  return (left & ~(3 << shift)) | (amountOf(distance) << shift);
}

/** @returns one of {@link amounts} */
export function leftAt(left: Left, checkpoint: SurvivalCheckpoint): number {
  return (left >> (2 * survivalCheckpoints.indexOf(checkpoint))) & 3;
}

function amountOf(distance: number | null): number {
  if (distance === null) return amounts.unknown;
  return distance === 0 ? amounts.all : distance < mostlyBelow ? amounts.most : amounts.less;
}
