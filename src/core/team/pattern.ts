import type { DecisionGroup } from '../portfolio/groups.ts';
import { PairfolioError } from '../shared/errors.ts';
import { apportion } from './votes.ts';

/**
 * How work is shared between a person and a model, as the Anthropic Economic Index divides it (Handa et al. 2025):
 * directive and feedback loop are automation; iteration, learning and validation are augmentation.
 */
export const patterns = ['directive', 'feedback-loop', 'iteration', 'learning', 'validation'] as const;
export type Pattern = (typeof patterns)[number];

/** The patterns in which the model does the work. The others are augmentation: it helps a person to do it. */
const automation: readonly Pattern[] = ['directive', 'feedback-loop'];

export const patternWords: Readonly<Record<Pattern, string>> = {
  directive: 'handed over whole (directive)',
  'feedback-loop': 'repeated until a check passed (feedback loop)',
  iteration: 'written together (iteration)',
  learning: 'used to learn (learning)',
  validation: 'own work checked or corrected (validation)',
};

/**
 * Guesses the pattern of each decision from what was recorded. Rough, so the member may state it otherwise:
 *
 * 1. the member said that they wrote it themselves to learn: learning
 * 2. a next edit corrects what the person is writing: validation; an inline suggestion continues it: iteration
 * 3. a turn after one of the same session whose check had failed: feedback loop
 * 4. a turn of a session with several, or a suggestion that was changed or not kept: iteration
 * 5. all other answers of agents and chats, taken as they came: directive
 *
 * @param groups the decisions of a window, oldest first
 * @returns a pattern for each, in their order
 */
export function patternsOf(groups: readonly DecisionGroup[]): Pattern[] {
  const sessions = new Map<string, DecisionGroup[]>();
  for (const group of groups) {
    const session = sessionOf(group);
    if (session !== undefined) sessions.set(session, [...(sessions.get(session) ?? []), group]);
  }
  return groups.map((group) => {
    const [part] = group.parts;
    if (group.reflection?.reasons.includes('to-learn') === true) return 'learning';
    if (part?.body.surface === 'next-edit') return 'validation';
    if (part?.body.surface === 'inline') return 'iteration';
    const turns = sessions.get(sessionOf(group) ?? '') ?? [group];
    if (turns.some((other) => other.at < group.at && hasFailed(other, group.at))) return 'feedback-loop';
    return turns.length > 1 || group.verdict !== 'trusted' ? 'iteration' : 'directive';
  });
}

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

function sessionOf({ parts: [part] }: DecisionGroup): string | undefined {
  return part?.body.turn?.session;
}

function hasFailed({ parts }: DecisionGroup, before: string): boolean {
  return parts.some(({ verification }) => verification.some(({ result, at }) => result === 'failed' && at < before));
}
