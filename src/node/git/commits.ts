import { PairfolioError } from '../../core/shared/errors.ts';
import { runGit } from './runGit.ts';

// A pull may bring thousands of commits; the developer's own are among the last.
const mostCommits = 50;

/**
 * The commits that came between two, oldest first; only the newest of very many.
 * @param from null before the first commit
 * @throws PairfolioError `git-failed`
 */
export async function commitsBetween(root: string, from: string | null, to: string): Promise<string[]> {
  const range = from === null ? [to] : [`${from}..${to}`];
  const output = await lines(root, ['rev-list', '--reverse', ...range, '--'], '\n');
  // After a reset or an amend nothing may lie between: the new head itself is the commit.
  return output.length === 0 ? [to] : output.slice(-mostCommits);
}

/** Whether one commit is part of another's history: if not, the history was rewritten, or another branch checked out. */
export async function isAncestor(root: string, older: string, newer: string): Promise<boolean> {
  const answer = await runGit(root, ['merge-base', '--is-ancestor', older, newer], { timeout: 20_000 });
  return answer !== 'too-long' && answer.code === 0;
}

/** What the newest entry of HEAD's log says git did: `commit`, `checkout`, `rebase (finish)`; empty where it says nothing. */
export async function lastAction(root: string): Promise<string> {
  const answer = await runGit(root, ['reflog', 'show', '-1', '--format=%gs', 'HEAD', '--'], { timeout: 5000 });
  const subject = answer === 'too-long' || answer.code !== 0 ? '' : answer.stdout.toString('utf8');
  return subject.slice(0, Math.max(0, subject.indexOf(':')));
}

/** When a commit was made: milliseconds since 1970, whole seconds. @throws PairfolioError `git-failed` */
export async function commitTime(root: string, sha: string): Promise<number> {
  const [seconds = ''] = await lines(root, ['show', '--no-patch', '--format=%ct', sha, '--'], '\n');
  return Number(seconds) * 1000;
}

/** The files a commit changed against its first parent, relative to the repository, with `/`. @throws PairfolioError `git-failed` */
export async function changedFiles(root: string, sha: string): Promise<string[]> {
  const flags = ['-r', '--root', '-m', '--first-parent', '--no-renames', '--no-commit-id', '--name-only', '-z'];
  return [...new Set(await lines(root, ['diff-tree', ...flags, sha, '--'], '\0'))];
}

async function lines(root: string, args: readonly string[], separator: string): Promise<string[]> {
  const answer = await runGit(root, args, { timeout: 20_000 });
  if (answer === 'too-long' || answer.code !== 0)
    throw new PairfolioError('git-failed', 'git could not say what the last commit holds.');
  return answer.stdout.toString('utf8').split(separator).filter(Boolean);
}
