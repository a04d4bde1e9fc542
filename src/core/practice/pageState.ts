import type { DecisionGroup } from '../portfolio/groups.ts';
import { domainWords, kindWords, languageName } from '../portfolio/words.ts';
import { reasonIds, reasonWords } from '../shared/reasons.ts';
import { domains, ruleMeasures, skills, taskKinds, type Skill } from '../shared/words.ts';
import { adherence, type Adherence } from './adherence.ts';
import type { Draft, PracticePageState } from './messages.ts';
import type { RuleProposal } from './proposals.ts';
import type { Review } from './record.ts';
import type { Rule } from './rules.ts';
import { heldAt } from './rules.ts';
import { measureStrings, practiceStrings, skillStrings } from './strings.ts';
import { isInWeek, type Week } from './week.ts';
import { cellWords, fillIn, ruleWords, type Translate } from './words.ts';

// What the page is told, made of what the record says: words in the display language, counts as counts.

/** The lists the page lets one choose from. */
export function choices(
  groups: readonly DecisionGroup[],
  say: Translate,
): Pick<PracticePageState, 'kinds' | 'languages' | 'domains' | 'means' | 'reasons' | 'skills'> {
  const languages = new Set<string>();
  for (const { parts } of groups)
    for (const { body } of parts) if (body.language !== null) languages.add(body.language);
  return {
    kinds: taskKinds.map((id) => ({ id, name: say(kindWords[id]) })),
    languages: [...languages]
      .map((id) => ({ id, name: languageName(id) }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1)),
    domains: domains.map((id) => ({ id, name: say(domainWords[id]) })),
    means: ruleMeasures.map((id) => ({ id, name: say(practiceStrings[measureStrings[id]]) })),
    reasons: [...reasonIds.adapted, ...reasonIds.overrode].map((id) => ({ id, name: say(reasonWords(id)) })),
    skills: skills.map((id) => ({ id, ...skillWords(id, say) })),
  };
}

/** Name and hint of a strength. */
export function skillWords(skill: Skill, say: Translate): { readonly name: string; readonly hint: string } {
  const key = skillStrings[skill];
  return { name: say(practiceStrings[key]), hint: say(practiceStrings[`${key}Hint`]) };
}

/** The time a rule is counted over: while it held, as far as that lies within. @param week undefined for its whole life */
export function adherenceOf(rule: Rule, groups: readonly DecisionGroup[], week?: Week): Adherence {
  const counted = groups.filter(({ at }) => heldAt(rule, at) && (week === undefined || isInWeek(week, at)));
  return adherence(rule, counted);
}

/** Where a rule holds and what keeping to it means, in words. */
export function ruleTerms(rule: Rule, say: Translate): { readonly where: string; readonly means: string } {
  const means = say(practiceStrings[measureStrings[rule.means]]);
  const about =
    rule.means === 'small' && rule.most !== null
      ? ` (${String(rule.most)})`
      : rule.means === 'not-again' && rule.reason !== null
        ? ` (${say(reasonWords(rule.reason))})`
        : '';
  return { where: cellWords(rule.cell, say), means: means + about };
}

/** A proposal in words. */
export function proposalWords(
  proposal: RuleProposal,
  say: Translate,
): { readonly words: string; readonly because: string } {
  const { because, cell, reason } = proposal;
  const template = {
    overrode: practiceStrings.becauseOverrode,
    reworked: practiceStrings.becauseReworked,
    reason: practiceStrings.becauseReason,
  }[because.signal];
  const values = [cellWords(cell, say), because.count, because.of, reason === null ? '' : say(reasonWords(reason))];
  return { words: ruleWords({ ...proposal, words: null }, say), because: fillIn(say(template), values) };
}

/** Nothing answered yet, or what was saved of this week before. @param stands for the decision reconsidered */
export function firstDraft(saved: Review | undefined): Draft {
  return {
    summary: saved?.summary ?? '',
    summaryDrafted: saved?.helped ?? false,
    surprised: saved?.surprised ?? '',
    missed: saved?.missed ?? '',
    decision: saved?.reconsidered[0] ?? null,
    differently: saved?.differently ?? '',
    rules: {},
    rule: null,
    skill: saved?.skill ?? null,
  };
}
