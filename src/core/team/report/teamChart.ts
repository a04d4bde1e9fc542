import { frameLeft, frameWidth, percentAxis } from '../../portfolio/charts/axis.ts';
import { hatches, patternOf } from '../../portfolio/charts/patterns.ts';
import { picture, shape, text, width, type Picture } from '../../portfolio/charts/picture.ts';
import { stanceTitles } from '../../portfolio/words.ts';
import { stances, type Stance } from '../../shared/words.ts';
import type { TrustRow } from './trustSections.ts';
import { heldBack } from './uncertainty.ts';

const rowHeight = 46;
/** More where name and figures have a line each. */
const lineHeight = 17;
/** About as wide as a letter is, of a name and of its figures, and what is left free between the two. */
const letter = { name: 8.2, figures: 6.2, between: 12 };
const top = 44;

/** One bar for each row, parted by verdict. What is held back stays empty, at the end of the bar. */
export function teamChart(id: string, title: string, rows: readonly TrustRow[]): Picture | undefined {
  if (rows.length < 2) return undefined;
  let next = top;
  const bars = rows.flatMap((row) => {
    const y = next;
    next += rowHeight + (isLong(row) ? lineHeight : 0);
    return bar(id, row, y);
  });
  const bottom = next - 10;
  return picture({
    id,
    title,
    alt: `${title}: ${rows.map((row) => `${row.name} (n = ${String(row.figure.n)}): ${inWords(row)}`).join('; ')}.`,
    height: bottom + 28,
    content: [hatches(id), ...legend(id), ...percentAxis(bottom), ...bars],
  });
}

function shareOf({ figure }: TrustRow, stance: Stance): number | null {
  return figure.shares[stance] ?? null;
}

function inWords(row: TrustRow): string {
  return stances
    .map((stance) => {
      const share = shareOf(row, stance);
      return `${stance} ${share === null ? heldBack : `${String(share)} %`}`;
    })
    .join(', ');
}

function figuresOf(row: TrustRow): string {
  const figures = stances.map((stance) => String(shareOf(row, stance) ?? '–'));
  return `${figures.join(' · ')} %, n = ${String(row.figure.n)}`;
}

/** Whether a name and its figures would run into each other on one line. */
function isLong(row: TrustRow): boolean {
  return letter.name * row.name.length + letter.figures * figuresOf(row).length + letter.between > frameWidth;
}

function bar(id: string, row: TrustRow, begin: number): string[] {
  const y = begin + (isLong(row) ? lineHeight : 0);
  let end = 0;
  const parts = stances.flatMap((stance) => {
    const share = shareOf(row, stance) ?? 0;
    const x = frameLeft + (Math.min(100, end) / 100) * frameWidth;
    // Each share is rounded, so together they may be a little more than all.
    const part = Math.max(0, Math.min(100, end + share) - end);
    end += part;
    return part === 0
      ? []
      : [shape('rect', { ...patternOf(id, stance), x, y: y + 8, width: (part / 100) * frameWidth, height: 16 })];
  });
  return [
    text(frameLeft, begin + 2, row.name, 'strong'),
    text(width - frameLeft, y + 2, figuresOf(row), 'end small'),
    shape('rect', { class: 'track', x: frameLeft, y: y + 8, width: frameWidth, height: 16 }),
    ...parts,
  ];
}

function legend(id: string): string[] {
  return stances.flatMap((stance, index) => {
    const x = frameLeft + index * 110;
    return [
      shape('rect', { ...patternOf(id, stance), x, y: 4, width: 18, height: 12 }),
      text(x + 25, 15, stanceTitles[stance].toLowerCase(), 'small'),
    ];
  });
}
