import { asArray, asObject, asString, type Json } from '../../shared/json.ts';
import { applyEdits, type TextEdit } from '../../shared/textEdit.ts';
import { lf } from './replacements.ts';

/**
 * Applies one batch of VS Code's text edits (`{text, range}`, lines and columns from 1 in UTF-16 units); all refer to
 * the text before the batch.
 * @param text line breaks as `\n`
 */
export function applyVscodeEdits(text: string, edits: Json | undefined): string {
  const starts = lineStarts(text);
  const offsetOf = (line: Json | undefined, column: Json | undefined): number => {
    const start = typeof line === 'number' ? (starts[Math.max(line, 1) - 1] ?? text.length) : 0;
    const end = typeof line === 'number' ? (starts[line] ?? text.length + 1) - 1 : text.length;
    return Math.min(start + (typeof column === 'number' ? Math.max(column - 1, 0) : 0), Math.max(end, start));
  };
  const placed = asArray(edits).flatMap((item): TextEdit[] => {
    const edit = asObject(item);
    const changed = asString(edit['text']);
    const range = asObject(edit['range']);
    if (changed === undefined) return [];
    const offset = offsetOf(range['startLineNumber'], range['startColumn']);
    const end = offsetOf(range['endLineNumber'], range['endColumn']);
    return [{ offset, length: Math.max(end - offset, 0), text: lf(changed) }];
  });
  // Of two texts for one place the first comes first.
  return applyEdits(text, placed.reverse());
}

/** The new texts of a batch, where what they replace is not known. */
export function newTexts(edits: Json | undefined): string[] {
  return asArray(edits).flatMap((edit) => {
    const text = asString(asObject(edit)['text']);
    return text === undefined || text.trim() === '' ? [] : [lf(text).replace(/\n$/, '')];
  });
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
