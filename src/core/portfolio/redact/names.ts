import { PairfolioError } from '../../shared/errors.ts';
import { nameWords, patternOf, replacementFor, standsAlone } from './nameForms.ts';

// Names of clients, projects and people, replaced the same way wherever a portfolio would show them.

/** A name that is not to be published, and what stands in its place; where that is empty, "Name 1", "Name 2" … by its place in the list. */
export interface NameRule {
  readonly name: string;
  readonly instead: string;
}

/** Replaces every listed name. The same text gives the same result, and doing it twice changes nothing more. */
export interface NameReplacer {
  /** @returns the very same string where no name stands in it, else the text in NFC with as many lines */
  readonly replace: (text: string) => string;
  /** @returns whether a listed name stands in it */
  readonly hasName: (text: string) => boolean;
}

interface Compiled {
  readonly name: string;
  readonly instead: string;
  readonly pattern: RegExp;
}

interface Match {
  readonly start: number;
  readonly end: number;
  readonly rule: Compiled;
}

/** A name that stands beside a replacement may only show after it was made. */
const mostRounds = 8;

/** Ids, hashes and marks of masked secrets: letters in them are no words. */
const noWords =
  /\[secret:[a-z0-9-]+\]|(?<![\p{L}\p{N}])(?=[0-9a-f-]*\d)(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{7,})(?![\p{L}\p{N}])/gu;

/**
 * Prepares a list of names. Longer names go first, so that a name within another does not break it.
 * @param at says where in the user's list a rule stands, for errors
 * @throws PairfolioError `usage` for a name that cannot be replaced: too short, listed twice, or put back by a replacement
 */
export function compileNames(
  rules: readonly NameRule[],
  at: (index: number) => string = (index) => `Name ${String(index + 1)} of the list`,
): NameReplacer {
  const known = new Map<string, number>();
  const compiled = rules.map((rule, index): Compiled => {
    const name = rule.name.normalize('NFC').trim();
    const words = nameWords(name);
    const key = words.join('').toLowerCase();
    if (Array.from(key).length < 2)
      throw new PairfolioError('usage', `${at(index)} is no name: it needs at least two letters or digits.`);
    if (known.has(key)) throw new PairfolioError('usage', `${at(index)} is listed twice; keep one of the two.`);
    known.set(key, index);
    const instead = rule.instead.normalize('NFC').trim();
    return {
      name,
      instead: instead === '' ? `Name ${String(index + 1)}` : instead,
      pattern: patternOf(name),
    };
  });
  const longestFirst = [...compiled].sort((a, b) => b.name.length - a.name.length);
  compiled.forEach(({ instead }, index) => {
    if (/[\p{Cc}\p{Cf}]/u.test(instead) || nameWords(instead).length === 0)
      throw new PairfolioError('usage', `${at(index)} has a replacement without letters, or with hidden characters.`);
    if (formsOf(instead).some((form) => findNames(form, longestFirst).length > 0))
      throw new PairfolioError(
        'usage',
        `${at(index)} has a replacement that holds a name of the list; choose another replacement.`,
      );
  });
  return {
    replace(text) {
      if (longestFirst.length === 0) return text;
      let result = text.normalize('NFC');
      for (let round = 0; round < mostRounds; round += 1) {
        const found = findNames(result, longestFirst);
        if (found.length === 0) return round === 0 ? text : result;
        result = replaced(result, found);
      }
      return result;
    },
    hasName(text) {
      return longestFirst.length > 0 && findNames(text.normalize('NFC'), longestFirst).length > 0;
    },
  };
}

function formsOf(instead: string): string[] {
  const words = nameWords(instead);
  return [instead, ...['', ' ', '_', '-'].map((between) => words.join(between))];
}

function findNames(text: string, rules: readonly Compiled[]): Match[] {
  const found: Match[] = [];
  for (const rule of rules) {
    rule.pattern.lastIndex = 0;
    for (let hit = rule.pattern.exec(text); hit; hit = rule.pattern.exec(text)) {
      const [start, end] = [hit.index, hit.index + hit[0].length];
      // A match that is no name of its own may begin a letter earlier than one that is.
      rule.pattern.lastIndex = start + 1;
      if (!standsAlone(text, start, end)) continue;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ start, end, rule });
      rule.pattern.lastIndex = end;
    }
  }
  if (found.length === 0) return found;
  const ids = Array.from(text.matchAll(noWords), (run) => [run.index, run.index + run[0].length] as const);
  return found
    .filter(({ start, end }) => !ids.some(([from, to]) => from <= start && end <= to))
    .sort((a, b) => a.start - b.start);
}

function replaced(text: string, found: readonly Match[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, rule } of found) {
    result += text.slice(done, start) + replacementFor(text, start, end, rule);
    done = end;
  }
  return result + text.slice(done);
}
