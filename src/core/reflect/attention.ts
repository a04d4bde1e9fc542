import type { SuggestionState } from '../ledger/readModel.ts';

/** A record of what the developer was asked, as the read model keeps it. */
export interface Asked {
  readonly at: string;
  readonly boundary: string;
  readonly suggestions: readonly string[];
  readonly random?: string | null | undefined;
}

/**
 * How many questions in a row, up to now, the developer let pass. Any answer or skip, and any review opened by the
 * developer, ends the row: that is what coming back means.
 */
export function ignoredInARow(suggestions: ReadonlyMap<string, SuggestionState>, asked: readonly Asked[]): number {
  const cameBack = lastSign(suggestions.values(), asked);
  let row = 0;
  for (const digest of byOwnAccord(asked).sort((a, b) => (a.at < b.at ? 1 : -1))) {
    if (digest.at <= cameBack || digest.suggestions.some((id) => isTakenBack(suggestions.get(id)))) return row;
    row += 1;
  }
  return row;
}

/** The questions Pairfolio put without being asked to: those a budget is for. */
export function byOwnAccord(asked: readonly Asked[]): Asked[] {
  return asked.filter((digest) => digest.boundary !== 'request' && digest.suggestions.length > 0);
}

/** The time of the developer's last sign of interest (ISO 8601), or an empty text. */
function lastSign(states: Iterable<SuggestionState>, asked: readonly Asked[]): string {
  let last = '';
  for (const { reflection, skippedAt } of states) {
    if (reflection && reflection.at > last) last = reflection.at;
    if (skippedAt !== null && skippedAt > last) last = skippedAt;
  }
  for (const digest of asked) if (digest.boundary === 'request' && digest.at > last) last = digest.at;
  return last;
}

/** Corrections and forgetting are answers too, but the read model keeps no time of them. */
function isTakenBack(state: SuggestionState | undefined): boolean {
  return state !== undefined && (state.forgotten || state.ai === false);
}
