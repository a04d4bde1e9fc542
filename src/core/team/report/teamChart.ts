import { frameLeft, frameWidth, percentAxis } from '../../portfolio/charts/axis.ts';
import { hatches, patternOf } from '../../portfolio/charts/patterns.ts';
import { picture, shape, text, width, type Picture } from '../../portfolio/charts/picture.ts';
import { stanceTitles } from '../../portfolio/words.ts';
import { stances, type Stance } from '../../shared/words.ts';
import type { TrustRow } from './trustSections.ts';
import { heldBack } from './uncertainty.ts';

const rowHeight = 46;

/** One bar for each row, parted by verdict. What is held back stays empty, at the end of the bar. */
export function teamChart(id: string, title: string, rows: readonly TrustRow[]): Picture | undefined {
  if (rows.length < 2) return undefined;
  const top = 44;
  const bottom = top + rows.length * rowHeight - 10;
  return picture({
    id,
    title,
    alt: `${title}: ${rows.map((row) => `${row.name} (n = ${String(row.figure.n)}): ${inWords(row)}`).join('; ')}.`,
    height: bottom + 28,
    content: [
      hatches(id),
      ...legend(id),
      ...percentAxis(bottom),
      ...rows.flatMap((row, index) => bar(id, row, top + index * rowHeight)),
    ],
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

function bar(id: string, row: TrustRow, y: number): string[] {
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
  const figures = stances.map((stance) => String(shareOf(row, stance) ?? '–'));
  return [
    text(frameLeft, y + 2, row.name, 'strong'),
    text(width - frameLeft, y + 2, `${figures.join(' · ')} %, n = ${String(row.figure.n)}`, 'end small'),
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
