import { withoutSpace } from '../shared/space.ts';
import type { FollowedPart } from './follower.ts';
import { findSpaced } from './findSpaced.ts';

/** A text shorter than this, white space not counted, may stand in another file by chance. */
const leastTelling = 20;

/**
 * Finds a suggestion in another document after it was taken out of its own: cut and pasted, or a refactoring moved it.
 * Only its very text counts, white space apart: a file that merely resembles it is not where it went.
 * @param now the other document
 * @returns its parts there; `undefined` where one of them is missing or says too little
 */
export function placeMoved(now: string, parts: readonly FollowedPart[]): FollowedPart[] | undefined {
  const moved: FollowedPart[] = [];
  for (const { before, suggested } of parts) {
    if (withoutSpace(suggested).length < leastTelling) return undefined;
    const range = findSpaced(now, suggested);
    if (!range) return undefined;
    moved.push({ before, suggested, range });
  }
  return moved;
}
