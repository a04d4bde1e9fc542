/** How many votes each block of a contribution has, whatever the number of decisions: volume never leaves. */
export const seats = 20;

/**
 * Twenty votes over counts, by largest remainder (Hamilton's method). Depends only on the shares: counts multiplied by
 * any whole number give the same votes. Of equal remainders the earlier option comes first.
 * @param counts whole numbers, 0 or more
 * @returns votes that add up to {@link seats}, or all 0 where nothing was counted
 */
export function apportion(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const votes = counts.map((count) => Math.floor((seats * count) / total));
  const left = seats - votes.reduce((sum, vote) => sum + vote, 0);
  const byRemainder = counts
    .map((count, index) => ({ index, remainder: (seats * count) % total }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) votes[index] = (votes[index] ?? 0) + 1;
  return votes;
}
