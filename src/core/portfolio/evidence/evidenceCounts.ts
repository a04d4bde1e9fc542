import type { Verdict } from '../../shared/words.ts';
import { countFollowUps, isKnownLater, type Counted } from '../followUpCounts.ts';
import { tally, type DecisionGroup } from '../groups.ts';
import { fewest, wilson } from '../rates.ts';
import type { Summary } from '../summary.ts';
import type { PortfolioCounts, Rate } from './evidenceSchema.ts';

/** Everything counted in a period. Counts only; no private text. */
export function evidenceCounts(summary: Summary): PortfolioCounts {
  const { groups, suggestions, decided, byVerdict, withReason, survival, leftOut } = summary;
  const made = groups.filter(({ verdict }) => verdict !== 'undecided');
  const inCommit = groups.filter(({ parts }) => parts.some(({ commits }) => commits.length > 0)).length;
  return {
    suggestions,
    decisions: groups.length,
    decided,
    undecided: byVerdict.undecided,
    verdicts: verdictRates(made),
    withReason: rate(withReason, groups.length),
    inCommit: rate(inCommit, groups.length),
    languages: by(made, ({ language }) => language).map(([language, some]) => ({ language, ...rowOf(some) })),
    kinds: by(made, ({ kind }) => kind).map(([kind, some]) => ({ kind, ...rowOf(some) })),
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

function verdictRates(groups: readonly DecisionGroup[]): Record<'trusted' | 'adapted' | 'overrode', Rate> {
  const of = (verdict: Verdict): Rate =>
    rate(groups.filter((group) => group.verdict === verdict).length, groups.length);
  return { trusted: of('trusted'), adapted: of('adapted'), overrode: of('overrode') };
}

function rowOf(groups: readonly DecisionGroup[]): ReturnType<typeof verdictRates> & { readonly decided: number } {
  return { decided: groups.length, ...verdictRates(groups) };
}

/** Groups by a value, most first, equal counts by name, what has no value last. */
function by<T extends string>(
  groups: readonly DecisionGroup[],
  valueOf: (group: DecisionGroup) => T | null,
): [value: T | null, groups: DecisionGroup[]][] {
  const found = new Map<T | null, DecisionGroup[]>();
  for (const group of groups) {
    const value = valueOf(group);
    const known = found.get(value);
    if (known) known.push(group);
    else found.set(value, [group]);
  }
  const order = [...tally(groups.flatMap((group) => valueOf(group) ?? [])).map(([value]) => value), null];
  return order.flatMap((value): [T | null, DecisionGroup[]][] => {
    const some = found.get(value);
    return some ? [[value, some]] : [];
  });
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
