/** Lines of one accepted suggestion, counted from 0. */
export interface AcceptedLines {
  readonly document: string;
  readonly at: number;
  readonly first: number;
  readonly last: number;
}

/** Accepts this far apart in time (milliseconds) or lines are no longer one run. */
const runGap = { milliseconds: 120_000, lines: 3 };

/** @returns whether an accept continues the run the last one belongs to, so that a person is asked about both together */
export function isNeighbour(last: AcceptedLines | undefined, next: AcceptedLines): boolean {
  if (last?.document !== next.document) return false;
  const apart = next.first > last.last ? next.first - last.last : last.first - next.last;
  return next.at - last.at <= runGap.milliseconds && apart <= runGap.lines;
}
