import { fence } from './escape.ts';
import { hunksOf, lineDiff, linesOf, type DiffLine, type Gap } from './lineDiff.ts';
import { plural } from './words.ts';

/** Blocks longer than this many lines are folded. */
const foldAbove = 40;

/**
 * A difference as Markdown, every line of both texts in it: open where it is short; where it is long, its changed
 * places open (if those are short) and the whole of it folded.
 * @param before visible text (see escape.ts), as is `after`
 */
export function diffBlock(before: string, after: string): string {
  const lines = lineDiff(before, after);
  const whole = diffFence(lines);
  if (lines.length <= foldAbove) return whole;
  const hunks = hunksOf(lines);
  const folded = fold(`The whole difference, ${plural(lines.length, 'line')}`, whole);
  return hunks.length <= foldAbove ? `${diffFence(hunks)}\n\n${folded}` : folded;
}

/** Only the changed places of a difference, folded where even they are long: for a text that stands on the page already. */
export function changesBlock(before: string, after: string): string {
  const lines = lineDiff(before, after);
  const shown = lines.length <= foldAbove ? lines : hunksOf(lines);
  return shown.length <= foldAbove
    ? diffFence(shown)
    : fold(`The changes, ${plural(shown.length, 'line')}`, diffFence(shown));
}

/** New text as Markdown, highlighted as its language; folded above so many lines. */
export function textBlock(language: string | null, text: string, above = foldAbove): string {
  const lines = linesOf(text);
  const block = fence(language ?? 'text', lines.join('\n'));
  return lines.length <= above ? block : fold(`The whole text, ${plural(lines.length, 'line')}`, block);
}

/** How many lines a change removes and adds. */
export function changedLines(before: string, after: string): { readonly removed: number; readonly added: number } {
  const lines = lineDiff(before, after);
  const count = (sign: DiffLine['sign']): number => lines.filter((line) => line.sign === sign).length;
  return { removed: count('-'), added: count('+') };
}

function diffFence(lines: readonly (DiffLine | Gap)[]): string {
  return fence('diff', lines.map(toText).join('\n'));
}

function toText(line: DiffLine | Gap): string {
  return 'skipped' in line
    ? `@@ ${plural(line.skipped, 'unchanged line')} @@`
    : `${line.sign}${line.text && ` ${line.text}`}`;
}

function fold(summary: string, block: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${block}\n\n</details>`;
}
