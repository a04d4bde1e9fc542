import { diffArrays } from 'diff';
import type { ShownLine } from './excerpt.ts';
import type { LineKind } from './threeWay.ts';

/** A part of a line: UTF-16 offsets, the end exclusive. */
export type Mark = readonly [start: number, end: number];

/** A line as it is shown, with the words by which it differs from the line it took the place of. */
export interface MarkedLine extends ShownLine {
  readonly marks?: readonly Mark[];
}

/** Lines with less than this share of their characters in common are different lines, not one that was changed. */
const alike = 0.5;

const gone: ReadonlySet<LineKind> = new Set(['before', 'dropped']);
const came: ReadonlySet<LineKind> = new Set(['kept', 'written', 'restored']);

/**
 * Marks what changed inside lines: in each run of changes a line that went is compared with the first later one that is
 * much like it.
 */
export function markWords(lines: readonly ShownLine[]): MarkedLine[] {
  const marked: MarkedLine[] = [...lines];
  for (let start = 0; start < lines.length; start++) {
    if (!isChange(lines[start])) continue;
    let end = start;
    while (isChange(lines[end])) end += 1;
    markRun(marked, start, end);
    start = end;
  }
  return marked;
}

function isChange(line: ShownLine | undefined): boolean {
  return line !== undefined && (gone.has(line.kind) || came.has(line.kind));
}

function markRun(lines: MarkedLine[], start: number, end: number): void {
  const places = Array.from({ length: end - start }, (_, index) => start + index);
  const new_ = places.filter((at) => came.has(lines[at]?.kind ?? 'gap'));
  for (const at of places) {
    const old = lines[at];
    if (!old || !gone.has(old.kind)) continue;
    for (const [index, other] of new_.entries()) {
      const line = lines[other];
      const compared = line && compare(old.text, line.text);
      if (!compared) continue;
      lines[at] = { ...old, marks: compared.removed };
      lines[other] = { ...line, marks: compared.added };
      // Lines changed in place keep their order: what stands above this one is no candidate any more.
      new_.splice(0, index + 1);
      break;
    }
  }
}

function compare(from: string, to: string): { removed: Mark[]; added: Mark[] } | undefined {
  const changes = diffArrays(wordsOf(from), wordsOf(to));
  const removed: Mark[] = [];
  const added: Mark[] = [];
  let [inFrom, inTo, common] = [0, 0, 0];
  for (const change of changes) {
    const text = change.value.join('');
    if (change.removed) add(removed, inFrom, inFrom + text.length);
    else if (change.added) add(added, inTo, inTo + text.length);
    else common += text.replaceAll(/\s/g, '').length;
    if (!change.added) inFrom += text.length;
    if (!change.removed) inTo += text.length;
  }
  const longer = Math.max(from.replaceAll(/\s/g, '').length, to.replaceAll(/\s/g, '').length);
  return longer > 0 && common / longer >= alike ? { removed, added } : undefined;
}

/** Marks that touch are one. */
function add(marks: Mark[], start: number, end: number): void {
  const last = marks.at(-1);
  if (last?.[1] === start) marks[marks.length - 1] = [last[0], end];
  else marks.push([start, end]);
}

/** Names and numbers whole, white space in runs, every other character by itself. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_$]+|\s+|[^]/gu) ?? [];
}
