import type { SuggestionState } from '../ledger/suggestionState.ts';
import { patterns, type Pattern } from '../shared/words.ts';
import { onlyPart, type DecisionGroup } from './groups.ts';

/** The patterns in which the model does the work. The others are augmentation: it helps a person to do it. */
export const automation: readonly Pattern[] = ['directive', 'feedback-loop'];

/** How work that was kept came about. Counts of decisions. */
export interface Collaboration {
  /** The author worked on it too: wrote around it, changed it, or checked it. */
  readonly augmentation: number;
  /** Handed over: see {@link automation}. */
  readonly automation: number;
}

/** Reasons by which the author says that what was kept was looked at. */
const lookedAt: ReadonlySet<string> = new Set(['tests-pass', 'read-line-by-line']);

/** Whether a decision is one of work that was shared: what was not kept was the work of neither, unless one learnt by it. */
export function isShared({ verdict }: DecisionGroup, pattern: Pattern): boolean {
  return verdict === 'trusted' || verdict === 'adapted' || (verdict === 'overrode' && pattern === 'learning');
}

/** Counts shared work, by pattern. @param groups decisions, oldest first */
export function countPatterns(groups: readonly DecisionGroup[]): Record<Pattern, number> {
  const sum = new PatternSum();
  for (const group of groups) sum.add(group);
  return sum.values;
}

/** Adds up {@link countPatterns}; oldest first. */
export class PatternSum {
  readonly values = { directive: 0, 'feedback-loop': 0, iteration: 0, learning: 0, validation: 0 };
  readonly #patternOf = patternReader();

  add(group: DecisionGroup): void {
    const pattern = this.#patternOf(group);
    if (isShared(group, pattern)) this.values[pattern] += 1;
  }
}

/** The same in two. @param groups decisions, oldest first */
export function countCollaboration(groups: readonly DecisionGroup[]): Collaboration {
  const counts = countPatterns(groups);
  const sum = (names: readonly Pattern[]): number => names.reduce((all, name) => all + counts[name], 0);
  return {
    augmentation: sum(patterns.filter((name) => !automation.includes(name))),
    automation: sum(automation),
  };
}

/**
 * The pattern of each decision: what its author says, else a guess from what was recorded.
 *
 * 1. the author overrode it to learn: learning
 * 2. a next edit corrects what the person is writing: validation; an inline suggestion continues it: iteration
 * 3. the next turn of a session after one whose check had failed: feedback loop
 * 4. what was changed or not kept, or checked, as was seen or said: iteration
 * 5. all other answers of agents and chats, taken as they came: directive
 *
 * The words are those of the Anthropic Economic Index (Handa et al. 2025), which tells them by the whole of a
 * conversation; a record of edits can only tell them by what was done with each.
 *
 * @param groups decisions, oldest first
 * @returns a pattern for each, in their order
 */
export function patternsOf(groups: readonly DecisionGroup[]): Pattern[] {
  const patternOf = patternReader();
  return groups.map((group) => patternOf(group));
}

/** As {@link patternsOf}, one after the other. */
function patternReader(): (group: DecisionGroup) => Pattern {
  /** Of sessions whose last turn had a check that failed: when the first did. Few have. */
  const failed = new Map<string, string>();
  return (group) => {
    const session = group.parts[0]?.body.turn?.session;
    const before = session === undefined ? undefined : failed.get(session);
    if (session !== undefined) {
      const at = firstFailure(group);
      if (at !== undefined) failed.set(session, at);
      else if (before !== undefined) failed.delete(session);
    }
    return statedIn(group.parts) ?? guessed(group, before !== undefined && before < group.at);
  };
}

function statedIn(parts: DecisionGroup['parts']): Pattern | null {
  const only = onlyPart(parts);
  return only ? only.pattern : (parts.find(({ pattern }) => pattern !== null)?.pattern ?? null);
}

/** @param afterFailure whether a check of the turn before this one, of the same session, had failed by then */
function guessed(group: DecisionGroup, afterFailure: boolean): Pattern {
  const { parts, verdict, reflection } = group;
  if (reflection?.reasons.includes('to-learn') === true) return 'learning';
  if (parts[0]?.body.surface === 'next-edit') return 'validation';
  if (!parts.every(isHandedOver)) return 'iteration';
  if (afterFailure) return 'feedback-loop';
  return verdict !== 'trusted' || isChecked(group) ? 'iteration' : 'directive';
}

function isChecked({ parts, reflection }: DecisionGroup): boolean {
  const seen = parts.some(({ verification }) => verification.length > 0);
  return seen || reflection?.reasons.some((id) => lookedAt.has(id)) === true;
}

function isHandedOver({ body: { surface } }: SuggestionState): boolean {
  return surface === 'agent' || surface === 'chat' || surface === 'paste';
}

/** When the first of a decision's checks that failed did, ISO 8601. */
function firstFailure({ parts }: DecisionGroup): string | undefined {
  const only = onlyPart(parts);
  if (only?.verification.length === 0) return undefined;
  let first: string | undefined;
  for (const { verification } of parts)
    for (const { result, at } of verification)
      if (result === 'failed' && (first === undefined || at < first)) first = at;
  return first;
}
