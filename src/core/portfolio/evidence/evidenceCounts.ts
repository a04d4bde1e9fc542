import type { Stance } from '../../shared/words.ts';
import { countFollowUps, isKnownLater, type Counted } from '../followUpCounts.ts';
import type { DecisionGroup } from '../groups.ts';
import { fewest, wilson } from '../rates.ts';
import type { Summary } from '../summary.ts';
import type { PortfolioCounts, Rate } from './evidenceSchema.ts';

/** Everything counted in a period. Counts only; no private text. */
export function evidenceCounts(summary: Summary): PortfolioCounts {
  const { groups, suggestions, decided, byVerdict, withReason, survival, leftOut } = summary;
  const inCommit = groups.filter(({ parts }) => parts.some(({ commits }) => commits.length > 0)).length;
  return {
    suggestions,
    decisions: groups.length,
    decided,
    undecided: byVerdict.undecided,
    verdicts: verdictRates(byVerdict, decided),
    withReason: rate(withReason, groups.length),
    inCommit: rate(inCommit, groups.length),
    languages: by(groups, ({ language }) => language).map(({ value, row }) => ({ language: value, ...row })),
    kinds: by(groups, ({ kind }) => kind).map(({ value, row }) => ({ kind: value, ...row })),
    survival: survival.map(({ checkpoint, measured, unchanged, mostlyUnchanged }) => ({
      checkpoint,
      unchanged: rate(unchanged, measured),
      mostlyUnchanged: rate(mostlyUnchanged, measured),
    })),
    followUps: followUps(groups),
    leftOut: { ...leftOut },
  };
}

/** A share with its 95 % interval; below twenty only the counts, because a share would say more than it knows. */
function rate(count: number, n: number): Rate {
  if (n < fewest) return { count, n, share: null, low: null, high: null };
  const [low, high] = wilson(count, n);
  return { count, n, share: rounded(count / n), low: rounded(low), high: rounded(high) };
}

function rounded(share: number): number {
  return Math.round(10_000 * share) / 10_000;
}

type Stances = Readonly<Record<Stance, number>>;

function verdictRates(counts: Stances, n: number): Record<Stance, Rate> {
  const { trusted, adapted, overrode } = counts;
  return { trusted: rate(trusted, n), adapted: rate(adapted, n), overrode: rate(overrode, n) };
}

/** Decided decisions by a value: most first, equal counts by name, what has no value last. */
function by<T extends string>(
  groups: readonly DecisionGroup[],
  valueOf: (group: DecisionGroup) => T | null,
): { readonly value: T | null; readonly row: ReturnType<typeof verdictRates> & { readonly decided: number } }[] {
  const found = new Map<T | null, Record<Stance, number> & { decided: number }>();
  for (const group of groups) {
    const { verdict } = group;
    if (verdict === 'undecided') continue;
    const value = valueOf(group);
    let counts = found.get(value);
    if (!counts) found.set(value, (counts = { decided: 0, trusted: 0, adapted: 0, overrode: 0 }));
    counts.decided += 1;
    counts[verdict] += 1;
  }
  return [...found]
    .sort(([a, one], [b, other]) => {
      if (a === null || b === null) return a === null ? 1 : -1;
      return other.decided - one.decided || (a < b ? -1 : 1);
    })
    .map(([value, counts]) => ({
      value,
      row: { decided: counts.decided, ...verdictRates(counts, counts.decided) },
    }));
}

function followUps(groups: readonly DecisionGroup[]): PortfolioCounts['followUps'] {
  const { overReliance, goodOverride, underReliance } = countFollowUps(groups);
  const of = ({ count, n }: Counted): Rate => rate(count, n);
  return {
    known: groups.filter(({ parts }) => parts.some(isKnownLater)).length,
    trusted: { overReliance: of(overReliance) },
    overrode: { goodOverride: of(goodOverride), underReliance: of(underReliance) },
  };
}
