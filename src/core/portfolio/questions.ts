import { outcomes } from '../shared/checkOutcomes.ts';
import { reasonWords } from '../shared/reasons.ts';
import type { Stance } from '../shared/words.ts';
import type { CaseView } from './caseRecords.ts';
import { codeSpan, inlineText } from './escape.ts';
import { shownStance, tally, tallyBy } from './groups.ts';
import type { Summary } from './summary.ts';
import { countWord, kindWords, languageName, plural, verdictMeanings } from './words.ts';

/** A question a reviewer may want to put to the author; both texts are escaped. */
export interface ReviewerQuestion {
  readonly question: string;
  /** The case, row or section it comes from. */
  readonly from: string;
}

/** How many are asked. */
const mostQuestions = 5;

/** Of these so many are about single cases, so that the counts are asked about too. */
const mostAboutCases = 3;

/**
 * Questions that follow from the record alone, without a model: where it is silent, where it is at odds with itself,
 * where something went wrong, what is most often so and what hardly ever. At most five, the most telling first.
 */
export function reviewerQuestions(summary: Summary, cases: readonly CaseView[]): ReviewerQuestion[] {
  const aboutCases = cases.flatMap((view, index) => aboutCase(view, index + 1));
  // One for each case before a second for any.
  const first = aboutCases.filter(({ from }, index) => aboutCases.findIndex((other) => other.from === from) === index);
  const chosen = first.toSorted((a, b) => a.rank - b.rank).slice(0, mostAboutCases);
  return [...chosen, ...aboutCounts(summary), ...aboutCases.filter((one) => !chosen.includes(one))]
    .slice(0, mostQuestions)
    .map(({ question, from }) => ({ question, from }));
}

/** What is asked of one case, what is most worth asking first. A lower rank is asked rather than a higher. */
function aboutCase(view: CaseView, place: number): (ReviewerQuestion & { readonly rank: number })[] {
  const { decision, state } = view;
  const said = decision.reflection;
  const observed = decision.verdict.label;
  const from = `case ${String(place)}`;
  const found: [rank: number, question: string][] = [];
  const outcome = state.followUp?.outcome;
  if (outcome === 'over-reliance')
    found.push([0, 'You kept this as offered and had to rework it later. What could have told you at the time?']);
  if (outcome === 'under-reliance')
    found.push([
      0,
      'You did not keep this, and the code came back to much the same. What did you see differently then?',
    ]);
  for (const { what, results } of outcomes(decision.verification)) {
    if (!results.includes('failed')) continue;
    const then =
      results.at(-1) === 'passed'
        ? 'What was wrong, and would you have noticed without it?'
        : 'What did you do about it?';
    found.push([1, `${codeSpan(what)} failed on this. ${then}`]);
    break;
  }
  if (said && said.stance !== observed && observed !== 'undecided')
    found.push([2, `You call this ${said.stance}, and what was observed is ${observed}. Where do you draw the line?`]);
  if (!said) {
    const stance = shownStance(null, observed);
    found.push([3, `No reason is stated here. Why was this ${stance ? verdictMeanings[stance] : 'left open'}?`]);
  } else if (said.note === null && said.reasons.length > 0) {
    const reason = inlineText(reasonWords(said.reasons[0] ?? ''));
    found.push([4, `The reason given is “${reason}”. What exactly did you see?`]);
  } else {
    found.push([5, afterAll[said.stance]]);
  }
  return found.map(([rank, question]) => ({ rank, question, from }));
}

/** Where everything has been said already. */
const afterAll: Readonly<Record<Stance, string>> = {
  trusted: 'What would have made you refuse this?',
  adapted: 'Would a better prompt have given you this at once?',
  overrode: 'What would the model have had to know to get this right?',
};

