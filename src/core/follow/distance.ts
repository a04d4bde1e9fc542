import { withoutSpace } from '../shared/space.ts';
import { indentationLevels, isIndentationSyntax } from './indentation.ts';
import { levenshtein } from './levenshtein.ts';

/** Above so many characters (white space not counted) whole lines are compared instead of characters. */
const longestByCharacter = 20_000;

/** Above so many differing lines on both sides their order is no longer looked at, so that no text takes seconds. */
const longestByLine = 20_000;

/** One level of indentation weighs as much as it is usually wide, where it is syntax. */
const levelWeight = 4;

/** Stands for indentation among code points, all of which are positive. */
const indentation = -1;

/**
 * Relative edit distance *d* between what was suggested and what stands in its place: the Levenshtein distance over
 * code points divided by the longer length, white space removed. In languages where indentation is syntax a line's
 * level counts too (see {@link indentationLevels}). Above 20 000 characters by lines.
 * @param language VS Code language id, or null where it is not known
 * @returns 0 (the same, or both empty) to 1 (nothing in common)
 */
export function relativeDistance(suggested: string, kept: string, language: string | null): number {
  if (suggested === kept) return 0;
  const indented = isIndentationSyntax(language);
  const [a, b] = [toSymbols(suggested, indented), toSymbols(kept, indented)];
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 0;
  return longer > longestByCharacter ? distanceByLines(suggested, kept, indented) : levenshtein(a, b) / longer;
}

function toSymbols(text: string, indented: boolean): number[] {
  const symbols: number[] = [];
  if (!indented) {
    pushCodePoints(symbols, withoutSpace(text));
    return symbols;
  }
  const lines = text.split(/\r\n?|\n/);
  const levels = indentationLevels(lines);
  for (const [index, line] of lines.entries()) {
    for (let weight = levelWeight * (levels[index] ?? 0); weight > 0; weight -= 1) symbols.push(indentation);
    pushCodePoints(symbols, withoutSpace(line));
  }
  return symbols;
}

function pushCodePoints(symbols: number[], text: string): void {
  for (const character of text) symbols.push(character.codePointAt(0) ?? 0);
}

function distanceByLines(suggested: string, kept: string, indented: boolean): number {
  const numbers = new Map<string, number>();
  const [a, b] = [toLines(suggested, indented, numbers), toLines(kept, indented, numbers)];
  const longer = Math.max(a.length, b.length);
  const distance = Math.min(a.length, b.length) > longestByLine ? longer - common(a, b) : levenshtein(a, b);
  return distance / longer;
}

/** The lines that hold something, as numbers: equal lines have equal numbers. */
function toLines(text: string, indented: boolean, numbers: Map<string, number>): number[] {
  const lines = text.split(/\r\n?|\n/);
  const levels = indented ? indentationLevels(lines) : [];
  const result: number[] = [];
  for (const [index, line] of lines.entries()) {
    const bare = withoutSpace(line);
    if (bare === '') continue;
    const key = indented ? `${String(levels[index])} ${bare}` : bare;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    result.push(number);
  }
  return result;
}

/** How many lines two texts have in common, wherever they stand. */
function common(a: readonly number[], b: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const line of a) counts.set(line, (counts.get(line) ?? 0) + 1);
  let shared = 0;
  for (const line of b) {
    const left = counts.get(line) ?? 0;
    if (left > 0) {
      shared += 1;
      counts.set(line, left - 1);
    }
  }
  return shared;
}
