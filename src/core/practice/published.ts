import type { PracticeState } from '../ledger/practiceState.ts';
import type { TextLookup } from '../ledger/toDecision.ts';
import type { DecisionGroup } from '../portfolio/groups.ts';
import { inPeriod, type Period } from '../portfolio/period.ts';
import type { PracticeShown, ShownReview, ShownRule } from '../portfolio/practiceShown.ts';
import { adherenceOf, ruleTerms } from './pageState.ts';
import { reviewsIn, type Review } from './record.ts';
import { begun, ended, readRules, type Rule } from './rules.ts';
import { weekNamed } from './week.ts';
import { english, ruleWords } from './words.ts';

/** What of the record a portfolio is about. */
export interface PublishedPart {
  readonly period: Period | undefined;
  /** Whether only one workspace is shown. What a rule or a review says may be about another: then none is shown. */
  readonly oneWorkspace: boolean;
}

/**
 * Rules and weekly reviews as a portfolio may show them, before anything is redacted.
 * @param groups the decisions of the portfolio
 */
export function publishedPractice(
  practice: PracticeState,
  groups: readonly DecisionGroup[],
  lookUp: TextLookup,
  { period, oneWorkspace }: PublishedPart,
): PracticeShown {
  const rules = readRules(practice, lookUp).filter((rule) => isWithin(rule, period));
  const reviews = reviewsIn(practice, lookUp).flatMap((review) => {
    const from = mondayOf(review);
    return from !== undefined && inPeriod(period, from) ? [{ review, from }] : [];
  });
  const count = (state: Rule['state']): number => rules.filter((rule) => rule.state === state).length;
  return {
    rules: { trial: count('trial'), kept: count('kept'), dropped: count('dropped') },
    shownRules: oneWorkspace ? [] : rules.filter(({ shown }) => shown).map((rule) => toShown(rule, groups)),
    reviews: reviews.length,
    shownReviews: oneWorkspace
      ? []
      : reviews.filter(({ review }) => review.shown).map(({ review, from }) => said(review, from)),
  };
}

/** Whether a rule held at any time of a period. */
function isWithin(rule: Rule, period: Period | undefined): boolean {
  return !period || (begun(rule) < period.end && (ended(rule) ?? period.end) >= period.start);
}

function mondayOf({ week }: Review): string | undefined {
  const known = weekNamed(week);
  // Noon, so that the day is the same in UTC.
  return known && new Date(known.from + 12 * 3_600_000).toISOString();
}

function toShown(rule: Rule, groups: readonly DecisionGroup[]): ShownRule {
  const { kept, of, unknown } = adherenceOf(rule, groups);
  return {
    words: ruleWords(rule),
    helped: rule.helped,
    ...ruleTerms(rule, english),
    state: rule.state,
    since: begun(rule),
    changed: rule.life.at(-1)?.at ?? '',
    kept,
    of,
    unknown,
  };
}

function said({ summary, helped, surprised, missed, differently }: Review, from: string): ShownReview {
  return { from, summary, helped, surprised, missed, differently };
}

/** Every text of it that somebody wrote. */
export function textsOfPractice({ shownRules, shownReviews }: PracticeShown): string[] {
  return [
    ...shownRules.flatMap(({ words, where, means }) => [words, where, means]),
    ...shownReviews.flatMap(({ summary, surprised, missed, differently }) =>
      [summary, surprised, missed, differently].filter((text) => text !== null),
    ),
  ];
}

/** The same with every text changed. */
export function mapPractice(practice: PracticeShown, change: (text: string) => string): PracticeShown {
  const maybe = (text: string | null): string | null => (text === null ? null : change(text));
  return {
    ...practice,
    shownRules: practice.shownRules.map((rule) => ({
      ...rule,
      words: change(rule.words),
      where: change(rule.where),
      means: change(rule.means),
    })),
    shownReviews: practice.shownReviews.map((review) => ({
      ...review,
      summary: maybe(review.summary),
      surprised: maybe(review.surprised),
      missed: maybe(review.missed),
      differently: maybe(review.differently),
    })),
  };
}
