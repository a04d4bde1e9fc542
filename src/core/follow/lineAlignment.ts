import { diffArrays } from 'diff';
import type { PlacedLine, Segment } from './alignment.ts';

/** Larger blocks are taken as replaced as a whole: a person can no longer say either which line became which. */
const mostLinePairs = 4_000;
const mostTokens = 20_000;
const maxEditLength = 1_500;

/** Lines that share a smaller part of their words are two lines, not one that was changed. */
const leastAlike = 0.4;

/** How many more words a word-by-word comparison must find before lines count as re-wrapped and not as inserted. */
const clearlyMore = 0.15;
/** The share of the words it must find at all: a few marks that any two lines share say nothing. */
const leastFound = 0.5;

interface Token {
  readonly text: string;
  readonly start: number;
}

/**
 * Which characters of some lines are still there in the lines that replaced them. First the lines most alike are paired,
 * so that lines a person added before or after stay outside; where comparing words over all lines finds clearly more,
 * the lines were wrapped differently and that is taken.
 */
export function alignLines(from: readonly PlacedLine[], to: readonly PlacedLine[]): Segment[] {
  const fromTokens = tokensOfAll(from, mostTokens);
  const total = fromTokens?.flat().length ?? 0;
  const toTokens = total === 0 ? undefined : tokensOfAll(to, mostTokens - total);
  if (!fromTokens || !toTokens) return [];
  const paired =
    from.length * to.length <= mostLinePairs
      ? pairLines(fromTokens, toTokens).flatMap(([a, b]) => alignTokens(fromTokens[a], toTokens[b]))
      : [];
  const flowing = alignTokens(fromTokens.flat(), toTokens.flat());
  const rewrapped = size(flowing) >= leastFound * total && size(flowing) - size(paired) > clearlyMore * total;
  return (rewrapped ? flowing : paired).map(toSegment);
}

/** @returns `undefined` where there are more than `most`; those of a large file are not even looked for then */
function tokensOfAll(lines: readonly PlacedLine[], most: number): Token[][] | undefined {
  const all: Token[][] = [];
  let left = most;
  for (const line of lines) {
    const tokens = tokensOf(line);
    left -= tokens.length;
    if (left < 0) return undefined;
    all.push(tokens);
  }
  return all;
}

/** Words, numbers and single marks; white space is none. */
function tokensOf({ text, start }: PlacedLine): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu)].map((match) => ({
    text: match[0],
    start: start + match.index,
  }));
}

/** Two tokens that are the same. */
type Match = readonly [from: Token, to: Token];

function size(matches: readonly Match[]): number {
  return matches.length;
}

function toSegment([from, to]: Match): Segment {
  return { from: from.start, to: to.start, length: from.text.length };
}

function alignTokens(from: readonly Token[] = [], to: readonly Token[] = []): Match[] {
  const changes = diffArrays(
    from.map(({ text }) => text),
    to.map(({ text }) => text),
    { maxEditLength },
  );
  const matches: Match[] = [];
  let [a, b] = [0, 0];
  for (const { count, added, removed } of changes ?? []) {
    if (!added && !removed) {
      for (let index = 0; index < count; index += 1) {
        const [left, right] = [from[a + index], to[b + index]];
        if (left && right) matches.push([left, right]);
      }
    }
    if (!added) a += count;
    if (!removed) b += count;
  }
  return matches;
}

/** Pairs lines in order so that the sum of their likeness is greatest. Cost: the product of the two counts. */
function pairLines(from: readonly (readonly Token[])[], to: readonly (readonly Token[])[]): [number, number][] {
  const width = to.length + 1;
  const best = new Float64Array((from.length + 1) * width); // best sum for the lines from here to the ends
  const alikes = new Float64Array(from.length * width);
  const counts = to.map(countTokens);
  for (let a = from.length - 1; a >= 0; a -= 1) {
    const own = countTokens(from[a] ?? []);
    for (let b = to.length - 1; b >= 0; b -= 1) {
      const alike = likeness(own, from[a]?.length ?? 0, counts[b], to[b]?.length ?? 0);
      const together = alike < leastAlike ? 0 : alike + at(best, (a + 1) * width + b + 1);
      alikes[a * width + b] = alike;
      best[a * width + b] = Math.max(together, at(best, (a + 1) * width + b), at(best, a * width + b + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let [a, b] = [0, 0]; a < from.length && b < to.length; ) {
    const here = at(best, a * width + b);
    const alike = at(alikes, a * width + b);
    if (alike >= leastAlike && here === alike + at(best, (a + 1) * width + b + 1)) {
      pairs.push([a, b]);
      a += 1;
      b += 1;
    } else if (here === at(best, (a + 1) * width + b)) a += 1;
    else b += 1;
  }
  return pairs;
}

function countTokens(tokens: readonly Token[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of tokens) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Dice's coefficient of two bags of words: 0 nothing shared, 1 the same words. */
function likeness(
  a: ReadonlyMap<string, number>,
  lengthA: number,
  b: ReadonlyMap<string, number> | undefined,
  lengthB: number,
): number {
  if (lengthA + lengthB === 0) return 0;
  let shared = 0;
  for (const [text, count] of a) shared += Math.min(count, b?.get(text) ?? 0);
  return (2 * shared) / (lengthA + lengthB);
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
