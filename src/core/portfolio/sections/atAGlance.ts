import { publishedFigures } from '../baselines.ts';
import { inlineText } from '../escape.ts';
import { tally } from '../groups.ts';
import { shareWords } from '../rates.ts';
import type { Summary } from '../summary.ts';
import {
  countWord,
  languageName,
  listWords,
  longDate,
  plural,
  surfaceWords,
  toolTitle,
  verdictMeanings,
} from '../words.ts';
import { markdownTable } from './table.ts';

/** The counts, published figures beside them, and how wide the work ranged. */
export function atAGlance(summary: Summary): string {
  const { groups, decided, byVerdict } = summary;
  if (groups.length === 0)
    return '## At a glance\n\nNothing was recorded in this period, so there is nothing to count.';
  const rows = (['trusted', 'adapted', 'overrode'] as const).map((verdict) => [
    `${verdictMeanings[verdict]} (${verdict})`,
    decided === 0 ? '0' : shareWords(byVerdict[verdict], decided),
    verdict === 'adapted' ? '' : publishedFigures[verdict].words,
  ]);
  const committed = groups.filter(({ parts }) => parts.some(({ commits }) => commits.length > 0)).length;
  const stated = groups.filter(({ reflection }) => reflection !== null);
  const otherwise = stated.filter(({ reflection, verdict }) => reflection?.stance !== verdict).length;
  const open = byVerdict.undecided;
  return [
    '## At a glance',
    markdownTable(
      ['what', 'mine', 'published elsewhere'],
      [
        ['offered by AI and decided', `${String(decided)}${open > 0 ? `, and ${String(open)} still open` : ''}`, ''],
        ...rows,
        ['with a reason I stated', shareWords(summary.withReason, groups.length), ''],
        ['seen in a commit', shareWords(committed, groups.length), ''],
      ],
    ),
    [
      `One decision may cover several suggestions that belong together; ${groups.length === 1 ? 'this one covers' : `these ${String(groups.length)} cover`} ${plural(summary.suggestions, 'suggestion')}.`,
      ...(otherwise > 0
        ? [
            `In ${countWord(otherwise)} of ${String(stated.length)} I call it otherwise than the text shows; both are kept.`,
          ]
        : []),
      `Published figures count inline suggestions by other developers and are here for orientation only. Source: ${sources()}.`,
    ].join(' '),
    range(summary),
  ].join('\n\n');
}

function sources(): string {
  return [...new Set(Object.values(publishedFigures).map(({ source }) => inlineText(source)))].join('; ');
}

function range({ groups, firstTimes }: Summary): string {
  const parts = groups.flatMap((group) => group.parts);
  const languages = tally(
    groups.flatMap((group) => [...new Set(group.parts.map(({ body }) => languageName(body.language)))]),
  );
  const tools = tally(
    groups.flatMap((group) => [...new Set(group.parts.map(({ body }) => toolTitle(body.tool.name)))]),
  );
  const seen = tally(parts.map(({ body }) => surfaceWords[body.surface]));
  const counted = (entries: readonly [string, number][]): string =>
    entries.map(([name, count]) => `${inlineText(name)} ${String(count)}`).join(', ');
  const firsts = firstTimes.map(
    ({ what, value, at }) => `${inlineText(what === 'language' ? languageName(value) : value)} on ${longDate(at)}`,
  );
  return [
    `**Range** (decisions): ${counted(languages)}. By ${listWords(seen.map(([name]) => name))}. Tools: ${counted(tools)}.`,
    ...(firsts.length > 0 ? [`For the first time with AI: ${listWords(firsts)}.`] : []),
  ].join(' ');
}
