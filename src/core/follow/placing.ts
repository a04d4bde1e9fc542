import { withoutSpace } from '../shared/space.ts';
import type { TextRange } from '../shared/textEdit.ts';
import { relativeDistance } from './distance.ts';
import type { Fate } from './fate.ts';

/** Lines that say so little stand in many places of a file. White space not counted. */
const leastTelling = 4;
/** The share of a hunk's lines that must be found for a place to be its place. */
const leastShared = 0.3;
/** How far, at most, a single line may be from the suggested one to be taken for it. */
const mostChanged = 0.4;
/** Larger searches would freeze; then nothing is found but the very text. Lines times lines. */
const mostCompared = 2_000_000;

/**
 * What stands in the place of a hunk where nobody recorded where it was put: the best place for its lines, else what
 * stood before it, if that is back, else nothing.
 * @param now the file, line breaks as `\n`
 */
export function placeByText(now: string, fate: Omit<Fate, 'kept'>, language: string | null): string {
  const range = findPlace(now, fate, language);
  return range ? now.slice(range.start, range.end) : '';
}

/** As {@link placeByText}: where it stands, in UTF-16 units; null where nothing was found. @param now line breaks as `\n` */
export function findPlace(
  now: string,
  { before, suggested }: Omit<Fate, 'kept'>,
  language: string | null,
): TextRange | null {
  if (withoutSpace(suggested) !== '') {
    const found = exactPlace(now, suggested) ?? likeliestPlace(now, suggested.split('\n'), language);
    if (found) return found;
  }
  return withoutSpace(before) === '' ? null : exactPlace(now, before);
}

function exactPlace(now: string, text: string): TextRange | null {
  const start = now.indexOf(text);
  return start < 0 ? null : { start, end: start + text.length };
}

function likeliestPlace(now: string, suggested: readonly string[], language: string | null): TextRange | null {
  const lines = now.split('\n');
  const found = likeliestLines(lines, suggested, language);
  if (!found) return null;
  const lengthOf = (part: readonly string[]): number => part.reduce((sum, line) => sum + line.length + 1, 0);
  const start = lengthOf(lines.slice(0, found.from));
  return { start, end: start + lengthOf(lines.slice(found.from, found.to)) - 1 };
}

/** Lines counted from 0, `to` excluded. */
interface Lines {
  readonly from: number;
  readonly to: number;
}

function likeliestLines(now: readonly string[], suggested: readonly string[], language: string | null): Lines | null {
  if (now.length * suggested.length > mostCompared) return null;
  const keys = now.map(withoutSpace);
  const wanted = suggested.map(withoutSpace);
  const telling = wanted.filter((line) => line.length >= leastTelling);
  let best: { readonly start: number; readonly shared: number } | null = null;
  for (let start = 1 - wanted.length; start < keys.length; start += 1) {
    const shared = wanted.filter((line, index) => line.length >= leastTelling && keys[start + index] === line).length;
    if (shared > (best?.shared ?? 0)) best = { start, shared };
  }
  if (best && best.shared >= leastShared * telling.length)
    return { from: Math.max(0, best.start), to: Math.min(now.length, best.start + suggested.length) };
  if (suggested.length > 1 && telling.length !== 1) return null;
  // Ghost text often ends with a line break and the next line's indentation: one line says all there is to find.
  const only = suggested.length === 1 ? 0 : wanted.findIndex((line) => line.length >= leastTelling);
  const found = likestLine(now, suggested[only] ?? '', language);
  return (
    found && {
      from: Math.max(0, found.from - only),
      to: Math.min(now.length, found.from - only + suggested.length),
    }
  );
}

function likestLine(now: readonly string[], suggested: string, language: string | null): Lines | null {
  let best: { readonly from: number; readonly distance: number } | null = null;
  for (const [from, line] of now.entries()) {
    const distance = relativeDistance(suggested, line, language);
    if (distance <= (best?.distance ?? mostChanged)) best = { from, distance };
  }
  return best && { from: best.from, to: best.from + 1 };
}
