import type { FollowedPart } from '../../core/follow/follower.ts';
import { placeMoved } from '../../core/follow/placeMoved.ts';
import type { Repository } from '../../node/git/git.ts';

/** So many files of one commit are read, at most: who moved code by hand changed few. */
const mostRead = 40;

/**
 * Whether a commit holds a suggestion in another file than the one it was made in.
 * @param files the files the commit changed
 * @returns what stands there, one text for each part; null where it is in none of them
 * @throws PairfolioError `git-failed`
 */
export async function movedInCommit(
  repository: Repository,
  sha: string,
  files: readonly string[],
  from: string,
  parts: readonly FollowedPart[],
): Promise<string[] | null> {
  for (const file of files.filter((other) => other !== from).slice(0, mostRead)) {
    const content = await repository.fileAt(sha, file);
    if (typeof content === 'string') continue;
    const moved = placeMoved(content.text, parts);
    if (moved) return moved.map(({ range }) => content.text.slice(range.start, range.end));
  }
  return null;
}
