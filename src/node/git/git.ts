import fs from 'node:fs';
import path from 'node:path';
import { PairfolioError } from '../../core/shared/errors.ts';
import { decodeText, longestDocument } from '../text.ts';
import { runGit, type GitAnswer, type GitLimits } from './runGit.ts';

/** A commit as far as following needs it. */
export interface Commit {
  readonly sha: string;
  /** Committer date in milliseconds since 1970; git keeps whole seconds. */
  readonly time: number;
  readonly subject: string;
}

/** A file's content at a commit: its text, `absent`, or `unreadable` (no text, or larger than 32 MiB). */
export type FileAt = { readonly text: string } | 'absent' | 'unreadable';

/** Which commits are looked at: those of the checked out branch, or of all branches, remote ones included. */
export type Reach = 'head' | 'all';

/** Reads one repository; changes nothing in it. All paths are relative to its root, with `/`, as git has them. */
export class Repository {
  /** The work tree's folder, without symbolic links. */
  readonly root: string;
  readonly #signal: AbortSignal | undefined;

  constructor(root: string, signal?: AbortSignal) {
    this.root = root;
    this.#signal = signal;
  }

  /**
   * Finds the repository a folder is in, or was in before it was deleted.
   * @returns null where there is none, or git refuses it
   * @throws PairfolioError `git-failed`, `cancelled`
   */
  static async find(folder: string, signal?: AbortSignal): Promise<Repository | null> {
    const existing = nearestFolder(folder);
    if (existing === null) return null;
    const answer = await runGit(existing, ['rev-parse', '--show-toplevel'], signal ? { signal } : {});
    if (answer === 'too-long' || answer.code !== 0) return null;
    const root = answer.stdout.toString('utf8').replace(/\r?\n$/, '');
    return root === '' ? null : new Repository(fs.realpathSync(root), signal);
  }

  /** As {@link find}. @throws PairfolioError `no-repository` where there is none */
  static async open(folder: string, signal?: AbortSignal): Promise<Repository> {
    const found = fs.existsSync(folder) ? await Repository.find(folder, signal) : null;
    if (!found) throw new PairfolioError('no-repository', `There is no git repository at ${folder}.`);
    return found;
  }

  /** The commit checked out; null before the first one. */
  async head(): Promise<Commit | null> {
    const answer = await this.#run(['log', '-1', format, 'HEAD', '--']);
    return answer.code === 0 ? (parseCommits(answer.stdout)[0] ?? null) : null;
  }

  /** Commits that changed a file, by committer date from `since` on (milliseconds, rounded down to its second), oldest first. */
  async commitsTouching(file: string, since: number, reach: Reach): Promise<Commit[]> {
    const from = Math.floor(since / 1000) * 1000;
    const which = reach === 'head' ? ['HEAD'] : ['--branches', '--remotes', '--tags', 'HEAD'];
    const answer = await this.#run(['log', format, `--since=${new Date(from).toISOString()}`, ...which, '--', file]);
    if (answer.code !== 0) return []; // no commit yet
    const commits = parseCommits(answer.stdout).reverse();
    return commits.filter(({ time }) => time >= from).sort((a, b) => a.time - b.time);
  }

  /** What a file held at a commit. */
  async fileAt(commit: string, file: string): Promise<FileAt> {
    const entry = await this.#run(['ls-tree', '-z', '-l', commit, '--', file]);
    const [, mode, object, size] = /^(\d+) \w+ (\w+) +(\d+|-)\t/.exec(entry.stdout.toString('utf8')) ?? [];
    if (entry.code !== 0 || mode === undefined || object === undefined) return 'absent';
    if (!mode.startsWith('100') || Number(size) > longestDocument) return 'unreadable';
    const blob = await this.#run(['cat-file', 'blob', object], { most: longestDocument + 1 });
    return blob.code === 0 ? toFile(blob.stdout) : 'unreadable';
  }

  /** The note on a commit below `refs/notes/<ref>`; null where there is none. */
  async note(ref: string, commit: string): Promise<string | null> {
    const answer = await this.#run(['notes', `--ref=${ref}`, 'show', commit]);
    return answer.code === 0 ? answer.stdout.toString('utf8') : null;
  }

  /** What a file in the work tree holds now. Git tracks a link, not what it leads to: that is not read. */
  workTreeFile(file: string): FileAt {
    return readDisk(path.join(this.root, file), fs.lstatSync);
  }

  /** Whether a file in the work tree and the index is as the commit checked out has it; also where neither has it. */
  async isAsInHead(file: string): Promise<boolean> {
    const answer = await this.#run([
      'status',
      '--porcelain',
      '-z',
      '--untracked-files=all',
      '--ignored',
      '--no-renames',
      '--',
      file,
    ]);
    return answer.code === 0 && answer.stdout.length === 0;
  }

  /** Where a commit that took a file away moved it, if it did. */
  async renamedTo(commit: string, file: string): Promise<string | null> {
    const answer = await this.#run([
      'diff-tree',
      '-r',
      '-z',
      '-M',
      '--root',
      '--no-commit-id',
      '--name-status',
      '--diff-filter=R',
      commit,
    ]);
    const parts = answer.stdout.toString('utf8').split('\0');
    for (let at = 0; at + 2 < parts.length; at += 3) if (parts[at + 1] === file) return parts[at + 2] ?? null;
    return null;
  }

  async #run(args: readonly string[], limits: GitLimits = {}): Promise<GitAnswer> {
    const answer = await runGit(this.root, args, { ...limits, ...(this.#signal ? { signal: this.#signal } : {}) });
    if (answer === 'too-long')
      throw new PairfolioError('git-failed', `git said more about ${this.root} than can be read.`);
    return answer;
  }
}

/** The folder itself, or the nearest one above it that still exists. */
export function nearestFolder(folder: string): string | null {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    try {
      if (fs.statSync(at).isDirectory()) return at;
    } catch {
      // gone: look above
    }
    if (path.dirname(at) === at) return null;
  }
}

/** What a file on the disk holds. @param stat `lstatSync` where a link is not to be followed */
export function readDisk(file: string, stat: (file: string) => fs.Stats = fs.statSync): FileAt {
  try {
    const stats = stat(file);
    return stats.isFile() && stats.size <= longestDocument ? toFile(fs.readFileSync(file)) : 'unreadable';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : 'unreadable';
  }
}

const format = '--format=%H%x00%ct%x00%s%x00';

function parseCommits(stdout: Buffer): Commit[] {
  const parts = stdout.toString('utf8').split('\0');
  const commits: Commit[] = [];
  for (let at = 0; at + 2 < parts.length; at += 3) {
    commits.push({ sha: (parts[at] ?? '').trim(), time: Number(parts[at + 1]) * 1000, subject: parts[at + 2] ?? '' });
  }
  return commits;
}

/** What the bytes of a file say. */
export function toFile(bytes: Buffer): FileAt {
  const text = decodeText(bytes);
  return text === null ? 'unreadable' : { text };
}
