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
  const [lfFrom, lfTo] = [withLf(from), withLf(to)];
  const segments = align(lfFrom.text, lfTo.text);
  const gaps = gapsOf(segments, lfFrom.text.length, lfTo.text.length);
  return ranges.map((range) => {
    if (range.start < 0 || range.start > range.end || range.end > from.length) return null;
    const inLf = { start: lfFrom.toLf(range.start), end: lfFrom.toLf(range.end) };
    const moved = slideOut(lfFrom.text, lfTo.text, gaps, inLf);
    const [narrow, wide] = [place(moved, inLf, false), place(moved, inLf, true)].map((found) =>
      withIndent(found, lfFrom.text, lfTo.text, inLf.start),
    );
    const back = (found: TextRange = inLf): TextRange => ({
      start: lfTo.fromLf(found.start),
      end: lfTo.fromLf(found.end),
    });
    return { ...back(narrow), wide: back(wide), retained: retainedShare(segments, inLf) };
  });

  function place(moved: readonly Gap[], { start, end }: TextRange, wide: boolean): TextRange {
    const first = edge(moved, start, wide ? 'before' : 'after', lfTo.text);
    const last = edge(moved, end, wide ? 'after' : 'before', lfTo.text);
    return first <= last ? { start: first, end: last } : { start: last, end: last };
  }
}

/** Where an edge of a range comes to stand: before or after what was inserted exactly there. */
function edge(gaps: readonly Gap[], offset: number, inserted: 'before' | 'after', to: string): number {
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
    return cut(gap, offset, to);
  }
  return offset + shift;
}

/** An edge inside replaced text: divides what replaced it in the same proportion, at a line break if there is one. */
function cut({ fromStart, fromEnd, toStart, toEnd }: Gap, offset: number, to: string): number {
  const exact = toStart + Math.round(((offset - fromStart) / (fromEnd - fromStart)) * (toEnd - toStart));
  let nearest: number | undefined;
  for (let at = to.indexOf('\n', toStart); at >= 0 && at < toEnd; at = to.indexOf('\n', at + 1)) {
    if (nearest === undefined || Math.abs(at + 1 - exact) < Math.abs(nearest - exact)) nearest = at + 1;
  }
  return nearest ?? exact;
}

/** A range that began with a line still does: its first line's indentation is part of it, changed or not. */
function withIndent(range: TextRange, from: string, to: string, fromStart: number): TextRange {
  if (fromStart > 0 && from[fromStart - 1] !== '\n') return range;
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
