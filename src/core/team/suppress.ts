import { isSensitive, isUnanimous, leastMembers, tooFew, type CellSum } from './anonymity.ts';
import { knownCells } from './attack.ts';
import { entriesPerOption, type Block } from './layout.ts';
import type { PopulationSum } from './sums.ts';

/** A population's answers to one block. */
export interface TableRow {
  /** Cohort label; null for the total. */
  readonly cohort: string | null;
  /** Members of the population, and those of them with any votes here. */
  readonly members: number;
  readonly n: number;
  readonly cells: readonly CellSum[];
}

/** A row that may be published, and which of its cells. */
export interface ShownRow extends TableRow {
  readonly shown: readonly boolean[];
}

/** A population's row of a block. */
export function rowOf({ offset, options }: Block, cohort: string | null, sum: PopulationSum): TableRow {
  const entry = (place: number): number => sum.vector[offset + place] ?? 0;
  return {
    cohort,
    members: sum.members,
    n: entry(0),
    cells: options.map((_, index) => {
      const at = 1 + entriesPerOption * index;
      return { votes: entry(at), present: entry(at + 1), elsewhere: entry(at + 2) };
    }),
  };
}

/**
 * Which rows and cells of a block may be published, so that no figure about one to four members, and none of a
 * population in which nearly all are alike, is told or follows from those that are. Where a cell must not be told,
 * others are held back with it: of its row, because answers add up, and of its column, because cohorts add up.
 * Small cohorts lose their figures before large ones, and the total last.
 * @param total the row of all members
 * @param cohorts rows of cohorts that may be named at all
 * @returns the total first, then the cohorts, rows without any cell left out; empty where nothing may be told
 */
export function shownRows(total: TableRow, cohorts: readonly TableRow[]): ShownRow[] {
  if (!mayBeNamed(total)) return [];
  const bySize = cohorts.filter(mayBeNamed).sort((a, b) => b.n - a.n || (String(a.cohort) < String(b.cohort) ? -1 : 1));
  // The members outside all published rows are a population, too: what is left of the total.
  while (bySize.length > 0 && isRestSensitive(restOf(total, bySize))) bySize.pop();
  const rows = [total, ...bySize];
  const shown = rows.map(({ cells, n }) => cells.map((cell) => !isSensitive(cell, n)));
  const rest = restOf(total, bySize);
  while (hideOneMore(rows, rest, shown));
  return rows
    .map((row, index) => ({ ...row, shown: shown[index] ?? [] }))
    .filter(({ shown: cells }) => cells.includes(true))
    .sort((a, b) => ((a.cohort ?? '') < (b.cohort ?? '') ? -1 : 1));
}

function mayBeNamed({ n, members }: TableRow): boolean {
  return n >= leastMembers && !tooFew(members - n);
}

/** What is left of the total without some rows. */
export function restOf(total: TableRow, without: readonly TableRow[]): TableRow {
  const less = (whole: number, pick: (row: TableRow) => number): number =>
    without.reduce((left, row) => left - pick(row), whole);
  return {
    cohort: null,
    members: less(total.members, ({ members }) => members),
    n: less(total.n, ({ n }) => n),
    cells: total.cells.map((cell, index) => ({
      votes: less(cell.votes, ({ cells }) => cells[index]?.votes ?? 0),
      present: less(cell.present, ({ cells }) => cells[index]?.present ?? 0),
      elsewhere: less(cell.elsewhere, ({ cells }) => cells[index]?.elsewhere ?? 0),
    })),
  };
}

function isRestSensitive(rest: TableRow): boolean {
  if (tooFew(rest.n) || tooFew(rest.members - rest.n)) return true;
  return rest.n > 0 && rest.cells.some((cell) => isSensitive(cell, rest.n));
}

/** Holds one more cell back where what is shown tells too much. @returns whether it had to */
function hideOneMore(rows: readonly TableRow[], rest: TableRow, shown: boolean[][]): boolean {
  for (const [at, row] of rows.entries())
    if (tellsHiddenAnswers(row, shown[at] ?? [])) return hideInRow(row, shown[at] ?? []);
  const columns = rows[0]?.cells.length ?? 0;
  for (let column = 0; column < columns; column++)
    if (tellsHiddenPopulation(rows, rest, shown, column)) return hideInColumn(shown, column);
  if (rows.length < 2) return false;
  const known = knownCells({ printed: shown, hasRest: rest.n > 0 });
  for (const [at, row] of rows.entries())
    for (const [column, cell] of row.cells.entries())
      if (known[at]?.[column] === true && isSensitive(cell, row.n))
        return hideInColumn(shown, column) || hideInRow(row, shown[at] ?? []);
  return false;
}

/** The answers of a row that are not shown are told together: that must not be about few members, nor nearly none. */
function tellsHiddenAnswers({ cells, n }: TableRow, shown: readonly boolean[]): boolean {
  const hidden = cells.filter((_, column) => shown[column] !== true);
  if (hidden.length === 0 || hidden.length === cells.length) return false;
  const votes = hidden.reduce((sum, cell) => sum + cell.votes, 0);
  // How many members carry any of them is not in the sums; it is at least as many as carry the most common.
  const carriers = Math.max(...hidden.map(({ present }) => present));
  return hidden.length < 2 || carriers < leastMembers || isUnanimous(votes, n);
}

/** So are, in a column whose total is shown, the populations that are not. */
function tellsHiddenPopulation(
  rows: readonly TableRow[],
  rest: TableRow,
  shown: readonly (readonly boolean[])[],
  column: number,
): boolean {
  const hidden = rows.filter((_, at) => at > 0 && shown[at]?.[column] !== true);
  if (shown[0]?.[column] !== true || hidden.length === 0) return false;
  const together = [...hidden, rest].reduce(
    (sum, { n, cells }) => ({
      n: sum.n + n,
      votes: sum.votes + (cells[column]?.votes ?? 0),
      present: sum.present + (cells[column]?.present ?? 0),
      elsewhere: sum.elsewhere + (cells[column]?.elsewhere ?? 0),
    }),
    { n: 0, votes: 0, present: 0, elsewhere: 0 },
  );
  return isSensitive(together, together.n);
}

/** Of the shown cells of a row the one with the fewest votes, the last of equal ones. */
function hideInRow({ cells }: TableRow, shown: boolean[]): boolean {
  const [least] = cells
    .map(({ votes }, column) => ({ votes, column }))
    .filter(({ column }) => shown[column] === true)
    .sort((a, b) => a.votes - b.votes || b.column - a.column);
  if (!least) return false;
  shown[least.column] = false;
  return true;
}

/** Of the shown cells of a column that of the smallest cohort; the total where no cohort is left. Rows are by size. */
function hideInColumn(shown: boolean[][], column: number): boolean {
  const row = shown.findLast((cells) => cells[column] === true);
  if (!row) return false;
  row[column] = false;
  return true;
}
