import { markdownTable } from '../../portfolio/sections/table.ts';
import { capitalised, kindWords, verdictMeanings } from '../../portfolio/words.ts';
import { inlineText } from '../../portfolio/escape.ts';
import { stances, taskKinds } from '../../shared/words.ts';
import { familyWords, languageFamilies } from '../languageFamilies.ts';
import { figureOf, type Figure, type TeamReport } from '../teamReport.ts';
import { publishedVerdicts } from './published.ts';
import { shareWords } from './uncertainty.ts';

/** What became of all suggestions, beside published figures. */
export function atAGlance(report: TeamReport): string {
  const figure = figureOf(report, 'verdict');
  const heading = '## At a glance';
  if (!figure) return `${heading}\n\nNothing can be said of all decisions together without telling of single members.`;
  return [
    heading,
    markdownTable(
      ['what became of a suggestion', `this team (n = ${String(figure.n)})`, 'published elsewhere'],
      stances.map((stance) => [
        `${verdictMeanings[stance]} (${stance})`,
        shareWords(figure, stance),
        stance === 'adapted' ? '' : publishedVerdicts[stance].words,
      ]),
    ),
    `The published figures count inline suggestions to other developers; here suggestions of every kind count, so they are for orientation only. Source: ${inlineText(publishedVerdicts.overrode.source)}.`,
  ].join('\n\n');
}

/** A row of the trust map: a kind of work or a family of languages. */
export interface TrustRow {
  readonly name: string;
  readonly figure: Figure;
}

export function rowsByKind(report: TeamReport): TrustRow[] {
  return rows(
    report,
    taskKinds.map((kind) => [`verdict.kind.${kind}`, kindWords[kind]]),
  );
}

export function rowsByLanguage(report: TeamReport): TrustRow[] {
  return rows(
    report,
    languageFamilies.map((family) => [`verdict.language.${family}`, familyWords[family]]),
  );
}

/** Where the team trusts and where it overrides. @param pictures Markdown of the charts, one for each table */
export function trustMap(report: TeamReport, pictures: readonly (readonly string[])[]): string {
  const parts = [rowsByKind(report), rowsByLanguage(report)] as const;
  const titles = ['kind of work', 'languages'] as const;
  const missing = ['kind of work', 'family of languages'] as const;
  const tables = parts.flatMap((found, index) =>
    found.length === 0
      ? [`For no ${missing[index] ?? ''} were there enough members with decisions.`]
      : [...(pictures[index] ?? []), verdictTable(titles[index] ?? '', found)],
  );
  return [
    '## Where the team trusts AI, and where it does not',
    'A row says of how many members it speaks (n), never of how many decisions. Rows that could tell of single members are left out, and single figures held back. Each share is rounded, so a row may add up to a little more or less than a hundred.',
    ...tables,
    ...strongest([...parts[0], ...parts[1]]),
  ].join('\n\n');
}

function verdictTable(title: string, found: readonly TrustRow[]): string {
  return markdownTable(
    [title, 'n', ...stances.map((stance) => verdictMeanings[stance])],
    found.map(({ name, figure }) => [name, String(figure.n), ...stances.map((stance) => shareWords(figure, stance))]),
  );
}

/** The rows that are trusted most and least, in a sentence. */
function strongest(found: readonly TrustRow[]): string[] {
  const ranked = found
    .flatMap(({ name, figure: { n, shares } }) => {
      const share = shares['trusted'];
      return typeof share === 'number' ? [{ name, share, n }] : [];
    })
    .sort((a, b) => b.share - a.share);
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (!first || !last || first.share - last.share < 15) return [];
  return [
    `${capitalised(first.name)} are kept as offered most often (${String(first.share)} %), ${last.name} least (${String(last.share)} %). Different members and tasks are behind the two, so this is where to look, not a ranking of the AI.`,
  ];
}

function rows(report: TeamReport, named: readonly (readonly [block: string, name: string])[]): TrustRow[] {
  return named.flatMap(([block, name]) => {
    const figure = figureOf(report, block);
    return figure ? [{ name, figure }] : [];
  });
}
