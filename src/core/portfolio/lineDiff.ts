import { diffArrays } from 'diff';

/** One line of a difference. */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** More changed lines than this are shown as all removed, then all added: finding their order would take too long. */
const mostEdits = 2000;

/** The lines of a text; a line break at its end starts no further line, and no text has no lines. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/** The difference between two texts, line by line, every line included. Line ends must be `\n`. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const parts = diffArrays(old, now, { maxEditLength: mostEdits });
  const signed = (lines: readonly string[], sign: DiffLine['sign']): DiffLine[] =>
    lines.map((text) => ({ sign, text }));
  if (!parts) return [...signed(old, '-'), ...signed(now, '+')];
  return parts.flatMap(({ value, added, removed }) => signed(value, added ? '+' : removed ? '-' : ' '));
}

/** A run of unchanged lines that was left out. */
export interface Gap {
  readonly skipped: number;
}

/** Only the changed lines with so many unchanged ones around each; the rest as gaps. */
export function hunksOf(lines: readonly DiffLine[], context = 3): (DiffLine | Gap)[] {
  const near = new Set<number>();
  lines.forEach(({ sign }, index) => {
    if (sign === ' ') return;
    for (let at = index - context; at <= index + context; at++) near.add(at);
  });
  const shown: (DiffLine | Gap)[] = [];
  let skipped = 0;
  lines.forEach((line, index) => {
    if (!near.has(index)) {
      skipped += 1;
      return;
    }
    if (skipped > 0) shown.push({ skipped });
    skipped = 0;
    shown.push(line);
  });
  if (skipped > 0) shown.push({ skipped });
  return shown;
}
