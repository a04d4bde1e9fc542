import type { SuggestionState } from '../ledger/suggestionState.ts';

/** A record of what the developer was asked, as the read model keeps it. */
export interface Asked {
  readonly at: string;
  readonly boundary: string;
  readonly suggestions: readonly string[];
  readonly random?: string | null | undefined;
}

/** Two windows that put one decision at the same time, each before it saw the other's record, asked once (ms). */
const atOnce = 60_000;
/** Of the records of another machine, whose clock may be a little ahead, none is taken for one of the future (ms). */
const ahead = 5 * 60_000;

/**
 * How many questions in a row, up to now, the developer let pass. Any answer or skip, and any review opened by the
 * developer, ends the row: that is what coming back means. What was recorded while a clock was wrong, and so lies in
 * the future, counts for neither: it would stand above every sign of the developer until that day comes.
 * @param now ms since 1970
 */
export function ignoredInARow(
  suggestions: ReadonlyMap<string, SuggestionState>,
  asked: readonly Asked[],
  now: number,
): number {
  const end = new Date(now + ahead).toISOString();
  const cameBack = lastSign(suggestions.values(), asked, end);
  let row = 0;
  for (const digest of byOwnAccord(asked).reverse()) {
    if (digest.at > end) continue;
    if (digest.at <= cameBack || digest.suggestions.some((id) => isTakenBack(suggestions.get(id)))) return row;
    row += 1;
  }
  return row;
}

/** The questions Pairfolio put without being asked to, oldest first: those a budget is for. */
export function byOwnAccord(asked: readonly Asked[]): Asked[] {
  const own = asked
    .filter((digest) => digest.boundary !== 'request' && digest.suggestions.length > 0)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return own.filter(
    (digest, index) => !own.slice(Math.max(0, index - 3), index).some((other) => isSame(other, digest)),
  );
}

function isSame(earlier: Asked, later: Asked): boolean {
  return (
    Date.parse(later.at) - Date.parse(earlier.at) < atOnce &&
    later.suggestions.some((id) => earlier.suggestions.includes(id))
  );
}

/** The time of the developer's last sign of interest (ISO 8601), or an empty text. */
function lastSign(states: Iterable<SuggestionState>, asked: readonly Asked[], end: string): string {
  let last = '';
  const see = (at: string): void => {
    if (at > last && at <= end) last = at;
  };
  for (const { reflection, skippedAt } of states) {
    if (reflection) see(reflection.at);
    if (skippedAt !== null) see(skippedAt);
  }
  for (const digest of asked) if (digest.boundary === 'request') see(digest.at);
  return last;
}

/** Corrections and forgetting are answers too, but the read model keeps no time of them. */
function isTakenBack(state: SuggestionState | undefined): boolean {
  return state !== undefined && (state.forgotten || state.ai === false);
}
