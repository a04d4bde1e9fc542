import type { PracticeState, Stated } from '../ledger/practiceState.ts';
import type { SuggestionState } from '../ledger/suggestionState.ts';
import type { NewRecord } from '../ledger/records.ts';
import type { TextLookup } from '../ledger/toDecision.ts';
import type { RuleMeasure, RuleState } from '../shared/words.ts';
import { isIn, narrowness, type Cell } from './cell.ts';

/** A rule as the record tells it. */
export interface Rule {
  readonly id: string;
  readonly state: RuleState;
  /** The states it had, each with its beginning (ISO 8601), oldest first. */
  readonly life: readonly { readonly state: RuleState; readonly at: string }[];
  /** The decisions it applies to. */
  readonly cell: Cell;
  /** What a decision must show for it to count as kept to. */
  readonly means: RuleMeasure;
  readonly most: number | null;
  readonly reason: string | null;
  /** The developer's own words; null for a rule whose words are made of the fields above. */
  readonly words: string | null;
  /** Whether a model drafted the words. */
  readonly helped: boolean;
  /** Whether the developer wants it in the portfolio. */
  readonly shown: boolean;
  /** Folder of the repository, else of the workspace, in which it was begun; null where none was open. */
  readonly project: string | null;
}

/**
 * All rules, in the order they were begun. A rule whose own words were forgotten is gone.
 * @param lookUp the texts a record names
 */
export function readRules({ rules }: Pick<PracticeState, 'rules'>, lookUp: TextLookup): Rule[] {
  return [...rules]
    .flatMap(([id, stated]) => toRule(id, stated, lookUp) ?? [])
    .sort((a, b) => (begun(a) < begun(b) ? -1 : begun(a) > begun(b) ? 1 : a.id < b.id ? -1 : 1));
}

function toRule(id: string, stated: readonly Stated<'rule'>[], lookUp: TextLookup): Rule | undefined {
  const latest = stated.at(-1);
  if (!latest) return undefined;
  const { state, cell, means, most, reason, own, shown, assisted, texts } = latest.body;
  const { rule: words = null, repository, workspace } = lookUp(texts);
  if (own && words === null) return undefined;
  const life: { state: RuleState; at: string }[] = [];
  for (const { at, body } of stated) if (life.at(-1)?.state !== body.state) life.push({ state: body.state, at });
  const project = repository ?? workspace ?? null;
  const helped = own && assisted?.includes('rule') === true;
  return { id, state, life, cell, means, most, reason, words: own ? words : null, helped, shown, project };
}

/** When a rule was begun: ISO 8601. */
export function begun({ life }: Pick<Rule, 'life'>): string {
  return life[0]?.at ?? '';
}

/** When a dropped rule ended: ISO 8601; null while it holds. */
export function ended({ state, life }: Pick<Rule, 'state' | 'life'>): string | null {
  return state === 'dropped' ? (life.at(-1)?.at ?? null) : null;
}

/** Whether a rule held at a moment: begun, and not dropped. @param at ISO 8601 */
export function heldAt({ life }: Pick<Rule, 'life'>, at: string): boolean {
  const last = life.findLast((part) => part.at <= at);
  return last !== undefined && last.state !== 'dropped';
}

/** The rules that hold now for a decision: those on trial first, then the narrower ones. */
export function rulesFor(rules: readonly Rule[], parts: readonly SuggestionState[]): Rule[] {
  return rules
    .filter(({ state, cell }) => state !== 'dropped' && parts.some((part) => isIn(cell, part)))
    .sort(
      (a, b) => Number(b.state === 'trial') - Number(a.state === 'trial') || narrowness(b.cell) - narrowness(a.cell),
    );
}

/** A rule as it is to be recorded. */
export type RuleWords = Pick<Rule, 'cell' | 'means' | 'most' | 'reason' | 'words' | 'shown'> & {
  readonly helped?: boolean;
  readonly workspace?: string | undefined;
  readonly repository?: string | undefined;
};

/** The record that states a rule, and its texts. @param at ISO 8601 */
export function ruleRecord(
  id: string,
  state: RuleState,
  rule: RuleWords,
  at: string,
): { readonly record: NewRecord; readonly texts: Record<string, string | undefined> } {
  const { cell, means, most, reason, words, helped = false, shown, workspace, repository } = rule;
  const body = { rule: id, state, cell: { ...cell }, means, most, reason, own: words !== null, shown };
  // Words made of the fields are nobody's.
  const marked = helped && words !== null ? { ...body, assisted: ['rule'] } : body;
  return { record: { type: 'rule', at, body: marked }, texts: { rule: words ?? undefined, workspace, repository } };
}
