import type { TextRange } from '../shared/textEdit.ts';
import { align, gapsOf, type Gap, type Segment } from './alignment.ts';
import { withLf } from './lineBreaks.ts';
import { slideOut } from './slide.ts';

/** A range in the later text. `wide` also holds what was inserted exactly at its edges. */
export interface CarriedRange extends TextRange {
  readonly wide: TextRange;
  /** Characters of the range that are still there, divided by its length; 1 for an empty range. */
  readonly retained: number;
}

/**
 * Where ranges of a text stand in a later version of it, in UTF-16 units.
 *
 * Text inserted inside a range is part of it, text inserted at its edges is not; where an insertion could as well be
 * at an edge (the same line before and after it), it is. A range that was deleted is empty, at its place. `\r\n` and
 * `\n` are the same.
 * @returns one range for each given; null for one that does not lie in `from`
 */
export function carryRange(from: string, to: string, ranges: readonly TextRange[]): (TextRange | null)[] {
  return carryRanges(from, to, ranges).map((range) => range && { start: range.start, end: range.end });
}

/** As {@link carryRange}, with what a judgement of the range needs besides. */
export function carryRanges(from: string, to: string, ranges: readonly TextRange[]): (CarriedRange | null)[] {
  if (from === to) return ranges.map((range) => (liesIn(range, from) ? unchanged(range) : null));
  const [lfFrom, lfTo] = [withLf(from), withLf(to)];
  const segments = align(lfFrom.text, lfTo.text);
  const gaps = gapsOf(segments, lfFrom.text.length, lfTo.text.length);
  const back = ({ start, end }: TextRange): TextRange => ({ start: lfTo.fromLf(start), end: lfTo.fromLf(end) });
  return ranges.map((range) => {
    if (!liesIn(range, from)) return null;
    const inLf = { start: lfFrom.toLf(range.start), end: lfFrom.toLf(range.end) };
    const found = onlyPlace(lfFrom.text, lfTo.text, inLf);
    if (found) return unchanged(back(found));
    const moved = slideOut(lfFrom.text, lfTo.text, gaps, inLf);
    const [narrow, wide] = [false, true].map((wide) => back(place(lfFrom.text, lfTo.text, moved, inLf, wide)));
    return { ...(narrow ?? range), wide: wide ?? range, retained: retainedShare(segments, inLf) };
  });
}

function liesIn({ start, end }: TextRange, text: string): boolean {
  return start >= 0 && start <= end && end <= text.length;
}

function unchanged({ start, end }: TextRange): CarriedRange {
  return { start, end, wide: { start, end }, retained: 1 };
}

/** A text shorter than this, white space not counted, may stand somewhere else by chance. */
const leastTelling = 8;

/** Where the very text of a range stands, if it stands once in both: also when it was moved to another place. */
function onlyPlace(from: string, to: string, { start, end }: TextRange): TextRange | undefined {
  const text = from.slice(start, end);
  if (text.replace(/\s+/gu, '').length < leastTelling) return undefined;
  const at = to.indexOf(text);
  if (at < 0 || to.includes(text, at + 1) || from.indexOf(text) !== start || from.includes(text, start + 1))
    return undefined;
  return { start: at, end: at + text.length };
}

/** Where the range comes to stand, `wide` with what was inserted at its edges. */
function place(from: string, to: string, gaps: readonly Gap[], { start, end }: TextRange, wide: boolean): TextRange {
  const atLine = (offset: number): boolean => offset === 0 || from[offset - 1] === '\n';
  const first = edge(gaps, start, wide ? 'before' : 'after', to, atLine(start));
  const last = edge(gaps, end, wide ? 'after' : 'before', to, atLine(end));
  const range = first <= last ? { start: first, end: last } : { start: last, end: last };
  return atLine(start) ? withIndent(range, to) : range;
}

/** Where an edge of a range comes to stand: before or after what was inserted exactly there. */
function edge(gaps: readonly Gap[], offset: number, inserted: 'before' | 'after', to: string, atLine: boolean): number {
  let shift = 0;
  for (const gap of gaps) {
    if (gap.fromStart > offset) break;
    if (gap.fromEnd < offset) {
      shift = gap.toEnd - gap.fromEnd;
      continue;
    }
    if (gap.fromStart === gap.fromEnd) return inserted === 'before' ? gap.toStart : gap.toEnd;
    if (gap.fromStart === offset) return gap.toStart;
    if (gap.fromEnd === offset) return gap.toEnd;
    return cut(gap, offset, to, atLine);
  }
  return offset + shift;
}

/** An edge inside replaced text: divides what replaced it in the same proportion; an edge between lines stays one. */
function cut({ fromStart, fromEnd, toStart, toEnd }: Gap, offset: number, to: string, atLine: boolean): number {
  const exact = toStart + Math.round(((offset - fromStart) / (fromEnd - fromStart)) * (toEnd - toStart));
  if (!atLine) return exact;
  const before = to.lastIndexOf('\n', exact - 1) + 1;
  const found = to.indexOf('\n', exact);
  const after = found < 0 ? to.length : found + 1;
  const [near, far] = exact - before <= after - exact ? [before, after] : [after, before];
  if (near >= toStart && near <= toEnd) return near;
  return far >= toStart && far <= toEnd ? far : exact;
}

/** A range that began with a line still does: its first line's indentation is part of it, changed or not. */
function withIndent(range: TextRange, to: string): TextRange {
  let { start } = range;
  while (start > 0 && (to[start - 1] === ' ' || to[start - 1] === '\t')) start -= 1;
  return start === 0 || to[start - 1] === '\n' ? { start, end: range.end } : range;
}

function retainedShare(segments: readonly Segment[], { start, end }: TextRange): number {
  if (start === end) return 1;
  let kept = 0;
  for (const { from, length } of segments) kept += Math.max(0, Math.min(end, from + length) - Math.max(start, from));
  return kept / (end - start);
}
