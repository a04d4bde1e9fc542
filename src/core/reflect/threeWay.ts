import { diffArrays, type ArrayChange } from 'diff';

/**
 * What a line is:
 * `same` stood before and stands now · `before` stood before and is gone · `kept` offered and kept ·
 * `dropped` offered and not kept · `written` in neither and stands now · `restored` stood before, was replaced, is back ·
 * `gap` stands for `hidden` unchanged lines.
 */
export const lineKinds = ['same', 'before', 'kept', 'dropped', 'written', 'restored', 'gap'] as const;
export type LineKind = (typeof lineKinds)[number];

export interface ThreeWayLine {
  readonly kind: LineKind;
  readonly text: string;
}

/** Lines of the suggestion by what became of them. `null` where the kept text is not known. */
export interface LineCounts {
  readonly offered: number;
  readonly kept: number | null;
  readonly written: number | null;
  readonly restored: number | null;
}

/** Where two texts differ more than this (lines), no line-by-line comparison is tried. */
const mostEdits = 1_000;

/**
 * Before → suggested → kept as one list of lines in reading order.
 * @param kept what stands now; `null` where it is not known, and then what was offered counts as standing
 */
export function threeWay(
  before: string,
  suggested: string,
  kept: string | null,
): { lines: ThreeWayLine[]; counts: LineCounts } {
  if (kept === before && kept !== suggested) return takenBack(before, suggested);
  const offered = compare(linesOf(before), linesOf(suggested));
  const standing = compare(linesOf(suggested), linesOf(kept ?? suggested));
  const lines: ThreeWayLine[] = [];
  // Both comparisons run along the suggestion. Between two of its lines may stand lines it replaced and lines written since.
  for (let at = 0; at <= offered.lines.length; at++) {
    for (const text of offered.between[at]?.removed ?? []) lines.push({ kind: 'before', text });
    for (const text of standing.between[at]?.added ?? []) lines.push({ kind: 'written', text });
    const line = offered.lines[at];
    if (!line) break;
    const stands = standing.stays[at] === true;
    const kind: LineKind = line.added ? (stands ? 'kept' : 'dropped') : stands ? 'same' : 'before';
    lines.push({ kind, text: line.text });
  }
  const settled = settleRuns(lines);
  const count = (kind: LineKind): number => settled.filter((line) => line.kind === kind).length;
  const known = kept !== null;
  return {
    lines: settled,
    counts: {
      offered: offered.lines.filter((line) => line.added).length,
      kept: known ? count('kept') : null,
      written: known ? count('written') : null,
      restored: known ? count('restored') : null,
    },
  };
}

/** All put back: one comparison, because two might pair equal lines differently. */
function takenBack(before: string, suggested: string): { lines: ThreeWayLine[]; counts: LineCounts } {
  const lines: ThreeWayLine[] = [];
  for (const { value, added, removed } of changesOf(linesOf(suggested), linesOf(before))) {
    const kind = removed ? 'dropped' : added ? 'restored' : 'same';
    lines.push(...value.map((text) => ({ kind, text }) as const));
  }
  const count = (kind: LineKind): number => lines.filter((line) => line.kind === kind).length;
  return { lines, counts: { offered: count('dropped'), kept: 0, written: 0, restored: count('restored') } };
}

/** Lines of a text without their ends; none for an empty text. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

interface Comparison {
  /** The lines of the new text and whether each is new. */
  readonly lines: { readonly text: string; readonly added: boolean }[];
  /** For each line of the old text, whether it is in the new one. */
  readonly stays: boolean[];
  /** At index n: lines removed before the new text's line n, and lines added before the old text's line n. */
  readonly between: { removed: string[]; added: string[] }[];
}

function compare(from: readonly string[], to: readonly string[]): Comparison {
  const result: Comparison = { lines: [], stays: [], between: [] };
  const gap = (index: number): { removed: string[]; added: string[] } =>
    (result.between[index] ??= { removed: [], added: [] });
  for (const { value, added, removed } of changesOf(from, to)) {
    for (const text of value) {
      if (removed) {
        gap(result.lines.length).removed.push(text);
        result.stays.push(false);
      } else {
        if (added) gap(result.stays.length).added.push(text);
        else result.stays.push(true);
        result.lines.push({ text, added });
      }
    }
  }
  return result;
}

function changesOf(
  from: readonly string[],
  to: readonly string[],
): Pick<ArrayChange<string>, 'value' | 'added' | 'removed'>[] {
  return (
    diffArrays([...from], [...to], { maxEditLength: mostEdits }) ?? [
      { value: [...from], removed: true, added: false },
      { value: [...to], removed: false, added: true },
    ]
  );
}

/**
 * In each run of changes, what is gone stands before what came, as readers of differences expect. Lines that were
 * replaced and written again are back: a revert is not writing of one's own.
 */
function settleRuns(lines: readonly ThreeWayLine[]): ThreeWayLine[] {
  const settled: ThreeWayLine[] = [];
  let run: ThreeWayLine[] = [];
  const textsOf = (kind: LineKind): string[] => run.filter((line) => line.kind === kind).map(({ text }) => text);
  const flush = (): void => {
    const gone: ThreeWayLine[] = [];
    const came: ThreeWayLine[] = [];
    for (const { value, added, removed } of changesOf(textsOf('before'), textsOf('written'))) {
      const kind = removed ? 'before' : added ? 'written' : 'restored';
      (removed ? gone : came).push(...value.map((text) => ({ kind, text }) as const));
    }
    settled.push(...gone, ...run.filter(({ kind }) => kind === 'dropped'), ...came);
    run = [];
  };
  for (const line of lines) {
    if (line.kind === 'same' || line.kind === 'kept') {
      flush();
      settled.push(line);
    } else run.push(line);
  }
  flush();
  return settled;
}
