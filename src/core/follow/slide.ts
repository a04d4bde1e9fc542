import type { TextRange } from '../shared/textEdit.ts';
import type { Gap } from './alignment.ts';

// A difference is often ambiguous: `x}` inserted before a `}` is the same text as `}x` inserted after it. The ends of a
// gap may therefore move along while the text they pass is equal. For a range followed through the change this decides
// what is inside it.

/**
 * Moves ambiguous gaps in favour of a range: an insertion out of it, to its edge or beyond; a deletion so that it takes
 * the whole range where it can, else none of it.
 * @returns the gaps, those that had to be moved, moved
 */
export function slideOut(from: string, to: string, gaps: readonly Gap[], range: TextRange): readonly Gap[] {
  const touched = gaps.findIndex((gap) => gap.fromEnd >= range.start);
  if (touched < 0) return gaps;
  const moved = [...gaps];
  for (let index = touched; index < gaps.length; index += 1) {
    const gap = moved[index];
    if (!gap || gap.fromStart > range.end) break;
    const [room, behind] = [moved[index - 1], moved[index + 1]];
    const left = gap.fromStart - (room ? room.fromEnd : 0);
    const right = (behind ? behind.fromStart : from.length) - gap.fromEnd;
    const by =
      gap.fromStart === gap.fromEnd
        ? insertion(to, gap, range, left, right)
        : gap.toStart === gap.toEnd
          ? deletion(from, gap, range, left, right)
          : 0;
    if (by !== 0) {
      moved[index] = {
        fromStart: gap.fromStart + by,
        fromEnd: gap.fromEnd + by,
        toStart: gap.toStart + by,
        toEnd: gap.toEnd + by,
      };
    }
  }
  return moved;
}

function insertion(to: string, gap: Gap, { start, end }: TextRange, left: number, right: number): number {
  if (gap.fromStart <= start || gap.fromStart >= end) return 0;
  const after = end - gap.fromStart;
  if (after <= right && slidesRight(to, gap.toStart, gap.toEnd, after) === after) return after;
  const before = gap.fromStart - start;
  if (before <= left && slidesLeft(to, gap.toStart, gap.toEnd, before) === before) return -before;
  return 0;
}

function deletion(from: string, gap: Gap, { start, end }: TextRange, left: number, right: number): number {
  const { fromStart, fromEnd } = gap;
  if (fromStart >= end || fromEnd <= start || (fromStart <= start && fromEnd >= end)) return 0;
  const most = fromEnd - fromStart + (end - start);
  const leftmost = -slidesLeft(from, fromStart, fromEnd, Math.min(left, most));
  const rightmost = slidesRight(from, fromStart, fromEnd, Math.min(right, most));
  if (fromEnd - fromStart >= end - start) {
    const least = Math.max(end - fromEnd, leftmost);
    const greatest = Math.min(start - fromStart, rightmost);
    if (least <= greatest) return least > 0 ? least : greatest;
  }
  if (end - fromStart <= rightmost) return end - fromStart;
  if (start - fromEnd >= leftmost) return start - fromEnd;
  return 0;
}

/** How far `text[start, end)` can move to the right, at most `most`, and still be the same text taken out or put in. */
function slidesRight(text: string, start: number, end: number, most: number): number {
  let by = 0;
  while (by < most && text[start + by] === text[end + by]) by += 1;
  return by;
}

function slidesLeft(text: string, start: number, end: number, most: number): number {
  let by = 0;
  while (by < most && text[start - by - 1] === text[end - by - 1]) by += 1;
  return by;
}
