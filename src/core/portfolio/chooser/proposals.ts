import type { SuggestionState } from '../../ledger/suggestionState.ts';
import { proposals } from '../choose.ts';
import type { ProposalReason } from '../merit.ts';
import { chooserStrings } from './strings.ts';

/** Decisions proposed on the page: three signature decisions and as many case studies as one reads through. */
const mostOnPage = 9;
/** Reasons shown of one proposal. */
const mostReasons = 3;

const words: Readonly<Record<ProposalReason, string>> = {
  'failure-caught': chooserStrings.whyFailureCaught,
  'proved-right': chooserStrings.whyProvedRight,
  'proved-wrong': chooserStrings.whyProvedWrong,
  'said-otherwise': chooserStrings.whySaidOtherwise,
  told: chooserStrings.whyTold,
  'own-words': chooserStrings.whyOwnWords,
  'reason-stated': chooserStrings.whyReasonStated,
  checked: chooserStrings.whyChecked,
  stood: chooserStrings.whyStood,
  'in-a-commit': chooserStrings.whyInACommit,
  'well-attested': chooserStrings.whyWellAttested,
};

/** A decision worth showing, and why, in English words the page translates; what says most first. */
export interface ProposedCase {
  readonly state: SuggestionState;
  readonly why: readonly string[];
}

/**
 * Proposes signature decisions and case studies.
 * @param states those that can be cases
 * @param fileOf the file of a suggestion, where known
 */
export function proposeForPage(
  states: readonly SuggestionState[],
  fileOf: (state: SuggestionState) => string | null,
): ProposedCase[] {
  return proposals(states, fileOf, mostOnPage).map(({ state, reasons }) => ({
    state,
    why: reasons.slice(0, mostReasons).map((reason) => words[reason]),
  }));
}
