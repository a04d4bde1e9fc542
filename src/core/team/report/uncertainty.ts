import { fewest, wilson } from '../../portfolio/rates.ts';
import { roundedTo } from '../anonymity.ts';
import type { Figure } from '../teamReport.ts';

/** Where a figure would stand that is held back. */
export const heldBack = 'held back';

/**
 * A share as the report prints it: "60 %", from twenty members on "60 % (40–80)". The interval is Wilson's, for n
 * members. Shares of a person vary less than yes and no do, so it is rather too wide than too narrow. It is taken from
 * the rounded share and rounded outwards, so that it tells no more than that.
 * @returns {@link heldBack} where the figure or the answer is not told
 */
export function shareWords(figure: Figure | undefined, option: string): string {
  const share = figure?.shares[option];
  if (figure === undefined || share === undefined || share === null) return heldBack;
  if (figure.n < fewest) return `${String(share)} %`;
  const [low, high] = interval(share, figure.n);
  return `${String(share)} % (${String(low)}–${String(high)})`;
}

/** Ends of the interval, in per cent. */
function interval(share: number, n: number): readonly [low: number, high: number] {
  const [low, high] = wilson((share / 100) * n, n);
  return [
    roundedTo * Math.floor((100 * low) / roundedTo + 1e-9),
    roundedTo * Math.ceil((100 * high) / roundedTo - 1e-9),
  ];
}

/** What two shares say of a difference: `few` members to tell, what `chance` alone gives, or `real`. */
export type Comparison = 'few' | 'chance' | 'real';

/**
 * Whether a difference is more than chance would give, at the level of 95 %. Rounding alone may make a step of five,
 * so a difference must be larger by that. Taken as if others had been asked each time, which is careful where most are
 * the same people.
 */
export function compare(a: { readonly share: number; readonly n: number }, b: typeof a): Comparison {
  if (a.n < fewest || b.n < fewest) return 'few';
  const variance = ({ share, n }: typeof a): number => ((share / 100) * (1 - share / 100)) / n;
  const needed = 1.959963984540054 * Math.sqrt(variance(a) + variance(b)) + roundedTo / 100;
  return Math.abs(a.share - b.share) / 100 > needed ? 'real' : 'chance';
}

/** "up by 10 points, no more than chance would give". */
export function changeWords(now: { readonly share: number; readonly n: number }, then: typeof now): string {
  const points = now.share - then.share;
  const size = points === 0 ? 'unchanged' : `${points > 0 ? 'up' : 'down'} by ${String(Math.abs(points))} points`;
  const found = compare(now, then);
  if (points === 0) return size;
  if (found === 'few') return `${size}; with fewer than ${String(fewest)} members this cannot be told from chance`;
  return found === 'chance' ? `${size}, no more than chance would give` : `${size}, more than chance would give`;
}
