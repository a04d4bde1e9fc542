import type { ThreeWayLine } from './threeWay.ts';

/** A line as it is shown. A `gap` stands for `hidden` unchanged lines. */
export interface ShownLine extends ThreeWayLine {
  readonly hidden?: number;
}

/** What of a difference is shown. `cut` counts the lines left out at the end. */
export interface Excerpt {
  readonly lines: readonly ShownLine[];
  readonly cut: number;
}

/** Unchanged lines shown beside a change. */
const context = 2;
/** UTF-16 code units of a line that are shown. */
const longestLine = 240;

/**
 * The part of a difference worth reading in a narrow view: changes with a little around them, indentation they share
 * removed, at most `most` lines.
 */
export function excerpt(lines: readonly ThreeWayLine[], most: number): Excerpt {
  const shown = fold(lines);
  const kept = dedent(shown.slice(0, most));
  return {
    lines: kept.map((line) => ({ ...line, text: cutText(line.text, longestLine) })),
    cut: Math.max(0, shown.length - most),
  };
}

/** The beginning of a text with an ellipsis where something is missing; never half of a surrogate pair. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}

function fold(lines: readonly ThreeWayLine[]): ShownLine[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ kind }) => kind !== 'same'),
  );
  const folded: ShownLine[] = [];
  for (const [index, line] of lines.entries()) {
    const last = folded.at(-1);
    if (near[index] === true) folded.push(line);
    else if (last?.kind === 'gap') folded[folded.length - 1] = { ...last, hidden: (last.hidden ?? 0) + 1 };
    else folded.push({ kind: 'gap', text: '', hidden: 1 });
  }
  return folded;
}

function dedent(lines: readonly ShownLine[]): ShownLine[] {
  const indents = lines.filter(({ text }) => text.trim() !== '').map(({ text }) => /^[ \t]*/.exec(text)?.[0] ?? '');
  const [first = ''] = indents;
  let shared = first.length;
  for (const indent of indents) while (indent.slice(0, shared) !== first.slice(0, shared)) shared -= 1;
  return lines.map((line) => ({ ...line, text: line.text.trim() === '' ? '' : line.text.slice(shared) }));
}
