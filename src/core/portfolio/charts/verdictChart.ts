import type { Stance } from '../../shared/words.ts';
import { publishedFigures } from '../baselines.ts';
import { bareShare, fewest, wilson } from '../rates.ts';
import type { Summary } from '../summary.ts';
import { stanceTitles, verdictMeanings } from '../words.ts';
import { frameLeft, frameWidth, percentAxis, scaled } from './axis.ts';
import { hatches, patternOf } from './patterns.ts';
import { at, picture, shape, text, width, type Picture } from './picture.ts';

const id = 'verdicts';
const rowHeight = 58;
const stances: readonly Stance[] = ['trusted', 'adapted', 'overrode'];

/** Shares of the three verdicts with their 95 % intervals, and what was published; nothing below twenty decisions. */
export function verdictChart({ decided, byVerdict }: Pick<Summary, 'decided' | 'byVerdict'>): Picture | undefined {
  if (decided < fewest) return undefined;
  const top = 20;
  const rows = stances.flatMap((stance, row) => {
    const y = top + row * rowHeight;
    const share = byVerdict[stance] / decided;
    const [low, high] = wilson(byVerdict[stance], decided);
    const bar = { x: frameLeft, y: y + 12, height: 16 } as const;
    return [
      text(frameLeft, y + 4, stanceTitles[stance], 'strong', verdictMeanings[stance]),
      text(width - frameLeft, y + 4, bareShare(byVerdict[stance], decided), 'end'),
      shape('rect', { class: 'track', ...bar, width: frameWidth }),
      ...(share > 0 ? [shape('rect', { ...patternOf(id, stance), ...bar, width: share * frameWidth })] : []),
      ...['halo', 'whisker stroke'].map((look) =>
        shape('path', { class: look, d: `M${scaled(low)} ${String(y + 15)}v10m0-5H${scaled(high)}m0-5v10` }),
      ),
      ...published(stance, y + 20),
    ];
  });
  const bottom = top + stances.length * rowHeight - 16;
  const figures = stances.map(
    (stance) =>
      `${stanceTitles[stance].toLowerCase()} (${verdictMeanings[stance]}) ${bareShare(byVerdict[stance], decided)}`,
  );
  return picture({
    id,
    title: `What became of ${String(decided)} decisions`,
    alt: `Shares of ${String(decided)} decisions, each with its 95 % interval: ${figures.join(', ')}. Published elsewhere: ${publishedFigures.trusted.words}; ${publishedFigures.overrode.words}.`,
    height: bottom + 74,
    content: [
      hatches(id),
      ...percentAxis(bottom),
      ...rows,
      shape('path', { class: 'whisker stroke', d: `M${String(frameLeft)} ${String(bottom + 29)}v10m0-5h22m0-5v10` }),
      text(frameLeft + 32, bottom + 38, `95 % interval, n = ${String(decided)}`, 'quiet small'),
      diamond(frameLeft + 11, bottom + 56),
      text(frameLeft + 32, bottom + 60, 'published: accepted inline suggestions after 10 minutes', 'quiet small'),
    ],
  });
}

/** A hollow diamond where others' share lies. */
function published(stance: Stance, y: number): string[] {
  if (stance === 'adapted') return [];
  return [diamond(frameLeft + publishedFigures[stance].share * frameWidth, y)];
}

function diamond(x: number, y: number): string {
  return shape('path', { class: 'ground whisker hollow', d: `M${String(at(x))} ${String(at(y - 7))}l7 7-7 7-7-7z` });
}
