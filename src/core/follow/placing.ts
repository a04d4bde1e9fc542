import { withoutSpace } from '../shared/space.ts';
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
export function placeByText(now: string, { before, suggested }: Omit<Fate, 'kept'>, language: string | null): string {
  if (withoutSpace(suggested) !== '') {
    if (now.includes(suggested)) return suggested;
    const found = likeliestLines(now.split('\n'), suggested.split('\n'), language);
    if (found !== null) return found;
  }
  return withoutSpace(before) !== '' && now.includes(before) ? before : '';
}

function likeliestLines(now: readonly string[], suggested: readonly string[], language: string | null): string | null {
  if (now.length * suggested.length > mostCompared) return null;
  const keys = now.map(withoutSpace);
  const wanted = suggested.map(withoutSpace);
  const telling = wanted.filter((line) => line.length >= leastTelling);
  let best: { readonly start: number; readonly shared: number } | null = null;
  for (let start = 1 - wanted.length; start < keys.length; start += 1) {
    const shared = wanted.filter((line, index) => line.length >= leastTelling && keys[start + index] === line).length;
    if (shared > (best?.shared ?? 0)) best = { start, shared };
  }
  if (best && best.shared >= leastShared * telling.length) {
    return now.slice(Math.max(0, best.start), best.start + suggested.length).join('\n');
  }
  return suggested.length === 1 ? likestLine(now, suggested[0] ?? '', language) : null;
}

function likestLine(now: readonly string[], suggested: string, language: string | null): string | null {
  let best: { readonly line: string; readonly distance: number } | null = null;
  for (const line of now) {
    const distance = relativeDistance(suggested, line, language);
    if (distance <= (best?.distance ?? mostChanged)) best = { line, distance };
  }
  return best?.line ?? null;
}
