import type { Recogniser } from '../finding.ts';

/** One name, perhaps with a dot or colon before or after it, a pair of brackets, quotes: what a list offers. */
const item = /^[.?:@#$\s]*["'`]?[\p{L}\p{N}_$@#/.-]+["'`]?(?:\(\)|\[\]|<>|=""|: ?|=|;|!)?$/u;

/** An item of the completion list: one name in the place of the word so far; an import may come in elsewhere with it. */
export const completion: Recogniser = ({ change, removed }) => {
  const [main] = change.edits
    .map((edit, index) => ({ edit, word: removed[index] ?? '' }))
    .sort((a, b) => Number(isImport(a.edit.text)) - Number(isImport(b.edit.text)));
  if (!main || !item.test(main.edit.text) || !/^\S{0,80}$/u.test(main.word)) return null;
  const others = change.edits.filter((edit) => edit !== main.edit);
  const alike = others.every(({ text }) => text === main.edit.text || isImport(text));
  return alike ? { kind: 'completion', origin: 'editor', confidence: 0.6 } : null;
};

function isImport(text: string): boolean {
  return (
    /^\s*(?:import|from|use|using|const .*require)\b/u.test(text) || /^,? ?[\p{L}\p{N}_$]+,? ?$/u.test(text.trim())
  );
}
