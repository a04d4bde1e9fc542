/** Below this many items a share says more than it knows: only counts are shown. */
export const fewest = 20;

/** 97.5 % quantile of the normal distribution, for two-sided 95 % intervals. */
const z = 1.959963984540054;

/**
 * Wilson score interval for a share, 95 %.
 * E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209-212.
 * @param count successes, 0 ≤ count ≤ n
 * @param n trials, at least 1
 * @returns both ends, between 0 and 1
 */
export function wilson(count: number, n: number): readonly [low: number, high: number] {
  const p = count / n;
  const middle = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}

/**
 * A share as it may be published: "7 of 9" below twenty items, else "58 % (53–63), n = 412" with its 95 % interval.
 * @param count items of the kind, of `n` in all
 */
export function shareWords(count: number, n: number): string {
  return n < fewest ? bareShare(count, n) : `${bareShare(count, n)}, n = ${String(n)}`;
}

/** As {@link shareWords} without its n: only for a table whose row says n in a column of its own. */
export function bareShare(count: number, n: number): string {
  if (n < fewest) return `${String(count)} of ${String(n)}`;
  const [low, high] = wilson(count, n);
  return `${percent(count / n)} % (${percent(low)}–${percent(high)})`;
}

function percent(share: number): string {
  return String(Math.round(100 * share));
}

/**
 * Two shares that make a whole, as they may be published: "7 : 2" below twenty items, else
 * "68 : 32 (60–75 : 25–40), n = 120" with the 95 % interval of each.
 */
export function ratioWords(first: number, second: number): string {
  const n = first + second;
  if (n < fewest) return `${String(first)} : ${String(second)}`;
  const [low, high] = wilson(first, n);
  const share = Math.round((100 * first) / n);
  const ends = [percent(low), percent(high), percent(1 - high), percent(1 - low)];
  return `${String(share)} : ${String(100 - share)} (${ends.slice(0, 2).join('–')} : ${ends.slice(2).join('–')}), n = ${String(n)}`;
}
