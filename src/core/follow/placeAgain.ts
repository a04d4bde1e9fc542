import type { TextRange } from '../shared/textEdit.ts';
import type { FollowedPart } from './follower.ts';
import { withLf } from './lineBreaks.ts';
import { findPlace } from './placing.ts';

/** A suggestion as it was recorded. */
export interface Recorded {
  /** What stood before and what was suggested, for each place of the suggestion. */
  readonly hunks: readonly { readonly before: string; readonly suggested: string }[];
  /** What stood in its place when it was last looked at; null where nobody looked. */
  readonly kept: string | null;
}

/**
 * Finds a suggestion that was recorded earlier in a text as it is now: after a restart, after its file was closed and
 * opened again, after another program changed it.
 * @param now the text, with its own line breaks
 * @param language VS Code language id, or null
 * @returns a part for each hunk; one that is not there has an empty range. `undefined` where none is there
 */
export function placeAgain(
  now: string,
  { hunks, kept }: Recorded,
  language: string | null,
): readonly FollowedPart[] | undefined {
  const lf = withLf(now);
  let after = 0;
  const places = hunks.map((hunk) => {
    const asKept = hunks.length === 1 ? keptPlace(lf.text, kept) : null;
    // Hunks stand in order; two of them may hold the very same lines.
    const place = asKept ?? findPlaceFrom(lf.text, after, hunk, language);
    after = place?.end ?? after;
    return place;
  });
  if (places.every((place) => place === null)) return undefined;
  return hunks.map(({ before, suggested }, index): FollowedPart => {
    const place = places[index];
    const range = { start: lf.fromLf(place?.start ?? 0), end: lf.fromLf(place?.end ?? 0) };
    return { before, suggested, range };
  });
}

function findPlaceFrom(
  now: string,
  from: number,
  hunk: Recorded['hunks'][number],
  language: string | null,
): TextRange | null {
  const later = from > 0 ? findPlace(now.slice(from), hunk, language) : null;
  return later ? { start: later.start + from, end: later.end + from } : findPlace(now, hunk, language);
}

/** What was kept says best where it is, if it stands in one place only. */
function keptPlace(now: string, kept: string | null): TextRange | null {
  if (kept === null || kept.trim() === '') return null;
  const start = now.indexOf(kept);
  return start < 0 || now.includes(kept, start + 1) ? null : { start, end: start + kept.length };
}
