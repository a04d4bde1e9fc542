import { withoutSpace } from '../shared/space.ts';
import type { TextEdit } from '../shared/textEdit.ts';

/** An accepted edit as a suggestion: what it replaced, what it put there, and where that stands after the edit. */
export interface NextEdit {
  readonly before: string;
  readonly suggested: string;
  readonly start: number;
  readonly end: number;
}

/** Less new text than this (white space not counted) cannot be followed on its own: its lines are taken. */
const leastFollowed = 3;

/**
 * An editor applies a suggested edit as the least difference, which may be several small pieces or only a deletion. One
 * piece of new text is the suggestion as it is; several are one, from the first to the last; where hardly any text
 * came in, the suggestion is the whole lines it changed.
 * @param before the document before the change
 * @param edits the change's edits, in offsets of `before`
 */
export function nextEdit(before: string, edits: readonly TextEdit[]): NextEdit | undefined {
  const sorted = [...edits].sort((a, b) => a.offset - b.offset);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return undefined;
  let [from, to] = [first.offset, last.offset + last.length];
  const little = sorted.every(({ text }) => withoutSpace(text).length < leastFollowed);
  if (little) [from, to] = wholeLines(before, from, to);
  let suggested = after(before, sorted, from, to);
  if (little && suggested.trim() === '' && to < before.length) {
    // A line taken away leaves nothing to follow: the next one, which moves up to its place, goes with it.
    to = lineEnd(before, to + 1);
    suggested = after(before, sorted, from, to);
  }
  return { before: before.slice(from, to), suggested, start: from, end: from + suggested.length };
}

/** What stands between two offsets of the text before, once the edits are made. */
function after(before: string, sorted: readonly TextEdit[], from: number, to: number): string {
  let [result, at] = ['', from];
  for (const { offset, length, text } of sorted) {
    result += before.slice(at, offset) + text;
    at = offset + length;
  }
  return result + before.slice(at, to);
}

function wholeLines(text: string, from: number, to: number): [number, number] {
  return [from === 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1, lineEnd(text, to)];
}

/** Where the line ends that an offset is in, its line break not included. */
function lineEnd(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  const end = found < 0 ? text.length : found;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}
