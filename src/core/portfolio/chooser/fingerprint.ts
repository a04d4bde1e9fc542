import type { SuggestionState } from '../../ledger/suggestionState.ts';
import type { Choice } from './choice.ts';

/**
 * What a portfolio's pages follow from, as far as its author can change it: where it differs, files built before are
 * out of date. New decisions beside the chosen ones only change counts, and come all the time: they do not take part.
 */
export function fingerprint(choice: Choice, find: (id: string) => SuggestionState | undefined): string {
  const cases = choice.picks.map(({ id }) => {
    const state = find(id);
    return [state?.reflection?.at, state?.caseWords?.texts, state?.verdict?.label, state?.ai, state?.forgotten];
  });
  return JSON.stringify([choice, cases]);
}
