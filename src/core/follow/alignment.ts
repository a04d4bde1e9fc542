import { diffLines } from './lineDiff.ts';
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
 * @param matters whether words are compared where lines differ at `from[start, end)`; the lines around are in it
 */
export function align(
  from: string,
  to: string,
  matters: (start: number, end: number) => boolean = () => true,
): readonly Segment[] {
  const [fromLines, toLines] = [splitLines(from), splitLines(to)];
  const segments = new SegmentList(from, to);
  let [fromNext, toNext] = [0, 0];
  for (const [fromLine, toLine] of [...sameLines(fromLines, toLines), [fromLines.length, toLines.length] as const]) {
    // White space of the line after may belong to the same difference.
    const [before, after] = [fromLines[fromNext - 1]?.start ?? 0, fromLines[fromLine + 1]?.start ?? from.length];
    if (fromLine > fromNext && toLine > toNext && matters(before, after)) {
      segments.addAll(alignLines(fromLines.slice(fromNext, fromLine), toLines.slice(toNext, toLine)));
    }
    segments.addSameLine(fromLines[fromLine], toLines[toLine]);
    [fromNext, toNext] = [fromLine + 1, toLine + 1];
  }
  return segments.finish();
}

/** Pairs of lines that are the same but for white space, in order. Blank lines are all alike and pair nothing. */
function sameLines(from: readonly PlacedLine[], to: readonly PlacedLine[]): (readonly [number, number])[] {
  const [fromFilled, toFilled] = [filled(from), filled(to)];
  const blocks = diffLines(
    fromFilled.map(({ key }) => key),
    toFilled.map(({ key }) => key),
  );
  const pairs: (readonly [number, number])[] = [];
  let [a, b] = [0, 0];
  const end = { fromStart: fromFilled.length, fromEnd: 0, toEnd: 0 };
  for (const { fromStart, fromEnd, toEnd } of [...blocks, end]) {
    for (; a < fromStart; a += 1, b += 1) pairs.push([fromFilled[a]?.index ?? 0, toFilled[b]?.index ?? 0]);
    [a, b] = [fromEnd, toEnd];
  }
  return pairs;
}

function filled(lines: readonly PlacedLine[]): { readonly index: number; readonly key: string }[] {
  return lines.map(({ text }, index) => ({ index, key: text.replace(/\s+/gu, '') })).filter(({ key }) => key !== '');
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

/** Collects segments in order and joins those that follow each other without a gap. */
class SegmentList {
  readonly list: Segment[] = [];
  readonly #from: string;
  readonly #to: string;

  constructor(from: string, to: string) {
    this.#from = from;
    this.#to = to;
  }

  addSameLine(from: PlacedLine | undefined, to: PlacedLine | undefined): void {
    if (!from || !to) return;
    if (from.text === to.text) this.#add({ from: from.start, to: to.start, length: from.text.length });
    else {
      for (const { from: a, to: b, length } of alignSpaced(from.text, to.text)) {
        this.#add({ from: from.start + a, to: to.start + b, length });
      }
    }
  }

  addAll(segments: readonly Segment[]): void {
    for (const segment of segments) this.#add(segment);
  }

  /** The last call: what is equal at the ends of the texts belongs together as well. */
  finish(): readonly Segment[] {
    this.#add({ from: this.#from.length, to: this.#to.length, length: 0 });
    return this.list;
  }

  /** Adds a segment and what is equal at the ends of the gap before it: a line break, the rest of a word. */
  #add({ from, to, length }: Segment): void {
    const last = this.list.at(-1);
    const [fromEnd, toEnd] = last ? [last.from + last.length, last.to + last.length] : [0, 0];
    const room = Math.min(from - fromEnd, to - toEnd);
    let ahead = 0;
    while (ahead < room && this.#from[fromEnd + ahead] === this.#to[toEnd + ahead]) ahead += 1;
    let back = 0;
    while (back < room - ahead && this.#from[from - back - 1] === this.#to[to - back - 1]) back += 1;
    this.#push({ from: fromEnd, to: toEnd, length: ahead });
    this.#push({ from: from - back, to: to - back, length: length + back });
  }

  #push(segment: Segment): void {
    if (segment.length === 0) return;
    const last = this.list.at(-1);
    if (last && last.from + last.length === segment.from && last.to + last.length === segment.to) {
      this.list[this.list.length - 1] = { from: last.from, to: last.to, length: last.length + segment.length };
    } else {
      this.list.push(segment);
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
