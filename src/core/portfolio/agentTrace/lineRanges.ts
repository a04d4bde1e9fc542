import { netHunks } from '../../follow/hunks.ts';
import { withLf } from '../../follow/lineBreaks.ts';

/** Lines of a file, from 1, both ends included, and what stands in them (line breaks as `\n`). */
export interface LineRange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where texts stand in a file; `complete` is false where one of them has no place that is certain. */
export interface Places {
  readonly ranges: readonly LineRange[];
  readonly complete: boolean;
}

/**
 * Finds texts in a file, word for word. To name a wrong line is worse than to name none, so nothing is guessed: of a
 * text that stands in several places the one that is new is meant, and where that does not decide it, none.
 * @param file as it was committed
 * @param base the file before that commit; empty for a new one; null where it is not known
 * @param wanted texts in their order; those of white space only are passed over
 */
export function linesOfTexts(file: string, base: string | null, wanted: readonly string[]): Places {
  const now = withLf(file).text;
  const before = base === null ? null : withLf(base).text;
  const ranges: LineRange[] = [];
  let complete = true;
  let from = 0;
  for (const raw of wanted) {
    const text = withoutBlankEdges(withLf(raw).text);
    if (text === '') continue;
    const start = placeOf(now, before, text, from);
    if (start === null) {
      complete = false;
      continue;
    }
    from = start + text.length;
    ranges.push(linesFrom(now, start, from));
  }
  return { ranges: merged(now, ranges), complete };
}

/** How many places of one text are looked at. */
const mostPlaces = 50;

function placeOf(now: string, base: string | null, text: string, from: number): number | null {
  const starts: number[] = [];
  for (let at = now.indexOf(text); at >= 0 && starts.length < mostPlaces; at = now.indexOf(text, at + 1))
    if (isWhole(now, at, text)) starts.push(at);
  const [first] = starts;
  if (starts.length <= 1) return first ?? null;
  if (base === null) return null;
  const changed = netHunks(base, now);
  const fresh = starts.filter((start) => changed.some((hunk) => hunk.start < start + text.length && hunk.end > start));
  const later = fresh.filter((start) => start >= from);
  return (later.length === 1 ? later[0] : fresh.length === 1 ? fresh[0] : undefined) ?? null;
}

/** Whether it stands there as itself, not as a part of a longer word: `count` in `counter` is another text. */
function isWhole(now: string, start: number, text: string): boolean {
  const wordy = /[\p{L}\p{N}_$]/u;
  const touches = (inside: string, outside: string): boolean => wordy.test(inside) && wordy.test(outside);
  const end = start + text.length;
  return !touches(text.charAt(0), now.charAt(start - 1)) && !touches(text.charAt(text.length - 1), now.charAt(end));
}

function linesFrom(now: string, start: number, end: number): LineRange {
  const lineStart = now.lastIndexOf('\n', start - 1) + 1;
  const next = now.indexOf('\n', end);
  const text = now.slice(start === 0 ? 0 : lineStart, next < 0 ? now.length : next);
  const first = breaksIn(now, lineStart) + 1;
  return { start: first, end: first + breaksIn(text, text.length), text };
}

function breaksIn(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Two texts on one line are one range. */
function merged(now: string, ranges: readonly LineRange[]): LineRange[] {
  const lines = now.split('\n');
  const joined: LineRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (!last || range.start > last.end) joined.push(range);
    else if (range.end > last.end)
      joined.splice(-1, 1, {
        start: last.start,
        end: range.end,
        text: lines.slice(last.start - 1, range.end).join('\n'),
      });
  }
  return joined;
}

/** Blank lines at its edges say nothing of where a text stands. The indentation of its first line stays. */
function withoutBlankEdges(text: string): string {
  return text.trim() === '' ? '' : text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
}
