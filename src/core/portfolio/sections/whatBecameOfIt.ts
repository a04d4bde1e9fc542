import { publishedSurvival } from '../baselines.ts';
import { picturesOf } from '../charts/drawPictures.ts';
import { pictureLines } from '../charts/picture.ts';
import { inlineText } from '../escape.ts';
import { bareShare } from '../rates.ts';
import type { Summary } from '../summary.ts';
import { checkpointWords } from '../words.ts';
import { markdownTable } from './table.ts';

/** How much of what was taken in was still there at each moment, published figures beside it. Part of *At a glance*. */
export function whatBecameOfIt(summary: Summary): string {
  const { survival } = summary;
  const lead = '**What became of it.**';
  const measured = survival.filter(({ measured: n }) => n > 0);
  if (measured.length === 0)
    return `${lead} Nothing that was taken in has been measured later yet, so there is no survival to show.`;
  const rows = measured.map(({ checkpoint, measured: n, unchanged, mostlyUnchanged }) => {
    const published = publishedSurvival.at(checkpoint);
    return [
      checkpointWords[checkpoint],
      String(n),
      bareShare(unchanged, n),
      percent(published.unchanged),
      bareShare(mostlyUnchanged, n),
      percent(published.mostlyUnchanged),
    ];
  });
  const { n, unit, year, source } = publishedSurvival;
  return [
    `${lead} Of what I took in, whatever I did with it later: how much was *unchanged*, and how much *mostly unchanged* (less than a third of it different). What was declined at once is not counted.`,
    ...pictureLines(picturesOf(summary).survival),
    markdownTable(['when', 'decisions', 'unchanged', 'published', 'mostly unchanged', 'published'], rows),
    [
      // Nothing is published of commits and weeks.
      ...(measured.some(({ checkpoint }) => publishedSurvival.at(checkpoint).unchanged !== null)
        ? [
            `Published: accepted inline suggestions of other developers (n = ${String(n)} ${inlineText(unit)}, ${String(year)}; ${inlineText(source)}).`,
          ]
        : []),
      'The line at a third is that of Ziegler et al., arXiv 2205.06537. Not every decision is measured at every moment: minutes count while the editor has the focus.',
    ].join(' '),
  ].join('\n\n');
}

function percent(share: number | null): string {
  return share === null ? '' : `${String(Math.round(1000 * share) / 10)} %`;
}
