import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

// A pull may bring thousands of commits; the developer's own are among the last.
const mostCommits = 50;

/** The commits that came between two, oldest first; only the newest of very many. `from` is null for the first commit. */
export async function commitsBetween(root: string, from: string | null, to: string): Promise<string[]> {
  const range = from === null ? [to] : [`${from}..${to}`];
  const output = await git(root, ['rev-list', '--reverse', ...range, '--']);
  const commits = output.split('\n').filter(Boolean);
  // After a reset or an amend nothing may lie between: the new head itself is the commit.
  return commits.length === 0 ? [to] : commits.slice(-mostCommits);
}

/** The files a commit changed against its first parent, relative to the repository, with `/`. */
export async function changedFiles(root: string, sha: string): Promise<string[]> {
  const output = await git(root, [
    'diff-tree',
    '-r',
    '--root',
    '-m',
    '--first-parent',
    '--no-commit-id',
    '--name-only',
    '-z',
    sha,
    '--',
  ]);
  return [...new Set(output.split('\0').filter(Boolean))];
}

/** The text of a file in a commit; `undefined` where the commit does not hold it. */
export async function fileAtCommit(root: string, sha: string, file: string): Promise<string | undefined> {
  try {
    return await git(root, ['cat-file', 'blob', `${sha}:${file}`]);
  } catch {
    return undefined;
  }
}

async function git(root: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', [...args], {
    cwd: root,
    timeout: 20_000,
    maxBuffer: 64 << 20,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
  });
  return stdout;
}
