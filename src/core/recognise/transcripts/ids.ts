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
  return digest.sha256(canonicalJson([tool, session, callIds[0] ?? '', file.toWellFormed()])).slice(0, length);
}

/** The id of all that one turn did, in any file. */
export function groupId({ tool, session, turn }: TranscriptSuggestion, digest: Digest): string {
  return digest.sha256(canonicalJson([tool, session, turn])).slice(0, length);
}
