import { fewest } from '../../portfolio/rates.ts';
import { codeSpan, inlineText } from '../../portfolio/escape.ts';
import { markdownTable } from '../../portfolio/sections/table.ts';
import { capitalised, listWords } from '../../portfolio/words.ts';
import { leastMembers } from '../anonymity.ts';
import { blockOf } from '../layout.ts';
import { figureOf, type TeamReport } from '../teamReport.ts';
import { changeWords, compare, heldBack, shareWords } from './uncertainty.ts';

/** What is compared between windows and between cohorts: enough to see a pilot work, few enough that chance stays rare. */
const compared: readonly (readonly [block: string, option: string, words: string])[] = [
  ['verdict', 'trusted', 'kept as offered'],
  ['verdict', 'adapted', 'kept after changes'],
  ['verdict', 'overrode', 'not kept'],
  ['after-14-days.trusted', 'over-reliance', 'over-reliance'],
  ['after-14-days.overrode', 'under-reliance', 'under-reliance'],
  ['checked-by', 'test', 'checked by tests'],
  ['checked-by', 'none-seen', 'no check seen'],
  ['collaboration', 'augmentation', 'augmentation'],
];

interface Told {
  readonly share: number;
  readonly n: number;
}

/** What changed since the last window of which a report was released. @param earlier reports released before this one */
export function sinceLast(report: TeamReport, earlier: readonly TeamReport[]): string {
  const heading = '## Since the last window';
  const before = earlier
    .filter(({ window }) => window < report.window)
    .sort((a, b) => (a.window < b.window ? -1 : 1))
    .at(-1);
  if (!before) return `${heading}\n\nThis is the first report, so there is nothing to compare with yet.`;
  const lines = compared.flatMap(([block, option, words]) => {
    const [now, then] = [told(report, block, option), told(before, block, option)];
    return now && then
      ? [
          {
            words: `- ${capitalised(words)}: ${String(then.share)} % → ${String(now.share)} %, ${changeWords(now, then)}.`,
            found: now.share === then.share ? 'chance' : compare(now, then),
          },
        ]
      : [];
  });
  if (lines.length === 0)
    return `${heading}\n\nNo figure of ${before.window} and this one is told in both reports, so nothing can be compared.`;
  const real = lines.filter(({ found }) => found === 'real').length;
  return [
    heading,
    `Compared with ${codeSpan(before.window)} (${String(before.members)} members then, ${String(report.members)} now):`,
    lines.map(({ words }) => words).join('\n'),
    noise(real, lines.length, Math.min(before.members, report.members)),
  ].join('\n\n');
}

/** Cohorts side by side, and all members beside them. */
export function betweenCohorts(report: TeamReport): string {
  const heading = '## Between cohorts';
  const { cohorts, othersToo } = report;
  if (cohorts.length === 0)
    return `${heading}\n\nNo cohort is shown: there are no labels, or a cohort, or the members outside it, are too few to speak of (fewer than ${String(leastMembers)}, or a few more or fewer than last time).`;
  const rows = compared.flatMap(([block, option, words]) => {
    if (cohorts.every(({ cohort }) => told(report, block, option, cohort) === undefined)) return [];
    const shown = [...cohorts.map(({ cohort }) => cohort), null].map((cohort) => {
      const cell = told(report, block, option, cohort);
      return cell ? `${shareWords(figureOf(report, block, cohort), option)}, n = ${String(cell.n)}` : heldBack;
    });
    return [[words, ...shown]];
  });
  const pairs = cohorts.flatMap((a, index) => cohorts.slice(index + 1).map((b) => [a.cohort, b.cohort] as const));
  const comparisons = compared.flatMap(([block, option, words]) =>
    pairs.flatMap(([a, b]) => {
      const [first, second] = [told(report, block, option, a), told(report, block, option, b)];
      return first && second
        ? [
            {
              words: `${words} (${inlineText(a)} ${String(first.share)} %, ${inlineText(b)} ${String(second.share)} %)`,
              found: compare(first, second),
            },
          ]
        : [];
    }),
  );
  const real = comparisons.filter(({ found }) => found === 'real');
  return [
    heading,
    `Members: ${cohorts.map(({ cohort, members }) => `${inlineText(cohort)} ${String(members)}`).join(', ')}; ${String(report.members)} in all${othersToo ? ', some of them outside these cohorts' : ''}.`,
    rows.length > 0
      ? markdownTable(['what', ...cohorts.map(({ cohort }) => inlineText(cohort)), 'all members'], rows)
      : 'Nothing can be said of them that would not tell of single members.',
    ...(comparisons.length > 0
      ? [
          real.length > 0
            ? `More than chance would give: ${listWords(real.map(({ words }) => words))}.`
            : comparisons.every(({ found }) => found === 'few')
              ? `With fewer than ${String(fewest)} members in a cohort no difference can be told from chance.`
              : 'No difference between cohorts is more than chance would give.',
          'Members of a pilot chose, or were chosen, to be in it. A difference between cohorts is not yet what the pilot did: compare the same cohort with itself before.',
        ]
      : []),
  ].join('\n\n');
}

function noise(real: number, all: number, members: number): string {
  if (members < fewest)
    return `With fewer than ${String(fewest)} members every one of these changes may be noise: one person’s unusual month moves them. Look again after the next windows before acting on any.`;
  const found =
    real === 0
      ? 'None of these changes is more than chance would give, so read them as “about the same”.'
      : `${real === 1 ? 'One' : String(real)} of the ${String(all)} compared ${real === 1 ? 'is' : 'are'} more than chance would give. Of twenty compared, one looks so by chance alone.`;
  return `${found} n counts members, and most are the same people as before.`;
}

function told(report: TeamReport, block: string, option: string, cohort: string | null = null): Told | undefined {
  // A block that a newer version left out is as good as held back.
  const figure = figureOf(report, blockOf(block).id, cohort);
  const share = figure?.shares[option];
  return figure && typeof share === 'number' ? { share, n: figure.n } : undefined;
}
