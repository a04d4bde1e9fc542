import { withoutSpace } from '../../core/shared/space.ts';
import { nearText } from './places.ts';
import type { FollowedRepository } from './followDecision.ts';
import { pathKey } from './history.ts';
import type { Trace } from './trace.ts';

/** Shorter texts are found by chance. White space not counted. */
const leastMoved = 20;

/** How many files are searched for one text. */
const mostFiles = 40;

/**
 * Where code went that is not in its file any more: into another one that the same commit changed.
 * @param text what stood in the place at first
 * @returns what stands there in the end, and the commit that moved it; null where it went nowhere
 * @throws PairfolioError `git-failed`, `cancelled`
 */
export async function findMoved(
  { texts }: FollowedRepository,
  { steps, path, last }: Trace,
  text: string,
  language: string | null,
): Promise<{ readonly text: string; readonly sha: string } | null> {
  if (withoutSpace(text).length < leastMoved) return null;
  const wanted = { suggested: text, language };
  let searched = 0;
  for (const { commit } of steps) {
    for (const change of commit.changes) {
      if (change.new === null || pathKey(change.to) === pathKey(path)) continue;
      if ((searched += 1) > mostFiles) return null;
      const now = await texts.read(change.new, change.to);
      if (now === null || nearText(now, wanted) === '') continue;
      const before = change.old === null ? '' : await texts.read(change.old, change.from);
      if (before === null || nearText(before, wanted) !== '') continue;
      const later = await texts.read(`${last.sha}:${change.to}`, change.to);
      return { text: later === null ? '' : nearText(later, wanted), sha: commit.sha };
    }
  }
  return null;
}
