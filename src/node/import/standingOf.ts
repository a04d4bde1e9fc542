import type { Fate } from '../../core/follow/fate.ts';
import { placeByText } from '../../core/follow/placing.ts';
import { whatStands, type Standing } from '../../core/follow/standing.ts';
import type { TranscriptSuggestion } from '../../core/recognise/transcripts/transcript.ts';

/**
 * What stands in the place of a suggestion in a later text of its file.
 * @param text line breaks as `\n`; null where the file is gone
 */
export function standingOf({ hunks, after, ranges, language }: TranscriptSuggestion, text: string | null): Standing {
  if (text === null) return { fates: hunks.map((hunk): Fate => ({ ...hunk, kept: '' })), retained: 0 };
  if (after === null || ranges === null) {
    return { fates: hunks.map((hunk): Fate => ({ ...hunk, kept: placeByText(text, hunk, language) })), retained: null };
  }
  const placed = hunks.flatMap((hunk, index) => {
    const range = ranges[index];
    return range ? [{ ...hunk, ...range }] : [];
  });
  return whatStands(after, text, placed, language);
}
