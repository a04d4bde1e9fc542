import type { DecisionGroup } from '../portfolio/groups.ts';
import { groupIsIn } from './cell.ts';
import type { Rule } from './rules.ts';

/** What of a rule its adherence depends on. */
export type Measured = Pick<Rule, 'cell' | 'means' | 'most' | 'reason'>;

/** How far a rule was kept to, counted in decisions. */
export interface Adherence {
  readonly kept: number;
  /** Decisions that show whether it was kept to. */
  readonly of: number;
  /** Decisions it applied to that do not show it. */
  readonly unknown: number;
  /** Ids of the decisions that do not keep to it, oldest first. */
  readonly broken: readonly string[];
}

/**
 * What one decision shows of a rule; see `ruleMeasures`. Rules on what is taken over say nothing of what was turned down.
 * @returns undefined where the rule does not apply, null where it does and nothing is shown
 */
export function keepsTo(rule: Measured, group: DecisionGroup): boolean | null | undefined {
  const { verdict, reflection, parts } = group;
  if (verdict === 'undecided' || !groupIsIn(rule.cell, group)) return undefined;
  const reasons = reflection?.reasons ?? [];
  const took = verdict !== 'overrode';
  switch (rule.means) {
    case 'checked':
      return took ? parts.some(({ verification }) => verification.some(isRun)) : undefined;
    case 'read':
      return took
        ? parts.some(({ verification }) => verification.some(({ kind }) => kind === 'diff')) ||
            reasons.includes('read-line-by-line')
        : undefined;
    case 'small':
      return took ? parts.every(({ body }) => body.size.suggested.lines <= (rule.most ?? 0)) : undefined;
    case 'not-taken':
      return !took;
    case 'said-why':
      return reasons.length > 0;
    case 'not-again':
      return reasons.length === 0 ? null : !reasons.includes(rule.reason ?? '');
  }
}

/** A run of something, not what the editor showed on its own or a difference. */
function isRun({ kind, result }: DecisionGroup['parts'][number]['verification'][number]): boolean {
  return kind !== 'diff' && kind !== 'diagnostics' && (result === 'passed' || result === 'failed');
}

/** Counts how far a rule was kept to. @param groups the decisions of the time that is asked about, oldest first */
export function adherence(rule: Measured, groups: readonly DecisionGroup[]): Adherence {
  let [kept, unknown] = [0, 0];
  const broken: string[] = [];
  for (const group of groups) {
    const shown = keepsTo(rule, group);
    if (shown === true) kept += 1;
    else if (shown === false) broken.push(group.id);
    else if (shown === null) unknown += 1;
  }
  return { kept, of: kept + broken.length, unknown, broken };
}
