import type { SuggestionState } from '../ledger/suggestionState.ts';
import { counts, hasContent, observedOf, type DecisionGroup } from './groups.ts';

/**
 * A decision the developer wants to say something about by their own choice: answered before or not, followed still or
 * not. What nobody has judged yet does not take part; of all that, `adapted` is the guess that says least.
 * @param together the suggestions of one group
 * @returns undefined where nothing of the group counts or all was forgotten
 */
export function notedGroup(together: readonly SuggestionState[]): DecisionGroup | undefined {
  const members = together
    .filter(isNotable)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
  const newest = members.at(-1);
  if (!newest) return undefined;
  const decided = members.filter(({ verdict }) => verdict !== null && verdict.label !== 'undecided');
  const asked = members.flatMap(({ askedAt }) => (askedAt === null ? [] : [Date.parse(askedAt)]));
  return {
    id: newest.body.group,
    states: members,
    observed: observedOf(decided),
    overridden: decided.some(({ verdict }) => verdict?.label === 'overrode'),
    at: Date.parse(newest.at),
    askedAt: asked.length === 0 ? null : Math.max(...asked),
  };
}

/** Whether the developer can say something about a suggestion. */
export function isNotable(state: SuggestionState): boolean {
  return !state.forgotten && counts(state) && hasContent(state);
}

/** Whether the developer neither answered nor skipped a suggestion that could be noted. */
export function isUnanswered(state: SuggestionState): boolean {
  return isNotable(state) && state.reflection === null && state.skippedAt === null;
}
