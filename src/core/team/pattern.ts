import { automation } from '../portfolio/pattern.ts';
import { PairfolioError } from '../shared/errors.ts';
import { patterns, type Pattern } from '../shared/words.ts';
import { apportion } from './votes.ts';

export const patternWords: Readonly<Record<Pattern, string>> = {
  directive: 'handed over whole (directive)',
  'feedback-loop': 'repeated until a check passed (feedback loop)',
  iteration: 'written together (iteration)',
  learning: 'used to learn (learning)',
  validation: 'own work checked or corrected (validation)',
};

/**
 * The two blocks that follow from how often each pattern occurs.
 * @param counts in the order of {@link patterns}
 */
export function patternVotes(counts: readonly number[]): [block: string, votes: number[]][] {
  const handedOver = patterns.reduce(
    (sum, name, index) => sum + (automation.includes(name) ? (counts[index] ?? 0) : 0),
    0,
  );
  const all = counts.reduce((sum, count) => sum + count, 0);
  return [
    ['collaboration', apportion([all - handedOver, handedOver])],
    ['pattern', apportion(counts)],
  ];
}

/**
 * Reads what a member says of the pattern instead: `directive=3,iteration=7`, any whole numbers, of which only the
 * shares count. Patterns left out have none.
 * @returns counts in the order of {@link patterns}
 * @throws PairfolioError `usage`
 */
export function parsePatterns(text: string): number[] {
  const counts = new Map<string, number>();
  for (const part of text.split(',')) {
    const [, name = '', count = ''] = /^\s*([a-z-]+)\s*=\s*(\d{1,6})\s*$/.exec(part) ?? [];
    if (!patterns.some((known) => known === name) || counts.has(name))
      throw new PairfolioError(
        'usage',
        `A pattern is written like directive=3,iteration=7, each once, of ${patterns.join(', ')}.`,
      );
    counts.set(name, Number(count));
  }
  const all = patterns.map((name) => counts.get(name) ?? 0);
  if (all.every((count) => count === 0)) throw new PairfolioError('usage', 'A pattern needs a number above 0.');
  return all;
}