/** Each from a row or a section of the page. */
function aboutCounts(summary: Summary): (ReviewerQuestion & { readonly rank: number })[] {
  const { followUps, checks, groups, withReason, sample } = summary;
  const found: ReviewerQuestion[] = [];
  const { overReliance, underReliance } = followUps;
  if (overReliance.count > 0)
    found.push({
      question: `${of(overReliance)} that you trusted had to be reworked later. What do they have in common?`,
      from: 'At a glance, over-reliance',
    });
  if (underReliance.count > 0)
    found.push({
      question: `${of(underReliance)} that you did not keep came back in much the same form. What has that changed in how you decide?`,
      from: 'At a glance, under-reliance',
    });
  const said = groups.flatMap(({ reflection }) => (reflection && reflection.stance !== 'trusted' ? [reflection] : []));
  const [top] = tally(said.flatMap(({ reasons }) => [...new Set(reasons)]));
  if (top && top[1] > 1)
    found.push({
      question: `“${inlineText(reasonWords(top[0]))}” is what you named most often (${plural(top[1], 'time')}). What do you do now so that it is seen earlier, or does not come up?`,
      from: 'What the model missed',
    });
  const least = leastTrustedKind(summary);
  if (least)
    found.push({
      question: `Of ${String(least.n)} decisions on ${kindWords[least.kind]} you kept ${least.count === 0 ? 'none' : countWord(least.count)} as offered. What would have to change for you to trust a model there, or should nothing?`,
      from: 'When I trust it, and when I do not',
    });
  const unchecked = checks.beforeCommit.n - checks.beforeCommit.count;
  if (checks.checked > 0 && unchecked > 0)
    found.push({
      question: `For ${String(unchecked)} of ${String(checks.beforeCommit.n)} that you kept, no test or build was seen before the commit. How did you know that they were right?`,
      from: 'At a glance, checks before the commit',
    });
  const rare = rareLanguage(summary);
  if (rare)
    found.push({
      question: `Only ${rare.count === 1 ? 'one decision is' : `${countWord(rare.count)} decisions are`} in ${inlineText(rare.name)}. How do you judge code in a language you use so rarely?`,
      from: 'At a glance, range',
    });
  const silent = groups.length - withReason;
  if (silent > 0 && groups.length > 1)
    found.push({
      question: `${String(silent)} of ${String(groups.length)} decisions have no stated reason. ${sample.length > 0 ? 'Can you tell me about one of those drawn at random?' : 'Can you tell me about one of them?'}`,
      from: sample.length > 0 ? 'the decisions drawn at random' : 'Method, silence',
    });
  return found.map((one) => ({ ...one, rank: 9 }));
}

function of({ count, n }: { readonly count: number; readonly n: number }): string {
  return `${String(count)} of ${String(n)}`;
}

/** Enough decided decisions of a kind to ask about it. */
const enough = 5;

/** The kind of work of which the least is kept as offered, where that is less than half. */
function leastTrustedKind({ groups }: Summary): { kind: keyof typeof kindWords; count: number; n: number } | undefined {
  const byKind = new Map<keyof typeof kindWords, { count: number; n: number }>();
  for (const { kind, verdict } of groups) {
    if (kind === null || kind === 'other' || verdict === 'undecided') continue;
    const known = byKind.get(kind) ?? { count: 0, n: 0 };
    byKind.set(kind, { count: known.count + (verdict === 'trusted' ? 1 : 0), n: known.n + 1 });
  }
  const [least] = [...byKind]
    .filter(([, { count, n }]) => n >= enough && 2 * count < n)
    .sort(([a, one], [b, other]) => one.count / one.n - other.count / other.n || other.n - one.n || (a < b ? -1 : 1));
  return least && { kind: least[0], ...least[1] };
}

/** The language used least, where it is a small part of much work. */
function rareLanguage({ groups }: Summary): { readonly name: string; readonly count: number } | undefined {
  const languages = tallyBy(groups, ({ language }) => language);
  const last = languages.at(-1);
  if (!last || languages.length < 2 || last[1] > 3 || 10 * last[1] > groups.length) return undefined;
  return { name: languageName(last[0]), count: last[1] };
}
