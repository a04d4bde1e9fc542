import { groupStates, type DecisionGroup } from '../portfolio/groups.ts';
import type { SuggestionState } from '../ledger/suggestionState.ts';
import { checkKinds, patterns } from '../shared/words.ts';
import { familyOf } from './languageFamilies.ts';
import { blockOf, overrideReasons, type Check, type Votes } from './layout.ts';
import { countPatterns } from '../portfolio/pattern.ts';
import { patternVotes } from './pattern.ts';
import { apportion } from './votes.ts';
import type { TeamWindow } from './window.ts';

/** What a member decided in a window, as shares only. */
export interface WindowVotes {
  readonly votes: Votes;
  /** How many decisions they stand for. Shown to the member alone; it never leaves. */
  readonly decisions: number;
}

/**
 * Turns the decisions of a window into votes. Only decided ones count, and only by what was observed; the day is the
 * one the suggestion came on. Each block is divided on its own, so that no block tells how many decisions are behind.
 * @param states suggestions that count, oldest first, of any time
 */
export function countDecisions(states: readonly SuggestionState[], { start, end }: TeamWindow): WindowVotes {
  const groups = groupStates(states)
    .filter(({ at, verdict }) => at >= start && at < end && verdict !== 'undecided')
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const counts = new Map<string, Map<string, number>>();
  const add = (block: string, option: string | null): void => {
    if (option === null) return;
    const options = counts.get(block) ?? new Map<string, number>();
    counts.set(block, options.set(option, (options.get(option) ?? 0) + 1));
  };
  for (const group of groups) {
    const family = familyOf(group.language);
    add('verdict', group.verdict);
    if (group.kind !== null) add(`verdict.kind.${group.kind}`, group.verdict);
    if (family !== null) add(`verdict.language.${family}`, group.verdict);
    if (group.verdict !== 'adapted') add(`after-14-days.${group.verdict}`, laterOf(group));
    for (const reason of reasonsOf(group)) add('overrode.reason', reason);
    add('checked-by', checkOf(group));
    add('surface', group.parts[0]?.body.surface ?? null);
    add('language', family);
    add('kind', group.kind);
  }
  const votes = new Map(
    [...counts].map(([id, options]) => [
      id,
      apportion(blockOf(id).options.map((option) => options.get(option.id) ?? 0)),
    ]),
  );
  const shared = countPatterns(groups);
  if (patterns.some((name) => shared[name] > 0)) {
    const counted = patterns.map((name) => shared[name]);
    for (const [block, own] of patternVotes(counted)) votes.set(block, own);
  }
  return { votes, decisions: groups.length };
}

/** What fourteen days later showed of a trusted or an overridden decision; null where nothing was seen, or says nothing. */
function laterOf({ verdict, parts }: DecisionGroup): string | null {
  const seen = parts.flatMap(({ followUp }) => (followUp ? [followUp] : []));
  const outcomes = seen.map(({ outcome }) => outcome);
  if (verdict === 'trusted') {
    if (outcomes.includes('over-reliance')) return 'over-reliance';
    return seen.some(({ because }) => because === 'stands') ? 'stood' : null;
  }
  if (outcomes.includes('under-reliance')) return 'under-reliance';
  return outcomes.includes('good-override') ? 'good-override' : null;
}

function reasonsOf({ reflection }: DecisionGroup): string[] {
  if (reflection?.stance !== 'overrode') return [];
  return [...new Set(reflection.reasons.map((id) => overrideReasons.find((known) => known === id) ?? 'other'))];
}

/** The strongest check seen on any part. */
function checkOf({ parts }: DecisionGroup): Check {
  const facts = parts.flatMap(({ verification }) => verification);
  const ran = checkKinds.find((kind) => facts.some(({ check }) => check === kind));
  if (ran) return ran;
  const seen = (['diagnostics', 'diff'] as const).find((kind) => facts.some((fact) => fact.kind === kind));
  return seen ?? 'none-seen';
}
