import { fewest } from './rates.ts';

/** How many decisions are drawn to stand beside the chosen cases. */
const sampleSize = 10;

/**
 * Draws decisions uniformly, without repetition: every set of them has the same chance. The record's root is the seed,
 * so that neither the author nor the program chooses, and the same record gives the same sample.
 *
 * The root is 256 bits of a hash; each draw takes the remainder by how many are left, as in writing a number in a mixed
 * base. Ten draws of a million use 200 bits, so the unevenness is below one in 2^56.
 * @param items in an order that the record alone gives
 * @param root hex digits
 * @returns in the order of `items`; empty where there are fewer than twenty or no root
 */
export function drawSample<T>(items: readonly T[], root: string): T[] {
  if (items.length < fewest || !/^[0-9a-f]{64}$/.test(root)) return [];
  let seed = BigInt(`0x${root}`);
  const drawn: number[] = [];
  for (let left = items.length; drawn.length < sampleSize; left -= 1) {
    let place = Number(seed % BigInt(left));
    seed /= BigInt(left);
    // The place among those not drawn yet: step over the drawn ones, lowest first.
    const before = drawn.toSorted((a, b) => a - b);
    for (const taken of before) if (taken <= place) place += 1;
    drawn.push(place);
  }
  return drawn.sort((a, b) => a - b).flatMap((place) => items[place] ?? []);
}
