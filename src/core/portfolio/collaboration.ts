import type { SuggestionState } from '../ledger/readModel.ts';
import type { DecisionGroup } from './groups.ts';

/** How kept decisions came about. Counts of decisions that were kept, as offered or after changes. */
export interface Collaboration {
  /** The author worked on it too: wrote around it, changed it, or checked it. */
  readonly augmentation: number;
  /** Handed over: see {@link isAutomation}. */
  readonly automation: number;
}

/** Reasons by which the author says that what was kept was looked at. */
const lookedAt: ReadonlySet<string> = new Set(['tests-pass', 'read-line-by-line']);

/** Counts what was kept; what was not kept, or is not decided, was neither. */
export function countCollaboration(groups: readonly DecisionGroup[]): Collaboration {
  let [augmentation, automation] = [0, 0];
  for (const group of groups) {
    if (group.verdict !== 'trusted' && group.verdict !== 'adapted') continue;
    if (isAutomation(group)) automation += 1;
    else augmentation += 1;
  }
  return { augmentation, automation };
}

/**
 * Whether a kept decision was work handed over: asked of an agent or in a chat, kept as offered, and neither seen nor
 * said to have been checked. Everything else that was kept was worked on by both. The same two words are used for the
 * kind of a whole conversation or task elsewhere (Handa et al., Anthropic Economic Index, 2025; Upwork Research
 * Institute, 2025); a record of edits can only tell them by what was done with each.
 */
function isAutomation({ parts, verdict, reflection }: DecisionGroup): boolean {
  return (
    verdict === 'trusted' &&
    parts.every(isHandedOver) &&
    parts.every(({ verification }) => verification.length === 0) &&
    reflection?.reasons.some((id) => lookedAt.has(id)) !== true
  );
}

function isHandedOver({ body: { surface } }: SuggestionState): boolean {
  return surface === 'agent' || surface === 'chat' || surface === 'paste';
}
