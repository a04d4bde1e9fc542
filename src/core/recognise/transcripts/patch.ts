import type { ChangedText } from './transcript.ts';

// What a patch says, whatever its format. `unifiedDiff.ts` and `applyPatchFormat.ts` read the two formats there are.

/** One line of a patch, without its line break. */
export interface PatchLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Lines that stand together. */
export interface PatchHunk {
  /** Number of its first line in the text before the patch, from 0; null where the format does not say. */
  readonly start: number | null;
  /** Lines above it by which it is found, outermost first, where it has no number. */
  readonly anchors: readonly string[];
  readonly lines: readonly PatchLine[];
  /** Whether the text after the patch ends with a line break, where the patch says so. */
  readonly lineBreakAtEnd: boolean | null;
}

/** What a patch does to one file. */
export interface FilePatch {
  /** As the patch has it; empty where it names none. */
  readonly file: string;
  readonly kind: 'add' | 'update' | 'delete';
  readonly movedTo: string | null;
  readonly hunks: readonly PatchHunk[];
}

const asItIs = (line: string): string => line;

/** How strictly lines are compared, one after the other; a model does not always copy white space as it stands. */
const comparisons = [asItIs, (line: string): string => line.trimEnd(), (line: string): string => line.trim()];

/**
 * Applies hunks to a text. Lines that stay keep the text they have.
 * @param text line breaks as `\n`
 * @returns null where a hunk does not fit
 */
export function applyHunks(text: string, hunks: readonly PatchHunk[]): string | null {
  const lines = toLines(text);
  let lineBreakAtEnd = text === '' || text.endsWith('\n');
  let next = 0; // the first line of `lines` below the hunk before
  let grown = 0;
  for (const hunk of hunks) {
    const old = oldLines(hunk);
    const at = hunk.start === null ? search(lines, hunk.anchors, old, next) : hunk.start + grown;
    if (at < next || (hunk.start !== null && !fits(lines, old, at))) return null;
    next = at;
    for (const { kind, text: line } of hunk.lines) {
      if (kind === 'removed') lines.splice(next, 1);
      else if (kind === 'added') lines.splice(next, 0, line);
      if (kind !== 'removed') next += 1;
    }
    grown += hunk.lines.length - old.length - hunk.lines.filter(({ kind }) => kind === 'removed').length;
    lineBreakAtEnd = hunk.lineBreakAtEnd ?? lineBreakAtEnd;
  }
  return lines.join('\n') + (lineBreakAtEnd && lines.length > 0 ? '\n' : '');
}

/** The changed lines of hunks, without context. */
export function changedTexts(hunks: readonly PatchHunk[]): ChangedText[] {
  return hunks.flatMap(({ lines }) => {
    const changes: ChangedText[] = [];
    let [before, suggested]: [string[], string[]] = [[], []];
    const close = (): void => {
      if (before.length + suggested.length > 0)
        changes.push({ before: before.join('\n'), suggested: suggested.join('\n') });
      [before, suggested] = [[], []];
    };
    for (const { kind, text } of lines) {
      if (kind === 'removed') before.push(text);
      else if (kind === 'added') suggested.push(text);
      else close();
    }
    close();
    return changes;
  });
}

/** The lines a hunk expects to find. */
export function oldLines({ lines }: PatchHunk): string[] {
  return lines.flatMap(({ kind, text }) => (kind === 'added' ? [] : [text]));
}

/** The lines of a text without their breaks; an empty text has none. */
export function toLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Where the lines of a hunk without a number stand, from a line on; -1 where they do not. */
function search(lines: readonly string[], anchors: readonly string[], old: readonly string[], from: number): number {
  let start = from;
  for (const anchor of anchors) {
    const found = find(lines, [anchor], start);
    if (found >= 0) start = found + 1;
  }
  if (old.length === 0) return anchors.length > 0 && start > from ? start : lines.length;
  return find(lines, old, start);
}

function find(lines: readonly string[], wanted: readonly string[], from: number): number {
  for (const as of comparisons) {
    for (let at = from; at + wanted.length <= lines.length; at += 1) if (fits(lines, wanted, at, as)) return at;
  }
  return -1;
}

function fits(lines: readonly string[], wanted: readonly string[], at: number, as = asItIs): boolean {
  if (at + wanted.length > lines.length) return false;
  return wanted.every((line, index) => as(lines[at + index] ?? '') === as(line));
}
