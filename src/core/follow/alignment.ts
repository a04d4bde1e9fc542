import { diffLines, type LineBlock } from './lineDiff.ts';
import { alignLines } from './lineAlignment.ts';

/** Characters that are the same in two texts: `from[from, from + length)` is `to[to, to + length)`. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** A place where two texts differ: `from[fromStart, fromEnd)` was replaced by `to[toStart, toEnd)`. */
export interface Gap {
  readonly fromStart: number;
  readonly fromEnd: number;
  readonly toStart: number;
  readonly toEnd: number;
}

/**
 * Which characters of a text are still there in a later version of it, in order. Lines are compared without white
 * space, so a file that was formatted anew still lines up; where lines differ, words are compared.
 * @param from with `\n` line breaks
 * @param to with `\n` line breaks
 */
export function align(from: string, to: string): Segment[] {
  const [fromLines, toLines] = [splitLines(from), splitLines(to)];
  const blocks = diffLines(fromLines.map(bare), toLines.map(bare));
  const segments = new SegmentList(from, to);
  let [fromLine, toLine] = [0, 0];
  for (const block of [...blocks, { fromStart: fromLines.length, fromEnd: 0, toStart: toLines.length, toEnd: 0 }]) {
    for (; fromLine < block.fromStart; fromLine += 1, toLine += 1)
      segments.addEqualLines(fromLines[fromLine], toLines[toLine]);
    if (block.fromEnd > block.fromStart && block.toEnd > block.toStart) segments.addBlock(fromLines, toLines, block);
    [fromLine, toLine] = [block.fromEnd, block.toEnd];
  }
  return segments.list;
}

/** The places between the segments, first to last; none of them is empty on both sides. */
export function gapsOf(segments: readonly Segment[], fromLength: number, toLength: number): Gap[] {
  const gaps: Gap[] = [];
  let [fromEnd, toEnd] = [0, 0];
  for (const segment of [...segments, { from: fromLength, to: toLength, length: 0 }]) {
    if (segment.from > fromEnd || segment.to > toEnd)
      gaps.push({ fromStart: fromEnd, fromEnd: segment.from, toStart: toEnd, toEnd: segment.to });
    [fromEnd, toEnd] = [segment.from + segment.length, segment.to + segment.length];
  }
  return gaps;
}

/** One line with its line break and where it begins. */
export interface PlacedLine {
  readonly text: string;
  readonly start: number;
}

function splitLines(text: string): PlacedLine[] {
  const lines: PlacedLine[] = [];
  let start = 0;
  while (start < text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found + 1;
    lines.push({ text: text.slice(start, end), start });
    start = end;
  }
  return lines;
}

function bare({ text }: PlacedLine): string {
  return text.replace(/\s+/gu, '');
}

/** Collects segments in order and joins those that follow each other without a gap. */
class SegmentList {
  readonly list: Segment[] = [];
  readonly #from: string;
  readonly #to: string;

  constructor(from: string, to: string) {
    this.#from = from;
    this.#to = to;
  }

  addEqualLines(from: PlacedLine | undefined, to: PlacedLine | undefined): void {
    if (!from || !to) return;
    if (from.text === to.text) this.#add({ from: from.start, to: to.start, length: from.text.length });
    else
      for (const { from: a, to: b, length } of alignSpaced(from.text, to.text))
        this.#add({ from: from.start + a, to: to.start + b, length });
  }

  addBlock(fromLines: readonly PlacedLine[], toLines: readonly PlacedLine[], block: LineBlock): void {
    const from = fromLines.slice(block.fromStart, block.fromEnd);
    const to = toLines.slice(block.toStart, block.toEnd);
    for (const segment of alignLines(from, to)) this.#add(segment);
  }

  #add(segment: Segment): void {
    if (segment.length === 0) return;
    const last = this.list.at(-1);
    // Characters just before a segment that are equal too belong to it: the end of a word, the same indentation.
    const room = Math.min(
      segment.from - (last ? last.from + last.length : 0),
      segment.to - (last ? last.to + last.length : 0),
    );
    let back = 0;
    while (back < room && this.#from[segment.from - back - 1] === this.#to[segment.to - back - 1]) back += 1;
    const grown = { from: segment.from - back, to: segment.to - back, length: segment.length + back };
    if (last && last.from + last.length === grown.from && last.to + last.length === grown.to) {
      this.list[this.list.length - 1] = { from: last.from, to: last.to, length: last.length + grown.length };
    } else {
      this.list.push(grown);
    }
  }
}

/** Aligns two texts that are the same but for white space. */
function alignSpaced(from: string, to: string): Segment[] {
  const segments: Segment[] = [];
  let [a, b] = [0, 0];
  while (a < from.length && b < to.length) {
    const start = a;
    while (a < from.length && b < to.length && from[a] === to[b]) {
      a += 1;
      b += 1;
    }
    if (a > start) segments.push({ from: start, to: b - (a - start), length: a - start });
    const [spaceFrom, spaceTo] = [/\s/u.test(from[a] ?? ''), /\s/u.test(to[b] ?? '')];
    if (spaceFrom) a += 1;
    else if (spaceTo) b += 1;
    else break;
  }
  return segments;
}
