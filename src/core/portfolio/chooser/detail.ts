import type { Decision } from '../../ledger/decision.ts';
import type { SuggestionState } from '../../ledger/suggestionState.ts';
import { observedOf } from '../../reflect/groups.ts';
import { reviewItem } from '../../reflect/reviewItem.ts';
import type { CaseDetail } from './messages.ts';
import { wordsOf, type CaseText } from './words.ts';

/** Words the page shows, in the display language. */
export interface DetailWords {
  readonly observed: string;
  reason(id: string): string;
  check(what: string, result: 'passed' | 'failed' | 'unknown'): string;
}

/**
 * One case as the page shows it: the difference and the checks as the review view has them.
 * @param draft words begun and not recorded yet
 */
export function caseDetail(
  state: SuggestionState,
  decision: Decision,
  draft: CaseText | undefined,
  words: DetailWords,
): CaseDetail {
  const group = {
    id: state.body.group,
    states: [state],
    observed: observedOf([state]),
    overridden: state.verdict?.label === 'overrode',
    at: Date.parse(state.at),
    askedAt: null,
  };
  const { file, parts, moreParts, checked, prompt } = reviewItem(group, [decision]);
  const said = decision.reflection;
  return {
    id: state.id,
    words: draft ?? wordsOf(decision),
    prompt,
    reflection: said && {
      stance: said.stance,
      reasons: said.reasons.map((id) => words.reason(id)),
      at: said.at,
    },
    observed: words.observed,
    file,
    parts,
    moreParts,
    checked: checked.map(({ what, result }) => words.check(what, result)),
  };
}
