import { helpedNames, type HelpedName } from '../shared/words.ts';
import type { CaseView } from './caseRecords.ts';
import { listWords } from './words.ts';

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

/** Which words of which cases a model helped with, as the method says it; undefined where none. */
export function helpedCases(cases: readonly CaseView[]): string | undefined {
  const helped = cases.flatMap((view, index) => {
    const what = helpedWith(view);
    return what === undefined ? [] : [`case ${String(index + 1)} (${what})`];
  });
  return helped.length > 0 ? listWords(helped) : undefined;
}
