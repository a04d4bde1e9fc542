import { reasonIds, reasonWords } from '../../shared/reasons.ts';
import type { TaskKind } from '../../shared/words.ts';
import type { CaseView } from '../caseRecords.ts';
import { inlineText } from '../escape.ts';
import { glossary } from '../glossary.ts';
import { tally } from '../groups.ts';
import { rangeLabel } from '../period.ts';
import { reviewerQuestions } from '../questions.ts';
import { fewest, wilson } from '../rates.ts';
import type { Summary } from '../summary.ts';
import { capitalised, countWord, listWords, plural } from '../words.ts';

/**
 * The same for people who do not program: in the author's words where there are some, then computed, with no claim that
 * the counts do not carry. Then what the words of the page mean, and what one may want to ask its author.
 * @param page the other sections, for the words that need a meaning
 */
export function forStakeholders(summary: Summary, cases: readonly CaseView[], page: string): string {
  // A page without a decision uses words only to explain itself.
  const explained = summary.groups.length > 0 ? glossary(page) : [];
  const words = explained.map(({ word, meaning }) => `- *${word}*: ${meaning}`);
  const own = inlineText(summary.plain?.words ?? '');
  const questions = reviewerQuestions(summary, cases).map(
    ({ question, from }, index) => `${String(index + 1)}. *${capitalised(from)}.* ${question}`,
  );
  return [
    '## For stakeholders',
    ...(own === '' ? [inPlainWords(summary)] : [own, `**Counted from the record.** ${inPlainWords(summary)}`]),
    ...(questions.length > 0
      ? [
          `**${capitalised(countWord(questions.length))} ${questions.length === 1 ? 'question' : 'questions'} you may want to ask me.** They follow from the record, without a model:`,
          questions.join('\n'),
        ]
      : []),
    ...(words.length > 0 ? ['**Words on this page.**', words.join('\n')] : []),
  ].join('\n\n');
}

/** Kinds of work as people call them who do not program. */
const plainKinds: Readonly<Record<TaskKind, string>> = {
  feature: 'new functions',
  fix: 'repairing mistakes',
  refactor: 'tidying up what works',
  test: 'automatic tests',
  docs: 'explanations and manuals',
  config: 'settings',
  migration: 'moving stored data',
  other: 'other work',
};

type Reason = (typeof reasonIds)['adapted' | 'overrode'][number];

const plainReasons: Readonly<Record<Reason, string>> = {
  convention: 'it did not fit the way we work',
  'edge-case': 'it did not think of a rare situation',
  'wrong-api': 'it used the wrong building block',
  security: 'it was not safe enough',
  performance: 'it was too slow',
  'over-engineered': 'it was more complicated than it had to be',
  style: 'it was not written the way we write',
  'wrong-behaviour': 'it did the wrong thing',
  'invented-api': 'it used something that does not exist',
  'wrong-approach': 'it went about it in the wrong way',
  insecure: 'it was not safe',
  'too-large': 'it was too much at once',
  'to-learn': 'I wanted to learn to do it myself',
  policy: 'our rules do not allow it',
};

function inPlainWords(summary: Summary): string {
  const { decided, byVerdict, groups, first, last, followUps } = summary;
  if (decided < 3 || first === null || last === null) return 'Too few decisions yet for a summary in plain language.';
  const when =
    first.slice(0, 10) === last.slice(0, 10) ? `On ${rangeLabel(first, last)}` : `From ${rangeLabel(first, last)}`;
  const reasons = tally(
    groups.flatMap(({ reflection }) => (reflection && reflection.stance !== 'trusted' ? reflection.reasons : [])),
  );
  const [top] = reasons;
  const { overReliance, goodOverride } = followUps;
  return [
    `AI tools propose parts of the software I write: a line, a page, sometimes whole files. They propose, I decide.`,
    `${when} I decided ${plural(decided, 'time')} about such a proposal: I kept ${countWord(byVerdict.trusted)} as offered, changed ${countWord(byVerdict.adapted)} before keeping ${byVerdict.adapted === 1 ? 'it' : 'them'}, and did not keep ${countWord(byVerdict.overrode)}.`,
    ...(decided >= fewest ? [roughly(byVerdict.trusted, decided)] : []),
    ...mostAndLeast(summary),
    // One person's single word is no pattern.
    ...(top && top[1] > 1
      ? [
          `When I changed or refused something, the reason I gave most often was: ${plainReason(top[0])} (${plural(top[1], 'time')}).`,
        ]
      : []),
    ...(overReliance.n > 0
      ? [
          `Two weeks later I looked again: of ${countWord(overReliance.n)} I had kept as offered, ${countWord(overReliance.count)} had to be reworked${goodOverride.n > 0 ? `; of ${countWord(goodOverride.n)} I had not kept, my own version still stood in ${countWord(goodOverride.count)}` : ''}.`,
        ]
      : []),
    'What an AI tool proposes is a draft; what stands in the end, and why, is my decision.',
  ].join(' ');
}

function plainReason(id: string): string {
  return Object.hasOwn(plainReasons, id) ? plainReasons[id as Reason] : `“${inlineText(reasonWords(id))}”`;
}

/** "out of ten": only with its interval, so that nobody reads more into it. */
function roughly(count: number, n: number): string {
  const tenths = (share: number): string => countWord(Math.round(10 * share));
  const [low, high] = wilson(count, n).map(tenths);
  const span = low === high ? `about ${low ?? ''}` : `between ${low ?? ''} and ${high ?? ''}`;
  return `Out of ten proposals I keep ${span} without changing anything.`;
}

/** Enough decided decisions of a kind to say something of it. */
const enough = 5;

/** Where the most and the least is kept as offered; nothing where that is the same, or where only one kind is known. */
function mostAndLeast({ groups }: Summary): string[] {
  const decided = groups.filter(({ verdict, kind }) => verdict !== 'undecided' && kind !== null && kind !== 'other');
  const kinds = tally(decided.flatMap(({ kind }) => kind ?? [])).filter(([, n]) => n >= enough);
  const shares = kinds
    .map(([kind, n]) => {
      const kept = decided.filter((group) => group.kind === kind && group.verdict === 'trusted').length;
      return { kind, n, kept };
    })
    .sort((a, b) => b.kept / b.n - a.kept / a.n);
  const [most, least] = [shares[0], shares.at(-1)];
  if (!most || !least || most.kept / most.n === least.kept / least.n) return [];
  const words = ({ kind, n, kept }: typeof most): string =>
    `${plainKinds[kind]} (${countWord(kept)} of ${countWord(n)} as offered)`;
  return [`I keep most in ${listWords([words(most)])} and least in ${words(least)}.`];
}
