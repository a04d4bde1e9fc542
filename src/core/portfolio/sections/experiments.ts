import { inlineText } from '../escape.ts';
import { enoughForHalves, hasChanged, type Halves } from '../halves.ts';
import type { PracticeShown, ShownRule } from '../practiceShown.ts';
import { bareShare, shareWords } from '../rates.ts';
import type { Summary } from '../summary.ts';
import { ruleStates, type RuleState, type Stance, type Verdict } from '../../shared/words.ts';
import {
  capitalised,
  countWord,
  domainWords,
  languageName,
  listWords,
  longDate,
  plural,
  verdictMeanings,
} from '../words.ts';
import { markdownTable } from './table.ts';

/** What changed in the period, what was new, and which rules were tried. */
export function experiments(summary: Summary): string {
  return [
    '## Experiments and adaptation',
    ...adaptation(summary),
    ...news(summary),
    ...rules(summary.practice),
    ...reviews(summary.practice),
  ].join('\n\n');
}

const stateWords: Readonly<Record<RuleState, string>> = {
  trial: 'on trial',
  kept: 'kept for good',
  dropped: 'dropped',
};

/** The rules tried, each with what the decisions say of it. */
function rules(practice: PracticeShown | undefined): string[] {
  if (!practice) return [];
  const counts = ruleStates.flatMap((state) =>
    practice.rules[state] === 0 ? [] : [`${String(practice.rules[state])} ${stateWords[state]}`],
  );
  const all = ruleStates.reduce((sum, state) => sum + practice.rules[state], 0);
  if (all === 0) return ['No rule of my own was tried.'];
  const hidden = all - practice.shownRules.length;
  const rest = hidden === 0 ? [] : [`${capitalised(countWord(hidden))} ${hidden === 1 ? 'is' : 'are'} not shown.`];
  const tried = `I tried ${plural(all, 'rule')} of my own: ${listWords(counts)}.`;
  if (practice.shownRules.length === 0) return [[tried, ...rest].join(' ')];
  const lead = [tried, 'How far I kept to them is counted from the decisions they apply to, not stated.', ...rest];
  return [lead.join(' '), practice.shownRules.map(ruleLine).join('\n')];
}

function ruleLine({ words, where, means, state, since, changed, kept, of, unknown }: ShownRule): string {
  const now = changed === since ? stateWords[state] : `${stateWords[state]} on ${longDate(changed)}`;
  const counted = of === 0 ? 'no decision shows it' : `kept to in ${shareWords(kept, of)}`;
  const more = unknown === 0 ? '' : `, ${plural(unknown, 'more decision does', 'more decisions do')} not show it`;
  return `- **${told(words)}** (${inlineText(where)}; from ${longDate(since)}, ${now}): ${counted}${more}. It counts as kept to when ${inlineText(means)}.`;
}

/** What the author picked from the weekly reviews. */
function reviews(practice: PracticeShown | undefined): string[] {
  if (!practice || practice.shownReviews.length === 0) return [];
  const weeks = practice.shownReviews.map(({ from, summary, surprised, missed, differently }) => {
    const said = [
      ...(summary === null ? [] : [told(summary)]),
      ...(surprised === null ? [] : [`What surprised me: ${told(surprised)}`]),
      ...(missed === null ? [] : [`What the AI missed: ${told(missed)}`]),
      ...(differently === null ? [] : [`What I would do differently: ${told(differently)}`]),
    ];
    return `- Week of ${longDate(from)}. ${said.map(ended).join(' ')}`.trimEnd();
  });
  const of = plural(practice.reviews, 'week');
  return [`From my weekly reviews (${of} reviewed, ${String(weeks.length)} shown):`, weeks.join('\n')];
}

/** As running text; what a secret was replaced by stays readable, and is not taken for one again. */
function told(text: string): string {
  return inlineText(text).replace(/\\\[(secret:[a-z0-9-]+)\\\](?![([:])/g, '[$1]');
}

function ended(sentence: string): string {
  return /[.!?…]$/u.test(sentence) ? sentence : `${sentence}.`;
}

function adaptation({ halves, decided }: Summary): string[] {
  if (!halves) {
    return [
      `${decided === 0 ? 'Nothing is decided yet, so no change can be seen' : `${decided === 1 ? '1 decision is' : `${String(decided)} decisions are`} too few to see a change`}: from ${String(enoughForHalves)} on, the first half of them is compared with the second here.`,
    ];
  }
  const [first, second] = halves.n;
  const rows = (['trusted', 'adapted', 'overrode'] as const).map((verdict) => [
    `${verdictMeanings[verdict]} (${verdict})`,
    bareShare(halves.byVerdict[verdict][0], first),
    bareShare(halves.byVerdict[verdict][1], second),
    change(halves, verdict),
  ]);
  return [
    `Did I decide differently as time went on? The first half of my decisions, and the second half, from ${longDate(halves.secondFrom)} on:`,
    markdownTable(['what', `first ${String(first)}`, `then ${String(second)}`, 'change'], rows),
  ];
}

function change(halves: Halves, verdict: Stance): string {
  if (!hasChanged(halves, verdict)) return 'none beyond chance';
  const [first, second] = halves.byVerdict[verdict];
  return second / halves.n[1] > first / halves.n[0] ? 'more often' : 'less often';
}

/** What came up for the first time, and what was decided about it since. */
function news({ groups, firstTimes }: Summary): string[] {
  if (firstTimes.length === 0) return [];
  const lines = firstTimes.map(({ what, value, at }) => {
    const name =
      what === 'language'
        ? languageName(value)
        : Object.hasOwn(domainWords, value)
          ? domainWords[value as keyof typeof domainWords]
          : value;
    const since = groups.filter(({ parts }) =>
      parts.some(({ body, domain }) => (what === 'language' ? body.language : domain) === value),
    );
    const of = (verdict: Verdict, words: string): string[] => {
      const count = since.filter((group) => group.verdict === verdict).length;
      return count > 0 ? [`${countWord(count)} ${words}`] : [];
    };
    const decided = (['trusted', 'adapted', 'overrode'] as const).flatMap((verdict) => of(verdict, verdict));
    const counts = [...decided, ...of('undecided', 'still open')].join(', ');
    return `- ${inlineText(name)}, on ${longDate(at)}; ${plural(since.length, 'decision')} in the period: ${counts}`;
  });
  return ['New to me with AI, at least four weeks after recording began:', lines.join('\n')];
}
