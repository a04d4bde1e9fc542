import { maskSecrets } from '../ledger/secrets.ts';
import { reasonWords } from '../shared/reasons.ts';
import type { CaseView } from './caseRecords.ts';
import { caseLead, caseTitle } from './caseSection.ts';
import { inlineText } from './escape.ts';
import { capitalised, countWord, firstWords, listWords } from './words.ts';

/** Cases named in the opening. */
const mostNamed = 3;

/**
 * The first cases in a line each, what was decided and why, so that a minute is enough. Like a case's section it follows
 * from the proven records alone, so that whoever verifies a portfolio can render it again and compare. Empty without cases.
 */
export function caseLines(cases: readonly CaseView[]): string {
  if (cases.length === 0) return '';
  const lines = cases.slice(0, mostNamed).map((view, index) => {
    const reason = because(view);
    return `${String(index + 1)}. **${caseLead(view)}:** ${caseTitle(view)}${reason === '' ? '' : ` – ${reason}`}`;
  });
  const lead =
    lines.length === 1 ? 'One decision in a line' : `${capitalised(countWord(lines.length))} decisions, in a line each`;
  return maskSecrets(`${lead}; all of it stands below:\n\n${lines.join('\n')}`);
}

/** Why, in the author's words where there are some. */
function because({ decision }: CaseView): string {
  const said = decision.reflection;
  if (!said) return 'no reason was stated';
  const note = inlineText(firstWords(said.note ?? '', 160));
  if (note !== '') return `“${note}”`;
  return listWords(said.reasons.slice(0, 2).map((id) => inlineText(reasonWords(id))));
}
