import type { TextEdit } from '../../shared/textEdit.ts';
import type { Recogniser } from '../finding.ts';

const pairs = new Set(['()', '[]', '{}', '<>', '""', "''", '``', '$$', '**', '__', '%%', '||']);
/** A composed word (input methods) replaces what was composed so far; longer ones are no single step of a composition. */
const longestComposed = 12;

/**
 * Typing: one character (several UTF-16 units for an emoji), an auto-closed pair, Enter with its indentation, Tab, the
 * same at every cursor, a bracket around a selection, a step of an input method's composition.
 */
export const typing: Recogniser = ({ change, removed, selection }) => {
  const { edits } = change;
  if (edits.length === 0 || edits.every(({ text }) => text === '')) return null;
  const keyboard = selection === 'keyboard';
  if (edits.every((edit) => isKey(edit.text) && (edit.length === 0 || keyboard)))
    return { kind: 'typing', origin: 'developer', confidence: keyboard ? 0.97 : 0.9 };
  if (edits.every((edit, index) => isBroken(edit, removed[index] ?? '')))
    return { kind: 'typing', origin: 'developer', confidence: 0.9 };
  if (edits.every((edit, index) => isComposed(edit, removed[index] ?? '')))
    return { kind: 'typing', origin: 'developer', confidence: 0.6 };
  return null;
};

/** One key: a character, a pair the editor closes, or white space that Tab puts in. */
function isKey(text: string): boolean {
  return isOneCharacter(text) || pairs.has(text) || /^(?: +|\t)$/u.test(text);
}

/** What a reader sees as one character may be several code points: emoji with skin tones, accents. */
function isOneCharacter(text: string): boolean {
  if (text.length > 32) return false;
  if (text.length === 1) return true;
  const [first, second] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
  return first !== undefined && second === undefined;
}

/** Enter: a line break and indentation, at most with the closing bracket's line or a comment's next star after it. */
function isBroken({ text }: TextEdit, removed: string): boolean {
  return /^\r?\n[ \t]*(?:\*|\/\/|\/\/\/|#|-|>|\d+\.)?[ \t]*(?:\r?\n[ \t]*)?$/u.test(text) && removed.trim() === '';
}

/** A step of a composition: letters without any space that replace the letters composed so far. */
function isComposed({ text, length }: TextEdit, removed: string): boolean {
  if (length === 0 && text.length <= 2) return true;
  return text.length <= longestComposed && removed.length <= longestComposed && isMostlyBeyondAscii(text);
}

function isMostlyBeyondAscii(text: string): boolean {
  return /^[^\u0000-\u007f]+$/u.test(text);
}
