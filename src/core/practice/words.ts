import { domainWords, kindWords, languageName } from '../portfolio/words.ts';
import { reasonWords } from '../shared/reasons.ts';
import { anywhere, cellKey, type Cell } from './cell.ts';
import { practiceStrings } from './strings.ts';
import type { Rule } from './rules.ts';

/** English words → the words of the display language. */
export type Translate = (english: string) => string;

export const english: Translate = (text) => text;

/** A cell in words: "migrations · SQL · data". */
export function cellWords({ kind, language, domain }: Cell, say: Translate = english): string {
  const words = [
    ...(kind === null ? [] : [say(kindWords[kind])]),
    ...(language === null ? [] : [languageName(language)]),
    ...(domain === null ? [] : [say(domainWords[domain])]),
  ];
  return words.length === 0 ? say(practiceStrings.everywhere) : words.join(' · ');
}

/** What a rule asks, in the developer's own words or in those made of its fields. */
export function ruleWords(
  { words, cell, means, most, reason }: Pick<Rule, 'words' | 'cell' | 'means' | 'most' | 'reason'>,
  say: Translate = english,
): string {
  if (words !== null) return words;
  const narrow = cellKey(cell) !== cellKey(anywhere);
  const where = cellWords(cell, say);
  const put = (text: string, ...values: readonly (string | number)[]): string => fillIn(say(text), values);
  const s = practiceStrings;
  switch (means) {
    case 'checked':
      return narrow ? put(s.ruleCheckedIn, where) : put(s.ruleChecked);
    case 'read':
      return narrow ? put(s.ruleReadIn, where) : put(s.ruleRead);
    case 'small':
      return narrow ? put(s.ruleSmallIn, where, most ?? 0) : put(s.ruleSmall, most ?? 0);
    case 'not-taken':
      return narrow ? put(s.ruleNotTakenIn, where) : put(s.ruleNotTaken);
    case 'said-why':
      return narrow ? put(s.ruleSaidWhyIn, where) : put(s.ruleSaidWhy);
    case 'not-again': {
      const what = say(reasonWords(reason ?? ''));
      return narrow ? put(s.ruleNotAgainIn, where, what) : put(s.ruleNotAgain, what);
    }
  }
}

/** Puts values in the places of `{0}` and so on. */
export function fillIn(text: string, values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (whole, index: string) => {
    const value = values[Number(index)];
    return value === undefined ? whole : String(value);
  });
}
