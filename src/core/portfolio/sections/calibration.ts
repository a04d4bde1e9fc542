import { shareWords } from '../rates.ts';
import type { Summary } from '../summary.ts';
import { plural } from '../words.ts';
import { markdownTable } from './table.ts';

/** How well the author's forecasts held: how likely a suggestion was to stand, said before looking at it. */
export function calibration({
  calibration: { predicted, scored, levels, brier },
}: Pick<Summary, 'calibration'>): string {
  const heading = '## Calibration';
  if (predicted === 0)
    return `${heading}\n\nNo predictions are in the record yet (how likely I thought a change was to stand, before I knew), so nothing is said about how well they held.`;
  const said = `Before looking at a large or risky suggestion I said how likely I thought it was to stand for fourteen days: ${plural(predicted, 'time')}, of which ${String(scored)} can be scored by now.`;
  if (brier === null) return `${heading}\n\n${said} A score and a curve are shown from the twentieth on.`;
  const rows = levels
    .filter((level) => level.scored > 0)
    .map((level) => [`${String(Math.round(100 * level.expected))} %`, shareWords(level.stood, level.scored)]);
  return [
    heading,
    said,
    markdownTable(['I said', 'it stood'], rows),
    `Brier score ${brier.toFixed(2)}, n = ${String(scored)} (0 is perfect, always saying 50 % gives 0.25; Brier, Monthly Weather Review 78, 1950).`,
  ].join('\n\n');
}
