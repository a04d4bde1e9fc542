/** Lines of a file that a tool other than Pairfolio says an AI wrote. What stood there before is not known to it. */
export interface Attribution {
  /** The commit whose lines are counted; null where the record names none. */
  readonly revision: string | null;
  /** Relative to the repository's root, with `/`. */
  readonly file: string;
  /** Counted from 1, the last included. */
  readonly lines: readonly LineRange[];
  /** As the record has it: `claude`, `cursor`. */
  readonly tool: string | null;
  readonly model: string | null;
  /** The session of the tool, where the record says it. */
  readonly session: string | null;
  /** ISO 8601; null for the time of the commit. */
  readonly at: string | null;
}

export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** @returns the range, or nothing where it is none */
export function lineRange(first: unknown, last: unknown): LineRange[] {
  const isLine = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0;
  return isLine(first) && isLine(last) && first <= last ? [{ first, last }] : [];
}
