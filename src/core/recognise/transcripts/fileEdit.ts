import { carryRange } from '../../follow/carry.ts';
import { netHunks } from '../../follow/hunks.ts';
import type { TextRange } from '../../shared/textEdit.ts';
import { composePatches } from './composePatches.ts';
import { applyHunks, type PatchHunk } from './patch.ts';
import type { ChangedText } from './transcript.ts';

/** One edit of one file as a tool recorded it. Either both contents are known, or only what it changed. */
export interface FileEdit {
  /** The whole file before and after; line breaks as `\n`. */
  readonly contents: Contents | null;
  /** What it changed, where the contents are not known. */
  readonly hunks: readonly ChangedText[];
  /** The patch behind `hunks`, where the tool recorded one: with it, edits that touch each other can be joined. */
  readonly patch?: readonly PatchHunk[];
  readonly created: boolean;
}

/** Two versions of a whole file. */
export interface Contents {
  readonly base: string;
  readonly after: string;
}

/** Several edits of one file as one. */
export interface NetEdit {
  readonly hunks: readonly ChangedText[];
  readonly after: string | null;
  /** Where each hunk's `suggested` stands in `after`. */
  readonly ranges: readonly TextRange[] | null;
  readonly base: string | null;
}

/**
 * What edits of one file add up to: text that one of them wrote and a later one took out leaves nothing. Where somebody
 * else changed the file in between, what they did is left out.
 */
export function composeEdits(given: readonly FileEdit[]): NetEdit {
  const edits = withContents(given);
  const [first] = edits;
  const base = first?.contents?.base ?? null;
  const spans = spansOf(edits);
  const last = spans?.at(-1);
  if (!spans || !last) {
    const hunks = (
      joinPatches(edits) ?? edits.flatMap((edit) => (edit.contents ? toHunks(edit.contents) : edit.hunks))
    ).filter(changes);
    return { hunks: withoutUndone(hunks), after: null, ranges: null, base };
  }
  const placed = spans.flatMap((span) => carried(span, last.after));
  const hunks = withoutUndone(placed.filter(changes)).sort((a, b) => a.range.start - b.range.start);
  return {
    hunks: hunks.map(({ before, suggested }) => ({ before, suggested })),
    after: last.after,
    ranges: hunks.map(({ range }) => range),
    base,
  };
}

/** With the contents of edits that say only their patch, where the edit before says what they started from. */
function withContents(edits: readonly FileEdit[]): FileEdit[] {
  const known: FileEdit[] = [];
  for (const edit of edits) {
    const base = known.at(-1)?.contents?.after;
    const after = edit.contents || !edit.patch || base === undefined ? null : applyHunks(base, edit.patch);
    known.push(base === undefined || after === null ? edit : { ...edit, contents: { base, after } });
  }
  return known;
}

function joinPatches(edits: readonly FileEdit[]): ChangedText[] | null {
  const patches = edits.flatMap(({ contents, patch }) => (patch && !contents ? [patch] : []));
  return patches.length === edits.length ? composePatches(patches) : null;
}

/** Edits that follow each other without a break, joined; undefined where the contents of any are not known. */
function spansOf(edits: readonly FileEdit[]): Contents[] | undefined {
  const spans: Contents[] = [];
  for (const { contents } of edits) {
    if (!contents) return undefined;
    const last = spans.at(-1);
    if (last && follows(last.after, contents.base))
      spans[spans.length - 1] = { base: last.base, after: contents.after };
    else spans.push(contents);
  }
  return spans;
}

/** Whether an edit started from what the one before it left; a formatter may have run in between. */
function follows(after: string, base: string): boolean {
  return after === base || after.replace(/\s+/gu, '') === base.replace(/\s+/gu, '');
}

type PlacedHunk = ChangedText & { readonly range: TextRange };

function carried({ base, after }: Contents, last: string): PlacedHunk[] {
  const hunks = netHunks(base, after);
  const ranges = carryRange(after, last, hunks);
  return hunks.map(({ before, suggested, start }, index) => ({
    before,
    suggested,
    range: ranges[index] ?? { start, end: start },
  }));
}

function toHunks({ base, after }: Contents): ChangedText[] {
  return netHunks(base, after).map(({ before, suggested }) => ({ before, suggested }));
}

function changes({ before, suggested }: ChangedText): boolean {
  return before !== suggested;
}

/** Leaves out pairs of which the second takes the first back. */
function withoutUndone<T extends ChangedText>(hunks: readonly T[]): T[] {
  const left: T[] = [];
  for (const hunk of hunks) {
    const undone = left.findIndex(({ before, suggested }) => before === hunk.suggested && suggested === hunk.before);
    if (undone >= 0) left.splice(undone, 1);
    else left.push(hunk);
  }
  return left;
}
