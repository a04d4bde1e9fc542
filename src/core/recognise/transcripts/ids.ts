import type { Digest } from '../../shared/digest.ts';
import { canonicalJson } from '../../shared/json.ts';
import type { TranscriptSuggestion } from './transcript.ts';

/** Ids are so many hex digits of a SHA-256. */
const length = 32;

/**
 * The id of a suggestion from a transcript: a hash of tool, session, first call and file, so that everyone who reads
 * the same transcript gives it the same one.
 */
export function suggestionId({ tool, session, callIds, file }: TranscriptSuggestion, digest: Digest): string {
  return idOf([tool, session, callIds[0] ?? '', file], digest);
}

/** The id of all that one turn did, in any file. */
export function groupId({ tool, session, turn }: TranscriptSuggestion, digest: Digest): string {
  return idOf([tool, session, turn], digest);
}

/** What a transcript says may hold half a character, which canonical JSON has no form for. */
function idOf(parts: readonly (string | number)[], digest: Digest): string {
  const wellFormed = parts.map((part) => (typeof part === 'string' ? part.toWellFormed() : part));
  return digest.sha256(canonicalJson(wellFormed)).slice(0, length);
}
