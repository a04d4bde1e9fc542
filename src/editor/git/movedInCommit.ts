import type { FollowedPart } from '../../core/follow/follower.ts';
import { placeMoved } from '../../core/follow/placeMoved.ts';
import type { CommitFiles } from '../../node/git/commitFiles.ts';

/** So many files of one commit are read, at most: who moved code by hand changed few. */
const mostRead = 40;

/**
 * Whether a commit holds a suggestion in another file than the one it was made in.
 * @param from the file it was made in
 * @returns what stands there, one text for each part; null where it is in none of them
 * @throws PairfolioError `git-failed`, `cancelled`
 */
export async function movedInCommit(
  files: CommitFiles,
  from: string,
  parts: readonly FollowedPart[],
): Promise<string[] | null> {
  for (const file of files.names.filter((other) => other !== from).slice(0, mostRead)) {
    const content = await files.at(file);
    if (typeof content === 'string') continue;
    const moved = placeMoved(content.text, parts);
    if (moved) return moved.map(({ range }) => content.text.slice(range.start, range.end));
  }
  return null;
}
