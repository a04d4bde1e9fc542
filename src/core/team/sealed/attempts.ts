import { plural } from '../../portfolio/words.ts';

/** What matters of a roster when a window is collected again. */
export interface Attempt {
  readonly attempt: number;
  readonly minimum: number;
  readonly members: readonly string[];
}

/**
 * Why a member must not seal under a roster after others of the same window: two complete sums could be subtracted.
 *
 * Whatever is worked out from several sums treats members alike who are on the same rosters. So if each such group is
 * empty or has at least the minimum, no combination of sums speaks of fewer.
 * @param before rosters the member sealed under, or the lead knows of; the same roster does not count
 * @returns a sentence; undefined where nothing stands against it
 */
export function attemptProblem(next: Attempt, before: readonly Attempt[]): string | undefined {
  const latest = Math.max(0, ...before.map(({ attempt }) => attempt));
  if (next.attempt <= latest)
    return `This is attempt ${String(next.attempt)}, and attempt ${String(latest)} of this window was made already with another roster; a roster that follows has a higher one.`;
  const minimum = Math.max(next.minimum, ...before.map((attempt) => attempt.minimum));
  const rosters = [...before, next].map(({ members }) => new Set(members));
  const groups = new Map<string, number>();
  for (const key of new Set(rosters.flatMap((roster) => [...roster]))) {
    const where = rosters.map((roster) => Number(roster.has(key))).join('');
    groups.set(where, (groups.get(where) ?? 0) + 1);
  }
  const smallest = Math.min(...groups.values());
  if (groups.size < 2 || smallest >= minimum) return undefined;
  return `The roster differs from an earlier one of this window by ${plural(smallest, 'member', 'members')}: the difference of the two sums would tell of so few. It may differ by nobody, or by at least ${String(minimum)} who come or go together.`;
}
