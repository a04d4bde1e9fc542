import type { SuggestionState } from './suggestionState.ts';

/**
 * How a suggestion stands as an AI's: `believed` by its evidence, only `probable`, `confirmed` by the developer where
 * the evidence would not do, or `not-ai` by the developer's word. The first and the third count.
 */
export type Attribution = 'believed' | 'probable' | 'confirmed' | 'not-ai';

/** Below this confidence the evidence alone does not count. */
const believedFrom = 0.5;

/** The developer's latest word stands over the evidence. */
export function attributionOf({ ai, body }: Pick<SuggestionState, 'ai' | 'body'>): Attribution {
  if (ai === false) return 'not-ai';
  if (body.confidence >= believedFrom) return 'believed';
  return ai === true ? 'confirmed' : 'probable';
}
