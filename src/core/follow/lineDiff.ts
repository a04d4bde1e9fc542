import { diffArrays } from 'diff';

/** Lines that differ: `from[fromStart, fromEnd)` was replaced by `to[toStart, toEnd)`; one of them may be empty. */
export interface LineBlock {
  readonly fromStart: number;
  readonly fromEnd: number;
  readonly toStart: number;
  readonly toEnd: number;
}

/** Beyond so many changed lines the shortest difference is no longer looked for; its cost grows with the square. */
const maxEditLength = 600;

/**
 * Where two lists of lines differ, in order. The shortest difference where that is affordable; where not, the lists are
 * cut at lines that occur once in both (the idea of patience diff) and each part is tried again.
 */
export function diffLines(from: readonly string[], to: readonly string[]): LineBlock[] {
  const numbers = new Map<string, number>();
  const numberOf = (line: string): number => {
    const number = numbers.get(line) ?? numbers.size;
    numbers.set(line, number);
    return number;
  };
  // Mostly a few lines of a long file differ: only those are worth numbering.
  const { fromStart, fromEnd, toStart, toEnd } = trim(from, to, {
    fromStart: 0,
    fromEnd: from.length,
    toStart: 0,
    toEnd: to.length,
  });
  const blocks: LineBlock[] = [];
  collect(
    from.slice(fromStart, fromEnd).map(numberOf),
    to.slice(toStart, toEnd).map(numberOf),
    { fromStart: 0, fromEnd: fromEnd - fromStart, toStart: 0, toEnd: toEnd - toStart },
    blocks,
  );
  return blocks.map((block) => ({
    fromStart: block.fromStart + fromStart,
    fromEnd: block.fromEnd + fromStart,
    toStart: block.toStart + toStart,
    toEnd: block.toEnd + toStart,
  }));
}

function collect(from: readonly number[], to: readonly number[], whole: LineBlock, blocks: LineBlock[]): void {
  const block = trim(from, to, whole);
  const { fromStart, fromEnd, toStart, toEnd } = block;
  if (fromStart === fromEnd && toStart === toEnd) return;
  if (fromStart === fromEnd || toStart === toEnd) {
    blocks.push(block);
    return;
  }
  const changes = diffArrays(from.slice(fromStart, fromEnd), to.slice(toStart, toEnd), { maxEditLength });
  if (changes) {
    toBlocks(changes, block, blocks);
    return;
  }
  const anchors = commonUnique(from, to, block);
  if (anchors.length === 0) {
    blocks.push(block);
    return;
  }
  let [fromNext, toNext] = [fromStart, toStart];
  for (const [fromLine, toLine] of anchors) {
    collect(from, to, { fromStart: fromNext, fromEnd: fromLine, toStart: toNext, toEnd: toLine }, blocks);
    [fromNext, toNext] = [fromLine + 1, toLine + 1];
  }
  collect(from, to, { fromStart: fromNext, fromEnd, toStart: toNext, toEnd }, blocks);
}

/** Leaves out equal lines at both ends. */
function trim<T>(from: readonly T[], to: readonly T[], block: LineBlock): LineBlock {
  let { fromStart, fromEnd, toStart, toEnd } = block;
  while (fromStart < fromEnd && toStart < toEnd && from[fromStart] === to[toStart]) {
    fromStart += 1;
    toStart += 1;
  }
  while (fromStart < fromEnd && toStart < toEnd && from[fromEnd - 1] === to[toEnd - 1]) {
    fromEnd -= 1;
    toEnd -= 1;
  }
  return { fromStart, fromEnd, toStart, toEnd };
}

function toBlocks(
  changes: readonly { readonly count: number; readonly added: boolean; readonly removed: boolean }[],
  { fromStart, toStart }: LineBlock,
  blocks: LineBlock[],
): void {
  let [fromLine, toLine] = [fromStart, toStart];
  let [fromOpen, toOpen] = [fromLine, toLine];
  const close = (): void => {
    if (fromOpen < fromLine || toOpen < toLine)
      blocks.push({ fromStart: fromOpen, fromEnd: fromLine, toStart: toOpen, toEnd: toLine });
  };
  for (const { count, added, removed } of changes) {
    if (added) toLine += count;
    else if (removed) fromLine += count;
    else {
      close();
      fromLine += count;
      toLine += count;
      [fromOpen, toOpen] = [fromLine, toLine];
    }
  }
  close();
}

/** Pairs of lines that occur once on each side, as many as stand in the same order on both. */
function commonUnique(
  from: readonly number[],
  to: readonly number[],
  { fromStart, fromEnd, toStart, toEnd }: LineBlock,
): [number, number][] {
  const [inFrom, inTo] = [onlyPlace(from, fromStart, fromEnd), onlyPlace(to, toStart, toEnd)];
  const pairs: [number, number][] = [];
  for (const [line, place] of inFrom) {
    const other = inTo.get(line);
    if (place >= 0 && other !== undefined && other >= 0) pairs.push([place, other]);
  }
  return longestIncreasing(pairs.sort((a, b) => a[0] - b[0]));
}

/** Line → its place, or -1 where it occurs more than once. */
function onlyPlace(lines: readonly number[], start: number, end: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let index = start; index < end; index += 1) {
    const line = lines[index] ?? -1;
    places.set(line, places.has(line) ? -1 : index);
  }
  return places;
}

/** The longest run of pairs, not necessarily neighbours, whose second places grow. Patience sorting. */
function longestIncreasing(pairs: readonly [number, number][]): [number, number][] {
  const tops: number[] = []; // index of the pair with the lowest second place that ends a run of this length
  const previous = new Int32Array(pairs.length).fill(-1);
  for (const [index, [, place]] of pairs.entries()) {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    previous[index] = tops[low - 1] ?? -1;
    tops[low] = index;
  }
  const run: [number, number][] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair) run.push(pair);
  }
  return run.reverse();
}
