import type { Stance } from '../../shared/words.ts';
import type { DecisionGroup } from '../groups.ts';
import { bareShare, fewest } from '../rates.ts';
import { stanceTitles } from '../words.ts';
import { frameLeft, frameWidth, percentAxis } from './axis.ts';
import { hatches, patternOf } from './patterns.ts';
import { picture, shape, text, width, type Picture } from './picture.ts';

const stances: readonly Stance[] = ['trusted', 'adapted', 'overrode'];
const rowHeight = 46;
const longestName = 30;

/** Decisions of one kind of work or one language. */
export interface ShareRow {
  readonly name: string;
  readonly groups: readonly DecisionGroup[];
}

/**
 * One bar a kind of work or a language, parted by verdict, under a bar of all. Rows with fewer than twenty decisions
 * are left out; without a row that says more than the bar of all there is no picture.
 * @param id `kinds` or `languages`
 * @param rows names not yet escaped, in the order they are shown
 */
export function shareChart(
  id: string,
  title: string,
  decided: readonly DecisionGroup[],
  rows: readonly ShareRow[],
): Picture | undefined {
  const large = rows.filter(({ groups }) => groups.length >= fewest && groups.length < decided.length);
  if (large.length === 0) return undefined;
  const shown = [{ name: 'all decisions', groups: decided }, ...large];
  const top = 44;
  const bottom = top + shown.length * rowHeight - 10;
  const left = decided.length - large.reduce((sum, { groups }) => sum + groups.length, 0);
  return picture({
    id,
    title,
    alt: `${title}: ${shown.map((row) => `${row.name} (n = ${String(row.groups.length)}): ${inWords(row)}`).join('; ')}. The intervals are in the table.`,
    height: bottom + (left > 0 ? 44 : 28),
    content: [
      hatches(id),
      ...legend(id),
      ...percentAxis(bottom),
      ...shown.flatMap((row, index) => bar(id, row, top + index * rowHeight)),
      ...(left > 0
        ? [
            text(
              frameLeft,
              bottom + 34,
              `Rows with fewer than ${String(fewest)} decisions are in the table only.`,
              'quiet small',
            ),
          ]
        : []),
    ],
  });
}

/** Splits decisions by a name, most first as given; decisions without a name are in no row. */
export function rowsBy(
  decided: readonly DecisionGroup[],
  nameOf: (group: DecisionGroup) => string | null,
): readonly ShareRow[] {
  const byName = new Map<string, DecisionGroup[]>();
  for (const group of decided) {
    const name = nameOf(group);
    if (name === null) continue;
    const known = byName.get(name);
    if (known) known.push(group);
    else byName.set(name, [group]);
  }
  return [...byName]
    .map(([name, groups]) => ({ name, groups }))
    .sort((a, b) => b.groups.length - a.groups.length || (a.name < b.name ? -1 : 1))
    .slice(0, 8);
}

function countOf({ groups }: ShareRow, stance: Stance): number {
  return groups.filter(({ verdict }) => verdict === stance).length;
}

function inWords(row: ShareRow): string {
  return stances
    .map((stance) => `${stance} ${bareShare(countOf(row, stance), row.groups.length).replace(/ \(.*/, '')}`)
    .join(', ');
}

function bar(id: string, row: ShareRow, y: number): string[] {
  const characters = Array.from(row.name);
  const name = characters.length > longestName ? `${characters.slice(0, longestName - 1).join('')}…` : row.name;
  let share = 0;
  const parts = stances.flatMap((stance) => {
    const part = countOf(row, stance) / row.groups.length;
    const x = frameLeft + share * frameWidth;
    share += part;
    if (part === 0) return [];
    return [shape('rect', { ...patternOf(id, stance), x, y: y + 8, width: part * frameWidth, height: 16 })];
  });
  return [text(frameLeft, y + 2, name, 'strong'), text(width - frameLeft, y + 2, percents(row), 'end small'), ...parts];
}

/** The three shares as figures, in the order of the legend. */
function percents(row: ShareRow): string {
  const figures = stances.map((stance) => String(Math.round((100 * countOf(row, stance)) / row.groups.length)));
  return `${figures.join(' · ')} %, n = ${String(row.groups.length)}`;
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
