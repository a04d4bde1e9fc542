import type { SuggestionState } from '../ledger/readModel.ts';
import { stances, type Stance } from '../shared/words.ts';
import type { DecisionGroup } from './groups.ts';
import { riskOf } from './risk.ts';

/** How often this developer did what, by language: language → stance → suggestions. */
export type Habit = ReadonlyMap<string, Readonly<Record<Stance, number>>>;

/** Counts the verdicts of a history by language. */
export function habitOf(states: Iterable<SuggestionState>): Habit {
  const habit = new Map<string, Record<Stance, number>>();
  for (const { body, verdict } of states) {
    const label = verdict?.label ?? 'undecided';
    if (label === 'undecided') continue;
    const counts = habit.get(languageKey(body.language)) ?? { trusted: 0, adapted: 0, overrode: 0 };
    counts[label] += 1;
    habit.set(languageKey(body.language), counts);
  }
  return habit;
}

/**
 * How much a decision is worth asking about: size × surprise × risk. Only the order means anything.
 * Size grows with the logarithm of the lines, so that one huge change does not outrank everything for a week.
 * @param file path of a suggestion, relative with `/`, or null where it was not kept
 */
export function scoreOf(group: DecisionGroup, habit: Habit, file: (state: SuggestionState) => string | null): number {
  const lines = group.states.reduce(
    (sum, { body }) => sum + Math.max(body.size.suggested.lines, body.size.before.lines),
    0,
  );
  const risk = group.states.map((state) =>
    riskOf({ file: file(state), language: state.body.language, kind: state.kind }),
  );
  return Math.log2(2 + lines) * surpriseOf(group, habit) * Math.max(...risk);
}

/** One minus the share of this verdict among the developer's own in the language, by Laplace's rule of succession: in (0, 1). */
function surpriseOf(group: DecisionGroup, habit: Habit): number {
  const each = group.states.map(({ body, verdict }) => {
    const counts = habit.get(languageKey(body.language));
    const label = verdict?.label ?? 'undecided';
    if (!counts || label === 'undecided') return 1 - 1 / stances.length;
    const all = stances.reduce((sum, stance) => sum + counts[stance], 0);
    return 1 - (counts[label] + 1) / (all + stances.length);
  });
  return Math.max(...each);
}

function languageKey(language: string | null): string {
  return language ?? '';
}
