import { publishedCollaboration, publishedFigures } from '../baselines.ts';
import { picturesOf } from '../charts/drawPictures.ts';
import { pictureLines } from '../charts/picture.ts';
import { inlineText } from '../escape.ts';
import type { Counted } from '../followUpCounts.ts';
import { tallyDecisions, type DecisionGroup } from '../groups.ts';
import { ratioWords, shareWords } from '../rates.ts';
import type { Summary } from '../summary.ts';
import {
  countWord,
  domainWords,
  kindWords,
  languageName,
  listWords,
  longDate,
  plural,
  verdictMeanings,
} from '../words.ts';
import { markdownTable } from './table.ts';

/** A row of the table; `absent` says what is missing where nothing was recorded for it. */
interface Row {
  readonly what: string;
  readonly mine: string | null;
  readonly absent?: string;
  readonly published?: readonly { readonly words: string; readonly source: string }[];
}

/** The counts, published figures beside them, and how wide the work ranged. */
export function atAGlance(summary: Summary): string {
  const { groups } = summary;
  if (groups.length === 0)
    return '## At a glance\n\nNothing was recorded in this period, so there is nothing to count.';
  const rows = rowsOf(summary);
  const shown = rows.flatMap(({ what, mine, published = [] }) =>
    mine === null ? [] : [[what, mine, published.map(({ words }) => words).join('; ')]],
  );
  return [
    '## At a glance',
    ...pictureLines(picturesOf(summary).verdicts),
    markdownTable(['what', 'mine', 'published elsewhere'], shown),
    notes(summary, rows),
    range(summary),
  ].join('\n\n');
}

function rowsOf(summary: Summary): Row[] {
  const { groups, decided, byVerdict, withReason, followUps, checks, collaboration } = summary;
  const committed = groups.filter(({ parts }) => parts.some(({ commits }) => commits.length > 0)).length;
  const open = byVerdict.undecided;
  const kept = collaboration.augmentation + collaboration.automation;
  return [
    {
      what: 'offered by AI and decided',
      mine: `${String(decided)}${open > 0 ? `, and ${String(open)} still open` : ''}`,
    },
    ...(['trusted', 'adapted', 'overrode'] as const).map((verdict) => ({
      what: `${verdictMeanings[verdict]} (${verdict})`,
      mine: decided === 0 ? '0' : shareWords(byVerdict[verdict], decided),
      published: verdict === 'adapted' ? [] : [publishedFigures[verdict]],
    })),
    {
      what: 'mostly still there after 14 days, of what I trusted',
      mine: rate(followUps.stillThere),
      absent: 'what still stood after 14 days',
      published: [publishedFigures.stillThere],
    },
    {
      what: 'trusted, then had to rework (over-reliance)',
      mine: rate(followUps.overReliance),
      absent: 'what had to be reworked',
    },
    {
      what: 'overrode, and my own version stood (good override)',
      mine: rate(followUps.goodOverride),
      absent: 'whether my own versions stood',
    },
    {
      what: 'overrode, yet the code came back to what was offered (under-reliance)',
      mine: rate(followUps.underReliance),
    },
    {
      what: 'checked by tests or builds before the commit, of what I kept',
      // Where no check was ever seen, none could be: nothing is not zero.
      mine: checks.checked === 0 ? null : rate(checks.beforeCommit),
      absent: 'a check before a commit',
    },
    {
      what: 'worked on by both : handed over (augmentation : automation), of what I kept',
      mine: kept === 0 ? null : ratioWords(collaboration.augmentation, collaboration.automation),
      published: publishedCollaboration,
    },
    { what: 'with a reason I stated', mine: shareWords(withReason, groups.length) },
    { what: 'seen in a commit', mine: shareWords(committed, groups.length) },
  ];
}

function rate({ count, n }: Counted): string | null {
  return n === 0 ? null : shareWords(count, n);
}

function notes({ groups, suggestions }: Summary, rows: readonly Row[]): string {
  const stated = groups.filter(({ reflection }) => reflection !== null);
  const otherwise = stated.filter(({ reflection, verdict }) => reflection?.stance !== verdict).length;
  const absent = rows.flatMap(({ mine, absent: words }) => (mine === null && words !== undefined ? [words] : []));
  const sources = rows.flatMap(({ mine, published = [] }) =>
    mine === null ? [] : published.map(({ source }) => source),
  );
  return [
    `One decision may cover several suggestions that belong together; ${groups.length === 1 ? 'this one covers' : `these ${String(groups.length)} cover`} ${plural(suggestions, 'suggestion')}.`,
    ...(otherwise > 0
      ? [
          `In ${countWord(otherwise)} of ${String(stated.length)} I call it otherwise than the text shows; both are kept.`,
        ]
      : []),
    ...(absent.length > 0 ? [`Not recorded yet, so not in the table: ${absent.join('; ')}.`] : []),
    `Published figures count other people’s work and other things (inline suggestions, conversations), and are here for orientation only. Sources: ${[...new Set(sources.map(inlineText))].join('; ')}.`,
  ].join(' ');
}

/** How wide the work ranged, and what was new in it. */
function range({ groups, firstTimes }: Summary): string {
  const firsts = firstTimes.map(
    ({ what, value, at }) =>
      `${inlineText(what === 'language' ? languageName(value) : domainName(value))} on ${longDate(at)}`,
  );
  const parts = [
    ['languages', counted(groups, ({ body }) => languageName(body.language))],
    ['parts of the system', counted(groups, ({ domain }) => (domain === null ? null : domainWords[domain]))],
    ['kinds of work', counted(groups, ({ kind }) => (kind === null ? null : kindWords[kind]))],
  ].flatMap(([what = '', entries = '']) => (entries === '' ? [] : [`${what}: ${entries}`]));
  return [
    `**Range**, in decisions. ${parts.map((part, index) => (index === 0 ? part.charAt(0).toUpperCase() + part.slice(1) : part)).join('; ')}.`,
    ...(firsts.length > 0 ? [`For the first time with AI: ${listWords(firsts)}.`] : []),
  ].join(' ');
}

function domainName(value: string): string {
  return Object.hasOwn(domainWords, value) ? domainWords[value as keyof typeof domainWords] : value;
}

/** "TypeScript 26, SQL 9": decisions with a part of each, most first. */
function counted(
  groups: readonly DecisionGroup[],
  nameOf: (part: DecisionGroup['parts'][number]) => string | null,
): string {
  const names = tallyDecisions(groups, nameOf);
  return names.map(([name, count]) => `${inlineText(name)} ${String(count)}`).join(', ');
}
