import { attributionOf } from '../ledger/attribution.ts';
import type { SuggestionState } from '../ledger/suggestionState.ts';
import { outcomes } from '../shared/checkOutcomes.ts';
import { observed, shownStance } from './groups.ts';
import { mostlyBelow } from '../ledger/left.ts';

/**
 * Why a decision is worth telling a stranger, what says most first. The ids are shown in words by whoever lists
 * proposals.
 */
const proposalReasons = [
  /** A check failed or a problem came up and was then gone; or what was offered was wrong and did not get in. */
  'failure-caught',
  /** Overrode, and the own version stood. */
  'proved-right',
  /** Trusted and then reworked, or overrode and then come back to: what its author learned from. */
  'proved-wrong',
  /** What its author calls it differs from what was observed. */
  'said-otherwise',
  /** The author wrote words for the case. */
  'told',
  /** A sentence of the author's says why. */
  'own-words',
  /** Reasons were chosen. */
  'reason-stated',
  /** A test, build or other check passed after it. */
  'checked',
  /** Most of it was still there after fourteen days. */
  'stood',
  /** A commit holds it. */
  'in-a-commit',
  /** A tool's own record or a key press says that it was an AI's. */
  'well-attested',
] as const;
export type ProposalReason = (typeof proposalReasons)[number];

/** How much each reason counts when decisions are compared. Chosen so that judgement outweighs completeness. */
const weights: Readonly<Record<ProposalReason, number>> = {
  'failure-caught': 3,
  'proved-right': 3,
  'proved-wrong': 2,
  'said-otherwise': 0,
  told: 2,
  'own-words': 2,
  'reason-stated': 2,
  checked: 1.5,
  stood: 1,
  'in-a-commit': 1,
  'well-attested': 1,
};

/** Reasons of the author's that mean that what was offered was wrong, not merely unwelcome. */
const wrong: ReadonlySet<string> = new Set(['wrong-behaviour', 'invented-api', 'insecure', 'wrong-api', 'security']);

/** Whether one reason holds. One by one, so that comparing many decisions makes no lists. */
const holds: Readonly<Record<ProposalReason, (state: SuggestionState) => boolean>> = {
  'failure-caught': isFailureCaught,
  'proved-right': ({ followUp }) => followUp?.outcome === 'good-override',
  'proved-wrong': ({ followUp }) => followUp?.outcome === 'over-reliance' || followUp?.outcome === 'under-reliance',
  'said-otherwise': ({ reflection, verdict }) => reflection !== null && reflection.stance !== verdict?.label,
  told: ({ caseWords }) => caseWords !== null,
  'own-words': ({ reflection }) => reflection?.texts['note'] !== undefined,
  'reason-stated': ({ reflection }) => reflection !== null && reflection.reasons.length > 0,
  checked: ({ verification }) => verification.some(({ result }) => result === 'passed'),
  stood: ({ survival }) => (survival['14d']?.distance ?? 1) < mostlyBelow,
  'in-a-commit': ({ commits }) => commits.length > 0,
  'well-attested': (state) =>
    attributionOf(state) === 'believed' &&
    state.body.evidence.some(({ kind }) => kind === 'digest' || kind === 'mark' || kind === 'transcript'),
};

/** Why a decision is worth telling, what says most first; empty where nothing speaks for it. */
export function reasonsFor(state: SuggestionState): ProposalReason[] {
  return proposalReasons.filter((reason) => holds[reason](state));
}

/** How much a reader learns from a decision, to compare it with others. No unit; may be below 0. */
export function merit(state: SuggestionState): number {
  const { body } = state;
  const { lines, characters } = body.size.suggested;
  let score = 2 * body.confidence;
  for (const reason of proposalReasons) if (holds[reason](state)) score += weights[reason];
  if (state.verdict?.settled === true) score += 2;
  if (state.kept) score += 2;
  if (body.texts['prompt'] !== undefined) score += 1;
  // Long enough to show judgement, short enough to read.
  if (lines >= 3 && lines <= 60) score += 2;
  if (characters < 12) score -= 3;
  return score;
}

/**
 * Whether something that was wrong was caught: a check failed and passed later, or failed and the suggestion was not
 * kept as offered; a problem came up in it and went; its author says it was wrong; the own version proved the better.
 */
export function isFailureCaught(state: SuggestionState): boolean {
  const { reflection, verification, followUp } = state;
  const stance = shownStance(reflection, observed(state));
  if (followUp?.outcome === 'good-override') return true;
  if (stance !== 'trusted' && reflection?.reasons.some((id) => wrong.has(id)) === true) return true;
  if (verification.length === 0) return false;
  return outcomes(verification).some(({ results }) => {
    const failed = results.indexOf('failed');
    if (failed >= 0 && (stance !== 'trusted' || results.includes('passed', failed))) return true;
    const appeared = results.indexOf('appeared');
    return appeared >= 0 && results.includes('gone', appeared);
  });
}
