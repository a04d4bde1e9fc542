import { diffLines } from './lineDiff.ts';
import { withLf } from './lineBreaks.ts';

/** One changed place of a file: whole lines without their context and without the last line break, all breaks as `\n`. */
export interface Hunk {
  readonly before: string;
  readonly suggested: string;
  /** Where `suggested` stands in the text after the change, in UTF-16 units of that text as it is. */
  readonly start: number;
  readonly end: number;
}

/**
 * What changed between two versions of a file, line by line. `\r\n` and `\n` are the same, and so is a line break
 * missing at the end; nothing else is.
 */
export function netHunks(before: string, after: string): Hunk[] {
  const lf = withLf(after);
  const [from, to] = [toLines(withLf(before).text), toLines(lf.text)];
  const starts = lineStarts(to);
  return diffLines(from, to).map(({ fromStart, fromEnd, toStart, toEnd }) => {
    const suggested = to.slice(toStart, toEnd).join('\n');
    const start = Math.min(starts[toStart] ?? 0, lf.text.length);
    return {
      before: from.slice(fromStart, fromEnd).join('\n'),
      suggested,
      start: lf.fromLf(start),
      end: lf.fromLf(start + suggested.length),
    };
  });
}

/** Texts of several hunks as one, joined by a blank line; empty ones are left out. */
export function joinHunks(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}

/** The lines of a text without their breaks; an empty text has none. */
function toLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Where each line begins, and last where one more would. */
function lineStarts(lines: readonly string[]): number[] {
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  return starts;
}
