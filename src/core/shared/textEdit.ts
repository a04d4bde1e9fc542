/** One replacement in a text: `length` UTF-16 units from `offset` give way to `text`. Offsets are in the text before. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** A stretch of a text in UTF-16 units, `end` excluded. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Applies the edits of one change event. They do not overlap and all refer to the text before the event. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { offset, length, text: inserted } of lastFirst(edits)) {
    result = result.slice(0, offset) + inserted + result.slice(offset + length);
  }
  return result;
}

/** The edits from the last place in the text to the first, so that each leaves the offsets of the next ones right. */
export function lastFirst(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.length < 2 ? edits : [...edits].sort((a, b) => b.offset - a.offset);
}
