import { reasonWords } from '../../shared/reasons.ts';
import { picturesOf } from '../charts/drawPictures.ts';
import { pictureLines } from '../charts/picture.ts';
import { inlineText } from '../escape.ts';
import { countFollowUps } from '../followUpCounts.ts';
import { tally, type DecisionGroup } from '../groups.ts';
import { bareShare } from '../rates.ts';
import type { Summary } from '../summary.ts';
import { kindWords, languageName } from '../words.ts';
import { markdownTable } from './table.ts';

/** Fewer decided decisions than this show no pattern. */
const enough = 5;
/** A row of its own; rarer ones are counted together. */
const enoughForRow = 3;
const mostRows = 8;

/** Where the author keeps what a model offers and where not: by kind of work where known, by language. */
export function trustMap(summary: Summary): string {
  const { groups } = summary;
  const heading = '## When I trust it, and when I do not';
  const decided = groups.filter(({ verdict }) => verdict !== 'undecided');
  if (decided.length < enough) return `${heading}\n\nToo few decisions yet to tell a pattern from chance.`;
  const kinds = table('kind of work', 'other, mixed or unknown kinds', decided, ({ kind }) =>
    kind ? kindWords[kind] : null,
  );
  const languages = table('language', 'other, mixed or unknown languages', decided, ({ language }) =>
    language === null ? null : languageName(language),
  );
  const pictures = picturesOf(summary);
  const safe = tally(groups.flatMap(({ reflection }) => (reflection?.stance === 'trusted' ? reflection.reasons : [])));
  const because = safe.slice(0, 5).map(([id, count]) => `${inlineText(reasonWords(id))} (${String(count)})`);
  return [
    heading,
    ...pictureLines(pictures.kinds),
    ...kinds,
    ...pictureLines(pictures.languages),
    ...languages,
    ...(because.length > 0 ? [`What made it safe to keep, as I stated it: ${because.join(', ')}.`] : []),
  ].join('\n\n');
}

function table(
  title: string,
  others: string,
  groups: readonly DecisionGroup[],
  nameOf: (group: DecisionGroup) => string | null,
): string[] {
  const byName = new Map<string | null, DecisionGroup[]>();
  for (const group of groups) {
    const name = nameOf(group);
    const known = byName.get(name);
    if (known) known.push(group);
    else byName.set(name, [group]);
  }
  const named = [...byName]
    .flatMap(([name, members]) => (name !== null && members.length >= enoughForRow ? [{ name, members }] : []))
    .sort((a, b) => b.members.length - a.members.length || (a.name < b.name ? -1 : 1))
    .slice(0, mostRows);
  if (named.length === 0) return [];
  const later = countFollowUps(groups).overReliance.n > 0;
  const row = (name: string, members: readonly DecisionGroup[]): string[] => {
    const { overReliance } = countFollowUps(members);
    const of = (verdict: DecisionGroup['verdict']): string =>
      bareShare(members.filter((group) => group.verdict === verdict).length, members.length);
    const reworked = overReliance.n > 0 ? bareShare(overReliance.count, overReliance.n) : '';
    const shares = [of('trusted'), of('adapted'), of('overrode')];
    return [name, String(members.length), ...shares, ...(later ? [reworked] : [])];
  };
  const rows = named.map(({ name, members }) => row(inlineText(name), members));
  const shown = new Set<string | null>(named.map(({ name }) => name));
  const rest = [...byName].flatMap(([name, members]) => (shown.has(name) ? [] : members));
  return [
    markdownTable(
      [
        title,
        'decisions',
        'kept as offered',
        'kept after changes',
        'not kept',
        ...(later ? ['kept as offered, later reworked'] : []),
      ],
      rest.length > 0 ? [...rows, row(others, rest)] : rows,
    ),
  ];
}
