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

/** A file that a commit changed. */
export interface ChangedFile {
  /** Relative to the repository, with `/`. */
  readonly name: string;
  /** Names what the commit holds of it; null where the commit deleted it. */
  readonly object: string | null;
  /** Whether it is a file of its own: no symbolic link, no submodule. */
  readonly isFile: boolean;
}

/** The files a commit changed against its first parent. @throws PairfolioError `git-failed` */
export async function changedFiles(root: string, sha: string): Promise<ChangedFile[]> {
  // `log`, since `diff-tree` shows a merge against all its parents.
  const flags = ['--first-parent', '-m', '--no-renames', '--raw', '--no-abbrev', '--format=', '-z'];
  const output = await lines(root, ['-c', 'log.showRoot=true', 'log', '-1', ...flags, sha, '--'], '\0');
  const files: ChangedFile[] = [];
  // “:100644 100644 <object before> <object after> M”, then the file.
  for (let at = 0; at + 1 < output.length; at += 2) {
    const [, mode = '', , object = ''] = (output[at] ?? '').split(' ');
    const deleted = mode === '000000';
    files.push({ name: output[at + 1] ?? '', object: deleted ? null : object, isFile: mode.startsWith('100') });
  }
  return files;
}

async function lines(root: string, args: readonly string[], separator: string): Promise<string[]> {
  const answer = await runGit(root, args, { timeout: 20_000 });
  if (answer === 'too-long' || answer.code !== 0)
    throw new PairfolioError('git-failed', 'git could not say what the last commit holds.');
  return answer.stdout.toString('utf8').split(separator).filter(Boolean);
}
