import { netHunks } from '../../follow/hunks.ts';
import { oldLines, type PatchHunk } from './patch.ts';
import type { ChangedText } from './transcript.ts';

/**
 * A stretch of a file of which only what patches tell is known: lines nobody spoke of (`count` of them, perhaps without
 * end), or one line with what became of it.
 */
type Stretch =
  | { readonly kind: 'unknown'; readonly count: number }
  | { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

/**
 * What several patches of one file add up to, without its content: a line that one of them wrote and a later one took
 * out leaves nothing.
 * @param patches in the order they were applied
 * @returns null where they do not fit each other: somebody else changed the file in between, or lines have no numbers
 */
export function composePatches(patches: readonly (readonly PatchHunk[])[]): ChangedText[] | null {
  let file: Stretch[] = [{ kind: 'unknown', count: Infinity }];
  for (const hunks of patches) {
    // Numbers are those before the patch: from the end on, each hunk leaves the others theirs.
    for (const hunk of [...hunks].reverse()) {
      const changed = apply(file, hunk);
      if (!changed) return null;
      file = changed;
    }
  }
  return changesIn(file);
}

function apply(file: readonly Stretch[], hunk: PatchHunk): Stretch[] | null {
  if (hunk.start === null) return null;
  const [above, rest] = splitAt(file, hunk.start);
  const length = oldLines(hunk).length;
  const [touched, below] = splitAt(rest, length);
  const now = linesOf(touched, length);
  const changed: Stretch[] = [];
  let next = 0;
  for (const line of hunk.lines) {
    if (line.kind === 'added') {
      changed.push(line);
      continue;
    }
    // What was removed before stays where it was: it is still missing.
    while (now[next]?.kind === 'removed') changed.push(now[next++] ?? line);
    const there = now[next++];
    if (!there) return null;
    if (there.kind === 'unknown') changed.push(line);
    else if (there.text !== line.text) return null;
    else if (line.kind === 'same') changed.push(there);
    else if (there.kind === 'same') changed.push(line);
  }
  return [...above, ...changed, ...now.slice(next), ...below];
}

/** A file in two: so many lines as they are now, and the rest. Lines removed at the cut belong to the first part. */
function splitAt(file: readonly Stretch[], lines: number): [Stretch[], Stretch[]] {
  const first: Stretch[] = [];
  let left = lines;
  for (const [index, stretch] of file.entries()) {
    const count = stretch.kind === 'unknown' ? stretch.count : stretch.kind === 'removed' ? 0 : 1;
    if (count > left) {
      if (stretch.kind !== 'unknown') return [first, file.slice(index)];
      const parts: Stretch[] = [{ kind: 'unknown', count: count - left }, ...file.slice(index + 1)];
      return [left > 0 ? [...first, { kind: 'unknown', count: left }] : first, parts];
    }
    first.push(stretch);
    left -= count;
  }
  return [first, []];
}

/** Each line on its own. */
function linesOf(stretches: readonly Stretch[], most: number): Stretch[] {
  return stretches.flatMap((stretch) =>
    stretch.kind === 'unknown'
      ? Array.from({ length: Math.min(stretch.count, most) }, (): Stretch => ({ kind: 'unknown', count: 1 }))
      : [stretch],
  );
}

function changesIn(file: readonly Stretch[]): ChangedText[] {
  const changes: ChangedText[] = [];
  let [before, suggested]: [string[], string[]] = [[], []];
  const close = (): void => {
    const hunks = netHunks(toText(before), toText(suggested));
    changes.push(...hunks.map((hunk) => ({ before: hunk.before, suggested: hunk.suggested })));
    [before, suggested] = [[], []];
  };
  for (const stretch of file) {
    if (stretch.kind === 'removed') before.push(stretch.text);
    else if (stretch.kind === 'added') suggested.push(stretch.text);
    else close();
  }
  close();
  return changes;
}

function toText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
