import type { SuggestionState } from '../ledger/suggestionState.ts';
import { stances, type Stance } from '../shared/words.ts';
import { counts, hasContent, type DecisionGroup } from './groups.ts';
import { riskOf } from './risk.ts';

/** How often this developer did what, by language: language → stance → suggestions. */
export type Habit = ReadonlyMap<string, Readonly<Record<Stance, number>>>;

/** Counts the verdicts of a history by language; what was no AI's, and what was sent away unread, is no habit. */
export function habitOf(states: Iterable<SuggestionState>): Habit {
  const habit = new Map<string, Record<Stance, number>>();
  for (const state of states) {
    const label = state.verdict?.label ?? 'undecided';
    if (label === 'undecided' || state.forgotten || !counts(state) || !hasContent(state)) continue;
    const key = languageKey(state.body.language);
    const seen = habit.get(key) ?? { trusted: 0, adapted: 0, overrode: 0 };
    seen[label] += 1;
    habit.set(key, seen);
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
    const seen = habit.get(languageKey(body.language));
    const label = verdict?.label ?? 'undecided';
    if (!seen || label === 'undecided') return 1 - 1 / stances.length;
    const all = stances.reduce((sum, stance) => sum + seen[stance], 0);
    return 1 - (seen[label] + 1) / (all + stances.length);
  });
  return Math.max(...each);
}

function languageKey(language: string | null): string {
  return language ?? '';
}
