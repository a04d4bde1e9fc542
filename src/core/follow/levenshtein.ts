/**
 * Levenshtein distance between two sequences of numbers (code points, line numbers): the least insertions, deletions
 * and substitutions that turn one into the other.
 *
 * Myers' bit-parallel algorithm (G. Myers, J. ACM 46(3), 1999) in Hyyrö's form for edit distance (H. Hyyrö, 2003),
 * in strips of 32 rows: 20 000 × 20 000 takes a few tens of milliseconds, and memory grows with one side only.
 */
export function levenshtein(a: readonly number[], b: readonly number[]): number {
  let start = 0;
  let endA = a.length;
  let endB = b.length;
  while (start < endA && start < endB && a[start] === b[start]) start += 1;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const rows = endA - start;
  const columns = endB - start;
  if (rows === 0 || columns === 0) return Math.max(rows, columns);

  const { symbols, size } = numberSymbols(a, b, start, endA, endB);
  const matches = new Int32Array(size); // symbol → rows of this strip that hold it, one bit each
  const across = new Int8Array(columns).fill(1); // how each column changes along the strip's upper edge: -1, 0, 1
  let distance = rows; // of the lower left corner; grows along the last row
  for (let top = 0; top < rows; top += 32) {
    const height = Math.min(32, rows - top);
    matches.fill(0);
    for (let row = 0; row < height; row += 1) {
      const symbol = at(symbols, top + row);
      matches[symbol] = at(matches, symbol) | (1 << row);
    }
    const last = top + height === rows;
    const change = strip(matches, symbols.subarray(rows), across, 1 << (height - 1));
    if (last) distance += change;
  }
  return distance;
}

/** Goes through one strip of rows; `across` becomes its lower edge. Returns the sum along that edge. */
function strip(matches: Int32Array, columns: Int32Array, across: Int8Array, lowest: number): number {
  let up = -1; // rows where the value grows downwards
  let down = 0; // rows where it falls
  let sum = 0;
  for (let column = 0; column < columns.length; column += 1) {
    const above = at(across, column);
    let equal = at(matches, at(columns, column));
    const vertical = equal | down;
    if (above < 0) equal |= 1;
    const horizontal = (((equal & up) + up) ^ up) | equal;
    let right = down | ~(horizontal | up);
    let left = up & horizontal;
    const below = (right & lowest ? 1 : 0) - (left & lowest ? 1 : 0);
    right = (right << 1) | (above > 0 ? 1 : 0);
    left = (left << 1) | (above < 0 ? 1 : 0);
    up = left | ~(vertical | right);
    down = right & vertical;
    across[column] = below;
    sum += below;
  }
  return sum;
}

/** Small numbers for the symbols of both sequences, those of `a` first, so that a table can be indexed by them. */
function numberSymbols(
  a: readonly number[],
  b: readonly number[],
  start: number,
  endA: number,
  endB: number,
): { readonly symbols: Int32Array; readonly size: number } {
  const numbers = new Map<number, number>();
  const symbols = new Int32Array(endA - start + endB - start);
  let next = 0;
  const add = (symbol: number): void => {
    let number = numbers.get(symbol);
    if (number === undefined) numbers.set(symbol, (number = numbers.size));
    symbols[next] = number;
    next += 1;
  };
  for (let index = start; index < endA; index += 1) add(a[index] ?? 0);
  for (let index = start; index < endB; index += 1) add(b[index] ?? 0);
  return { symbols, size: numbers.size };
}

/** Reads inside the bounds; spares the type checker's doubt. */
function at(array: Int32Array | Int8Array, index: number): number {
  return array[index] ?? 0;
}
