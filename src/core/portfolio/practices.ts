import type { SuggestionState } from '../ledger/suggestionState.ts';
import type { TextLookup } from '../ledger/toDecision.ts';

/** A prompt kept as a practice, with the decision it was kept from. */
export interface KeptPractice {
  /** Id of a suggestion of that decision. */
  readonly id: string;
  /** What it is good for; empty where its author did not say. */
  readonly title: string;
  readonly prompt: string;
}

/**
 * The practices kept now, one a decision, the one kept last first. Those whose words were erased with a decision they
 * were kept from are none any more.
 */
export function practicesOf(states: readonly SuggestionState[], lookUp: TextLookup): KeptPractice[] {
  const kept = new Map<string, KeptPractice & { readonly at: string }>();
  for (const { id, body, practice } of states) {
    if (!practice || kept.has(body.group)) continue;
    const { title = '', prompt } = lookUp(practice.texts);
    if (prompt !== undefined) kept.set(body.group, { id, title, prompt, at: practice.at });
  }
  return [...kept.values()]
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .map(({ id, title, prompt }) => ({ id, title, prompt }));
}
