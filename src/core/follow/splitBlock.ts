import type { TextEdit, TextRange } from '../shared/textEdit.ts';
import { align, gapsOf } from './alignment.ts';

/**
 * Takes an edit that replaces several lines by several lines apart into what really changed: editors report a file read
 * anew from disk as one block, even where only its first and last lines differ.
 * @param removed the text the edit takes away
 * @param ranges what is followed, in the text before; farther away from all of these words are not compared, which takes
 * by far the longest. All matters without it
 * @returns edits that do not overlap, in the text before; the edit itself where there is nothing to tell apart
 */
export function splitBlock(edit: TextEdit, removed: string, ranges?: readonly TextRange[]): readonly TextEdit[] {
  if (!removed.includes('\n') || !edit.text.includes('\n')) return [edit];
  const matters = (from: number, to: number): boolean =>
    ranges?.some(({ start, end }) => start <= edit.offset + to && end >= edit.offset + from) ?? true;
  return gapsOf(align(removed, edit.text, matters), removed.length, edit.text.length).map(
    ({ fromStart, fromEnd, toStart, toEnd }) => ({
      offset: edit.offset + fromStart,
      length: fromEnd - fromStart,
      text: edit.text.slice(toStart, toEnd),
    }),
  );
}
