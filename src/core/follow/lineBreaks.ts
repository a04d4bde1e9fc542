/** A text with every line break as `\n`, and the way between its offsets and those of the text as it was. */
export interface LfText {
  readonly text: string;
  /** Offset in the text as it was → offset here. */
  toLf(offset: number): number;
  /** Offset here → offset in the text as it was; before a line break means before all of it. */
  fromLf(offset: number): number;
}

/** Writes `\r\n` as `\n`. Offsets are UTF-16 units. */
export function withLf(text: string): LfText {
  if (!text.includes('\r\n')) return { text, toLf: (offset) => offset, fromLf: (offset) => offset };
  const removed: number[] = []; // offsets of the dropped \r, ascending
  for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n', at + 2)) removed.push(at);
  return {
    text: text.replace(/\r\n/g, '\n'),
    toLf: (offset) => offset - countBelow(removed, (at) => at < offset),
    // The \r number i stands before offset `removed[i] - i` of the shorter text.
    fromLf: (offset) => offset + countBelow(removed, (at, index) => at - index < offset),
  };
}

/** How many leading items of a sorted list satisfy a condition that none satisfies after the first that does not. */
function countBelow(sorted: readonly number[], holds: (item: number, index: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] ?? 0, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
