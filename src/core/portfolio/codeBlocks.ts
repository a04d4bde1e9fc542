import { fence } from './escape.ts';
import { hunksOf, lineDiff, linesOf, type DiffLine, type Gap } from './lineDiff.ts';
import { plural } from './words.ts';

/** Blocks longer than this many lines are folded. */
export const foldAbove = 40;

/**
 * A difference as Markdown: open where it is short; where it is long, its changed places open (if those are short)
 * and the whole of it folded.
 * @param before and `after` visible text (see escape.ts)
 */
export function diffBlock(before: string, after: string): string {
  const lines = lineDiff(before, after);
  const whole = fence('diff', lines.map(toText).join('\n'));
  if (lines.length <= foldAbove) return whole;
  const hunks = hunksOf(lines);
  const folded = fold(`The whole difference, ${plural(lines.length, 'line')}`, whole);
  return hunks.length <= foldAbove ? `${fence('diff', hunks.map(toText).join('\n'))}\n\n${folded}` : folded;
}

/** New text as Markdown, highlighted as its language; folded where it is long. */
export function textBlock(language: string | null, text: string): string {
  const lines = linesOf(text);
  const block = fence(language ?? 'text', lines.join('\n'));
  return lines.length <= foldAbove ? block : fold(`The whole text, ${plural(lines.length, 'line')}`, block);
}

/** How many lines a change removes and adds. */
export function changedLines(before: string, after: string): { readonly removed: number; readonly added: number } {
  const lines = lineDiff(before, after);
  const count = (sign: DiffLine['sign']): number => lines.filter((line) => line.sign === sign).length;
  return { removed: count('-'), added: count('+') };
}

function toText(line: DiffLine | Gap): string {
  return 'skipped' in line ? `@@ ${plural(line.skipped, 'unchanged line')} @@` : `${line.sign}${line.text && ` ${line.text}`}`;
}

function fold(summary: string, block: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${block}\n\n</details>`;
}
