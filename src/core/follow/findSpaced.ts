import type { TextRange } from '../shared/textEdit.ts';

/**
 * Where a text stands in another, white space apart: pasted code is indented anew.
 * @returns the first place, white space at its edges left out; `undefined` where it is not found or is nothing but white space
 */
export function findSpaced(text: string, wanted: string): TextRange | undefined {
  const exact = text.indexOf(wanted);
  if (exact >= 0 && wanted.trim() !== '') return { start: exact, end: exact + wanted.length };
  const bare = wanted.replace(/\s+/gu, '');
  if (bare === '') return undefined;
  const offsets: number[] = [];
  let dense = '';
  for (const { 0: run, index } of text.matchAll(/\S+/gu)) {
    for (let at = 0; at < run.length; at += 1) offsets.push(index + at);
    dense += run;
  }
  const found = dense.indexOf(bare);
  const [start, last] = [offsets[found], offsets[found + bare.length - 1]];
  return found < 0 || start === undefined || last === undefined ? undefined : { start, end: last + 1 };
}
