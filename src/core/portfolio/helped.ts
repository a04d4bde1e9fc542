import { helpedNames, type HelpedName } from '../shared/words.ts';
import type { CaseView } from './caseRecords.ts';
import type { Summary } from './summary.ts';
import { countWord, listWords, longDate } from './words.ts';

const words: Readonly<Record<HelpedName, string>> = {
  title: 'title',
  situation: 'situation',
  result: 'result',
  impact: 'impact',
  note: 'reason in words',
  reasons: 'choice of reasons',
  surprised: 'what surprised me',
};

/** What of a case a model drafted before its author edited or approved it, as the record has it; undefined where nothing. */
export function helpedWith({ decision }: Pick<CaseView, 'decision'>): string | undefined {
  const names = [...(decision.case?.assisted ?? []), ...(decision.reflection?.assisted ?? [])];
  const known = helpedNames.filter((name) => names.includes(name)).map((name) => words[name]);
  return known.length > 0 ? listWords(known) : undefined;
}

/** Which words of the page a model helped with, as the method says it; undefined where none. */
export function helpedWords(
  cases: readonly CaseView[],
  { practice, plain }: Pick<Summary, 'practice' | 'plain'>,
): string | undefined {
  const helped = cases.flatMap((view, index) => {
    const what = helpedWith(view);
    return what === undefined ? [] : [`case ${String(index + 1)} (${what})`];
  });
  const rules = practice?.shownRules.filter((rule) => rule.helped).length ?? 0;
  const weeks = practice?.shownReviews.filter((review) => review.helped) ?? [];
  if (rules > 0) helped.push(rules === 1 ? 'one of the rules shown' : `${countWord(rules)} of the rules shown`);
  if (weeks.length > 0) helped.push(`the summary of the ${plainWeeks(weeks.map(({ from }) => longDate(from)))}`);
  if (plain?.drafted === true) helped.push('what I say to stakeholders');
  return helped.length > 0 ? listWords(helped) : undefined;
}

function plainWeeks(from: readonly string[]): string {
  return `${from.length === 1 ? 'week' : 'weeks'} of ${listWords(from)}`;
}
