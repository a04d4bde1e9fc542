// What somebody can work out who has nothing but the published figures. A release is checked against it before it is
// written, and the tests attack finished reports with it. It takes figures for exact, which they are not (they are
// rounded): an attacker of flesh and blood knows less.

/** Linear knowledge: for each equation the unknowns in it, with their factors. The other side is always known. */
export type Equation = ReadonlyMap<number, number>;

/**
 * Which unknowns the equations fix. By Gauss-Jordan elimination; an unknown is fixed when an equation with it alone
 * remains. What is known of single values (that none is negative) is not used.
 * @param count unknowns, numbered from 0
 */
export function fixedBy(equations: readonly Equation[], count: number): boolean[] {
  const rows = equations.map((equation) => Array.from({ length: count }, (_, column) => equation.get(column) ?? 0));
  let next = 0;
  for (let column = 0; column < count && next < rows.length; column++) {
    const found = rows.findIndex((row, index) => index >= next && !isZero(row[column]));
    if (found < 0) continue;
    const [pivot] = rows.splice(found, 1);
    if (!pivot) continue;
    const factor = pivot[column] ?? 1;
    const scaled = pivot.map((value) => value / factor);
    rows.splice(next, 0, scaled);
    for (const [index, row] of rows.entries()) {
      const times = row[column] ?? 0;
      if (index !== next && !isZero(times)) rows[index] = row.map((value, at) => value - times * (scaled[at] ?? 0));
    }
    next += 1;
  }
  const fixed = new Array<boolean>(count).fill(false);
  for (const row of rows) {
    const left = row.flatMap((value, column) => (isZero(value) ? [] : [column]));
    const [only] = left;
    if (left.length === 1 && only !== undefined) fixed[only] = true;
  }
  return fixed;
}

function isZero(value: number | undefined): boolean {
  return Math.abs(value ?? 0) < 1e-9;
}

/** One block of a report as an attacker sees it: rows are populations, the total first; columns are answers. */
export interface SeenTable {
  /** Whether each cell is printed, row by row. The votes of a row add up to twenty for each of its printed members. */
  readonly printed: readonly (readonly boolean[])[];
  /** Whether some members of the total are in none of the printed cohorts. */
  readonly hasRest: boolean;
}

/**
 * Which cells follow from the printed ones, because the answers of a row add up and because the cohorts and the rest
 * add up to the total.
 * @returns row by row; the rest, if there is one, last. Printed cells count as known.
 */
export function knownCells({ printed, hasRest }: SeenTable): boolean[][] {
  const columns = printed[0]?.length ?? 0;
  const all = hasRest ? [...printed, new Array<boolean>(columns).fill(false)] : printed;
  const number = (row: number, column: number): number => row * columns + column;
  const unknown = (row: number, column: number, factor: number): [number, number][] =>
    all[row]?.[column] === true ? [] : [[number(row, column), factor]];
  const indices = Array.from({ length: columns }, (_, column) => column);
  const byRow = all.map((_, row): Equation => new Map(indices.flatMap((column) => unknown(row, column, 1))));
  // Without cohorts the rest is all there is.
  const byColumn =
    printed.length < 2
      ? []
      : indices.map((column): Equation => new Map(all.flatMap((_, row) => unknown(row, column, row === 0 ? 1 : -1))));
  const fixed = fixedBy([...byRow, ...byColumn], all.length * columns);
  return all.map((row, at) => row.map((isPrinted, column) => isPrinted || fixed[number(at, column)] === true));
}
