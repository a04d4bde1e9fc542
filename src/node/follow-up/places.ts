import { withoutSpace } from '../../core/shared/space.ts';
import { relativeDistance } from '../../core/follow/distance.ts';
import type { Fate } from '../../core/follow/fate.ts';
import { findSpaced } from '../../core/follow/findSpaced.ts';
import { leastTelling, third } from '../../core/follow/followUp.ts';
import { joinHunks, netHunks } from '../../core/follow/hunks.ts';
import { placeByText } from '../../core/follow/placing.ts';
import { whatStands } from '../../core/follow/standing.ts';
import type { TextRange } from '../../core/shared/textEdit.ts';

/** A suggestion's text, as the ledger keeps it. */
export interface KeptTexts {
  readonly before: string;
  readonly suggested: string;
  /** Its parts, where it has several. */
  readonly hunks: readonly { readonly before: string; readonly suggested: string }[];
  /** What stood in its place when it settled; null where that was not kept. */
  readonly kept: string | null;
  readonly language: string | null;
}

/** A part of a suggestion and where it stands in a text. */
export interface PlacedPart {
  readonly before: string;
  readonly suggested: string;
  readonly ranges: readonly TextRange[];
}

/**
 * Where a suggestion, or what its user made of it, stands in the file that was committed.
 * @param base the file before that commit: of several places the one that is new is meant; empty for a new file
 */
export function placeIn(text: string, base: string, kept: KeptTexts): PlacedPart[] {
  const { before, suggested, hunks, language } = kept;
  if (kept.kept !== null) {
    const ranges = findKept(text, base, kept.kept);
    if (ranges.length > 0 || withoutSpace(kept.kept) === '') return [{ before, suggested, ranges }];
  }
  let from = 0;
  return hunks.map((hunk) => {
    const standing = placeByText(text, hunk, language);
    const range = withoutSpace(standing) === '' ? null : occurrence(text, base, standing, from);
    if (range) from = range.end;
    return { before: hunk.before, suggested: hunk.suggested, ranges: range ? [range] : [] };
  });
}

/** What stands in the place of each part in a later text. */
export function standingLater(
  text: string,
  later: string,
  parts: readonly PlacedPart[],
  language: string | null,
): { readonly fates: Fate[]; readonly retained: number | null } {
  const unchanged = parts.every(
    ({ before, ranges }) =>
      ranges.length > 0 &&
      ranges.every((range) => isUnchanged(text, later, range)) &&
      findSpaced(later, before) === undefined, // what it replaced may be back beside it
  );
  if (unchanged) return { fates: fatesIn(text, parts), retained: 1 };
  const flat = parts.flatMap(({ before, ranges }) =>
    ranges.map((range) => ({
      // What stood before tells whether it was put back; of a part in several places nobody knows which.
      before: ranges.length === 1 ? before : '',
      suggested: text.slice(range.start, range.end),
      ...range,
    })),
  );
  const { fates, retained } = whatStands(text, later, flat, language);
  let at = 0;
  return {
    fates: parts.map(({ before, suggested, ranges }) => ({
      before,
      suggested,
      kept: joinHunks(ranges.map(() => fates[at++]?.kept ?? '')),
    })),
    retained,
  };
}

/** What stands in the place of each part in the text it was placed in. */
export function fatesIn(text: string, parts: readonly PlacedPart[]): Fate[] {
  return parts.map(({ before, suggested, ranges }) => ({
    before,
    suggested,
    kept: joinHunks(ranges.map(({ start, end }) => text.slice(start, end))),
  }));
}

/** Shorter texts may stand elsewhere by chance. White space not counted. */
const leastUnique = 20;

/** Whether what stands in a range stands in the later text too, word for word, and in one place only: most code does. */
export function isUnchanged(text: string, later: string, { start, end }: TextRange): boolean {
  const span = text.slice(start, end);
  if (withoutSpace(span).length < leastUnique || text.indexOf(span) !== start || text.includes(span, start + 1))
    return false;
  const there = later.indexOf(span);
  return there >= 0 && !later.includes(span, there + 1);
}

/** The lines of a text nearest to a suggestion, where they are within a third of it; else empty. */
export function nearText(text: string, { suggested, language }: Pick<KeptTexts, 'suggested' | 'language'>): string {
  if (withoutSpace(suggested).length < leastTelling) return '';
  const found = placeByText(text, { before: '', suggested }, language);
  return found !== '' && relativeDistance(suggested, found, language) <= third ? found : '';
}

/** The whole of it in one place, else paragraph by paragraph: several changed places are kept joined by blank lines. */
function findKept(text: string, base: string, kept: string): TextRange[] {
  if (withoutSpace(kept) === '') return [];
  const whole = occurrence(text, base, kept, 0);
  if (whole) return [whole];
  const found: TextRange[] = [];
  for (const paragraph of kept.split('\n\n')) {
    const range = withoutSpace(paragraph) === '' ? null : occurrence(text, base, paragraph, found.at(-1)?.end ?? 0);
    if (range) found.push(range);
    else if (withoutSpace(paragraph) !== '') return [];
  }
  return found;
}

/** How many places of one text are looked at. */
const mostPlaces = 50;

function occurrence(text: string, base: string, wanted: string, from: number): TextRange | null {
  const starts: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0 && starts.length < mostPlaces; at = text.indexOf(wanted, at + 1))
    starts.push(at);
  const range = (start: number): TextRange => ({ start, end: start + wanted.length });
  const [first] = starts;
  if (first === undefined) {
    const spaced = findSpaced(text, wanted);
    return spaced ? { start: spaced.start, end: spaced.end } : null;
  }
  if (starts.length > 1 && base !== text) {
    const changed = netHunks(base, text);
    const fresh = starts.find(
      (start) => start >= from && changed.some((hunk) => hunk.start < start + wanted.length && hunk.end > start),
    );
    if (fresh !== undefined) return range(fresh);
  }
  return range(starts.find((start) => start >= from) ?? first);
}
