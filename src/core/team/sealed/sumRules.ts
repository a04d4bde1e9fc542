import { leastMembers, tooFew } from '../anonymity.ts';
import { blocks, entriesPerOption, type Block } from '../layout.ts';
import { seats } from '../votes.ts';

/** Noise of an entry stays below so many times its scale, but for one chance in 10^15. */
const farthest = 40;
/** A count with noise is taken for smaller by so many times its scale: two standard deviations. */
const careful = 4;

/**
 * Why no members' records give a sum. Without noise exactly: twenty votes for each member with any, presence entries
 * that follow from votes. With noise as far as noise can reach.
 * @param vector the sum; entries may be negative
 * @param noise of the roster
 * @returns a clause; undefined where everything fits
 */
export function sumProblem(vector: readonly number[], members: number, noise: number): string | undefined {
  const reach = farthest * noise;
  const given = vector[0] ?? 0;
  for (const block of blocks) {
    const { present, cells, about } = entries(block, vector);
    const votes = cells.reduce((sum, cell) => sum + cell.votes, 0);
    const slack = reach * seats * (cells.length + 1);
    if (present < -reach || present > members + reach || present > given + 2 * reach)
      return `on “${about}” there are answers of ${String(present)} of ${String(members)} members`;
    if (Math.abs(votes - seats * present) > slack)
      return `on “${about}” there are ${String(votes)} votes, not ${String(seats)} for each of ${String(present)} members`;
    if (noise === 0 && cells.some((cell) => !isPossible(cell, present)))
      return `on “${about}” votes and numbers of members do not fit together`;
  }
  return undefined;
}

interface Cell {
  readonly votes: number;
  readonly present: number;
  readonly elsewhere: number;
}

function isPossible({ votes, present, elsewhere }: Cell, n: number): boolean {
  if (present < 0 || elsewhere < 0 || present > n || elsewhere > n || present + elsewhere < n) return false;
  // Who has votes here has at least one, and at most twenty, or nineteen with votes elsewhere.
  return votes >= present + (seats - 1) * (n - elsewhere) && votes <= seats * present - (present + elsewhere - n);
}

function entries(
  { offset, options, about }: Block,
  vector: readonly number[],
): { about: string; present: number; cells: Cell[] } {
  const entry = (place: number): number => vector[offset + place] ?? 0;
  return {
    about,
    present: entry(0),
    cells: options.map((_, index) => {
      const at = 1 + entriesPerOption * index;
      return { votes: entry(at), present: entry(at + 1), elsewhere: entry(at + 2) };
    }),
  };
}

/**
 * A sum as the rules of a release can act on it. Without noise it is that. With noise numbers of members are taken for
 * smaller than they read, so that a minimum is not reached by noise; what few members answered is left out.
 */
export function usableSum(vector: readonly number[], members: number, noise: number): number[] {
  if (noise === 0) return [...vector];
  const margin = careful * noise;
  return blocks.flatMap((block) => {
    const { present, cells } = entries(block, vector);
    const told = between(0, present, members);
    if (told - margin < leastMembers) return new Array<number>(1 + entriesPerOption * cells.length).fill(0);
    // Whether one to four members left a question open cannot be told from noise.
    const n = tooFew(members - told) ? members : told;
    return [
      n,
      ...cells.flatMap((cell) => [
        between(0, cell.votes, seats * n),
        between(0, cell.present - margin, n),
        between(0, cell.elsewhere - margin, n),
      ]),
    ];
  });
}

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
