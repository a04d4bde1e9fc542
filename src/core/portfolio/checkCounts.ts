import type { SeenCheck, SuggestionState } from '../ledger/suggestionState.ts';
import { checkKinds } from '../shared/words.ts';
import type { Counted } from './followUpCounts.ts';
import type { DecisionGroup } from './groups.ts';

/** A way in which decisions were seen to be checked. `problems` are those the editor shows, `diff` is a look at the difference. */
const checkWays = [...checkKinds, 'problems', 'diff'] as const;
export type CheckWay = (typeof checkWays)[number];

/** What was seen of one way of checking. All are counts of decisions. */
export interface WayCounts {
  readonly way: CheckWay;
  /** Checked in this way at least once. */
  readonly seen: number;
  /** Of those: it failed, or a problem came up, at least once. */
  readonly failed: number;
  /** Of those: it passed after that, or the problem was gone. */
  readonly mended: number;
}

/** What was seen to be done to check decisions. */
export interface CheckCounts {
  /** Decisions with a check of any kind. */
  readonly checked: number;
  /** Only the ways that were seen, in the order of {@link checkWays}. */
  readonly ways: readonly WayCounts[];
  /**
   * Of what was kept and came into a commit, at a time that is known: a test, type check, linter or build ended, well
   * or badly, between the suggestion and the commit. A lower bound: what ran while no editor watched was not seen.
   */
  readonly beforeCommit: Counted;
}

/** Checks that say something about code; starting a program may have been for anything. */
const saysSomething: ReadonlySet<CheckWay> = new Set<CheckWay>(['test', 'type-check', 'lint', 'build']);

/** Counts checks, each decision once however often it was checked. */
export function countChecks(groups: readonly DecisionGroup[]): CheckCounts {
  const counts = new Map(checkWays.map((way) => [way, { way, seen: 0, failed: 0, mended: 0 }]));
  let checked = 0;
  const beforeCommit = { count: 0, n: 0 };
  for (const { parts, verdict } of groups) {
    const found = parts.some(({ verification }) => verification.length > 0) ? waysOf(parts) : undefined;
    if (found) checked += 1;
    for (const [way, { failed, mended }] of found ?? []) {
      const count = counts.get(way);
      if (!count) continue;
      count.seen += 1;
      if (failed) count.failed += 1;
      if (mended) count.mended += 1;
    }
    if (verdict !== 'trusted' && verdict !== 'adapted') continue;
    const committedAt = firstCommit(parts);
    if (committedAt === null) continue;
    beforeCommit.n += 1;
    if (parts.some((state) => isCheckedBefore(state, committedAt))) beforeCommit.count += 1;
  }
  return { checked, ways: [...counts.values()].filter(({ seen }) => seen > 0), beforeCommit };
}

function waysOf(parts: readonly SuggestionState[]): Map<CheckWay, { failed: boolean; mended: boolean }> {
  const ways = new Map<CheckWay, { failed: boolean; mended: boolean }>();
  for (const { verification } of parts) {
    for (const fact of verification) {
      const way = wayOf(fact);
      if (way === null) continue;
      const known = ways.get(way) ?? { failed: false, mended: false };
      ways.set(way, known);
      if (fact.result === 'failed' || fact.result === 'appeared') known.failed = true;
      else if (known.failed && (fact.result === 'passed' || fact.result === 'gone')) known.mended = true;
    }
  }
  return ways;
}

function wayOf({ kind, check }: SeenCheck): CheckWay | null {
  if (kind === 'diagnostics') return 'problems';
  return kind === 'diff' ? 'diff' : check;
}

/** When the first commit was seen that took a part in; null where there is none or its time is not known. */
function firstCommit(parts: readonly SuggestionState[]): string | null {
  let first: string | null = null;
  for (const { commits, standing } of parts) {
    // A commit is recorded with what stood in it: the latter's record has the time.
    const at = commits.length > 0 ? standing['commit']?.at : undefined;
    if (at !== undefined && (first === null || at < first)) first = at;
  }
  return first;
}

function isCheckedBefore({ verification }: SuggestionState, committedAt: string): boolean {
  return verification.some(
    (fact) =>
      fact.at <= committedAt &&
      (fact.result === 'passed' || fact.result === 'failed') &&
      saysSomething.has(wayOf(fact) ?? 'run'),
  );
}
