import type { TextRange } from '../shared/textEdit.ts';
import { carryRanges } from './carry.ts';
import { relativeDistance } from './distance.ts';
import type { Fate } from './fate.ts';
import type { Hunk } from './hunks.ts';

/** What stands in the place of a suggestion's hunks. */
export interface Standing {
  /** One for each hunk. */
  readonly fates: readonly Fate[];
  /** Characters of the suggestion still there, divided by its length; null where it has none. */
  readonly retained: number | null;
}

/** How near to what stood before the text around a place must come to count as put back. */
const putBackBelow = 0.5;

/**
 * Finds what stands in the place of a suggestion in a later text of the file.
 *
 * Text at the edges of a hunk is not part of it, with one exception: where it is what the suggestion took away, it was
 * put back and is (otherwise a reverted deletion would look untouched).
 * @param after the whole text right after the suggestion; the hunks' offsets are its own
 * @param language VS Code language id, or null
 */
export function whatStands(after: string, now: string, hunks: readonly Hunk[], language: string | null): Standing {
  const carried = carryRanges(after, now, [...hunks, ...hunks.map((hunk) => withLineBreak(hunk, after))]);
  let [total, still] = [0, 0];
  const fates = hunks.map(({ before, suggested }, index): Fate => {
    const [range, line] = [carried[index], carried[index + hunks.length]];
    if (!range || !line) return { before, suggested, kept: '' };
    total += suggested.length;
    still += range.retained * suggested.length;
    const narrow = toText(now.slice(range.start, range.end));
    const wide = toText(now.slice(line.wide.start, line.wide.end));
    return { before, suggested, kept: isPutBack(before, suggested, narrow, wide, language) ? wide : narrow };
  });
  return { fates, retained: total === 0 ? null : still / total };
}

/** Lines put back after a hunk stand after its line break. */
function withLineBreak({ start, end }: Hunk, after: string): TextRange {
  const lineBreak = start === end ? '' : (/^\r?\n/.exec(after.slice(end, end + 2))?.[0] ?? '');
  return { start, end: end + lineBreak.length };
}

function isPutBack(before: string, suggested: string, narrow: string, wide: string, language: string | null): boolean {
  if (before === '' || wide === narrow) return false;
  const back = relativeDistance(before, wide, language);
  return (
    back < putBackBelow &&
    back < relativeDistance(before, narrow, language) &&
    back < relativeDistance(suggested, wide, language)
  );
}

/** A hunk's text as hunks have it: line breaks as `\n`, none at the end. */
function toText(slice: string): string {
  return slice.replace(/\r\n/g, '\n').replace(/\n$/, '');
}
