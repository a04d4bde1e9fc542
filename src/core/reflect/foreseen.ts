import type { SuggestionState } from '../ledger/suggestionState.ts';
import { ordinaryRisk, riskOf } from './risk.ts';

/** From so many lines on a suggestion is large: nobody sees at a glance whether it is right. */
const large = 15;
/** So long after it came (ms) one has looked at it. */
const unlookedFor = 60 * 60_000;

/**
 * Whether a forecast may be asked for: the suggestion is large or risky, came lately, and nothing is known of it yet,
 * neither by its text nor by its developer. A forecast made after looking would be none.
 * @param file its path, relative with `/`, or null where it was not kept
 * @param now ms since 1970
 */
export function isForeseeable(state: SuggestionState, file: string | null, now: number): boolean {
  const { body, kind, verdict, reflection, prediction, forgotten, at } = state;
  if (forgotten || verdict !== null || reflection !== null || prediction !== null) return false;
  if (now - Date.parse(at) > unlookedFor) return false;
  const isLarge = Math.max(body.size.suggested.lines, body.size.before.lines) >= large;
  return isLarge || riskOf({ file, language: body.language, kind }) > ordinaryRisk;
}
