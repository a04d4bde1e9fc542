import { shownStance, tally, type DecisionGroup } from '../portfolio/groups.ts';
import type { Verdict } from '../shared/words.ts';
import { inWeek, type Week } from './week.ts';

/** What a week's decisions say, before anybody says something about them. Counts are of decisions. */
export interface WeekFacts {
  readonly decisions: number;
  readonly byVerdict: Readonly<Record<Verdict, number>>;
  /** Decisions with a reason. */
  readonly withReason: number;
  /** Reasons given where something was changed or turned down, most first. */
  readonly missed: readonly (readonly [reason: string, count: number])[];
  /** Decisions of which the developer says that their own answer would have been another. */
  readonly wouldDiffer: number;
  /** Hashes of the texts in which they said what surprised them, oldest first. */
  readonly surprises: readonly Readonly<Record<string, string>>[];
  /** Decisions worth a second thought first, then the newest; undecided ones are none. */
  readonly toReconsider: readonly DecisionGroup[];
}

/** @param groups decisions of any time, oldest first */
export function weekFacts(groups: readonly DecisionGroup[], week: Week): WeekFacts {
  const inside = inWeek(week, groups);
  const count = (verdict: Verdict): number => inside.filter((group) => group.verdict === verdict).length;
  const reflections = inside.flatMap(({ reflection }) => reflection ?? []);
  return {
    decisions: inside.length,
    byVerdict: {
      trusted: count('trusted'),
      adapted: count('adapted'),
      overrode: count('overrode'),
      undecided: count('undecided'),
    },
    withReason: reflections.filter(({ reasons }) => reasons.length > 0).length,
    missed: tally(reflections.flatMap(({ stance, reasons }) => (stance === 'trusted' ? [] : [...new Set(reasons)]))),
    wouldDiffer: reflections.filter(({ wouldHaveDone }) => wouldHaveDone === 'different').length,
    surprises: reflections.flatMap(({ texts }) => ('surprised' in texts ? [texts] : [])),
    toReconsider: inside
      .filter(({ verdict }) => verdict !== 'undecided')
      .sort((a, b) => doubt(b) - doubt(a) || (a.at > b.at ? -1 : a.at < b.at ? 1 : a.id < b.id ? -1 : 1)),
  };
}

/** How much speaks for a second thought: what proved wrong, what is seen otherwise than it was done, what was not checked. */
function doubt({ verdict, reflection, parts }: DecisionGroup): number {
  if (parts.some(({ followUp }) => followUp?.outcome === 'over-reliance' || followUp?.outcome === 'under-reliance'))
    return 3;
  if (reflection && shownStance(reflection, verdict) !== verdict) return 2;
  if (reflection?.nextTime === 'less' || reflection?.nextTime === 'more') return 2;
  if (reflection?.reasons.includes('reputation-only') === true) return 2;
  return verdict === 'trusted' && parts.some(({ verification }) => verification.length > 0) ? 0 : 1;
}
