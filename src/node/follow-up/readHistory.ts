import { PairfolioError } from '../../core/shared/errors.ts';
import { startGit } from '../git/gitProcess.ts';
import { History, pathKey, type Change, type HistoryCommit } from './history.ts';

/** What is read. */
export interface HistoryWish {
  readonly root: string;
  /** Sha of the commit checked out; null before the first. */
  readonly head: string | null;
  /** Paths to follow, under whatever name they come to have. */
  readonly paths: Iterable<string>;
  /** Commits before this time (milliseconds) are not needed. */
  readonly since: number;
  readonly signal?: AbortSignal | undefined;
}

/** A commit that touches more files than this is not searched for where code moved. */
const mostChanges = 500;

/**
 * Reads the history of all branches in one `git log`, streaming: only commits that touch a followed file keep their
 * changes, so memory grows with what is followed.
 * @throws PairfolioError `git-failed`, `cancelled`
 */
export async function readHistory(wish: HistoryWish): Promise<History> {
  // git before 2.31 (2021) does not know --diff-merges=first-parent; -m shows the first parent's difference first.
  const commits = (await readCommits(wish, ['--diff-merges=first-parent'])) ?? (await readCommits(wish, ['-m']));
  if (!commits) throw new PairfolioError('git-failed', 'git could not tell the history of a repository.');
  return new History(commits, wish.head);
}

/** @returns null where git refused */
async function readCommits(wish: HistoryWish, merges: readonly string[]): Promise<HistoryCommit[] | null> {
  if (wish.head === null) return [];
  const since = `--since=${new Date(Math.max(0, wish.since)).toISOString()}`;
  const flags = ['--topo-order', '--reverse', '--raw', '-z', '-M', '-l1000', '--no-abbrev', '--no-ext-diff'];
  const quiet = ['--no-notes', '--no-color', '--encoding=UTF-8', '--ignore-submodules=all'];
  const format = '--format=%x01%H%x00%P%x00%ct%x00%at%x00%ae%x00%s%x00';
  const refs = ['HEAD', '--branches', '--remotes'];
  const process = startGit(wish.root, ['log', ...flags, ...quiet, ...merges, format, since, ...refs, '--'], {
    silence: 120_000,
    signal: wish.signal,
  });
  process.stdin.end();
  const parser = new LogParser(wish.paths);
  process.stdout.on('data', (chunk: Buffer) => parser.take(chunk));
  const code = await process.ended;
  parser.end();
  return code === 0 ? parser.commits : null;
}

/** Reads what `git log -z --raw` writes, piece by piece. */
export class LogParser {
  readonly commits: HistoryCommit[] = [];
  readonly #followed: Set<string>;
  readonly #bySha = new Map<string, number>();
  #rest: Buffer = Buffer.alloc(0);
  #header: string[] | null = null;
  #changes: Change[] = [];
  /** What a line that begins with a colon said, and the paths that came after it. */
  #raw: { readonly words: readonly string[]; readonly paths: string[] } | null = null;

  constructor(paths: Iterable<string>) {
    this.#followed = new Set([...paths].map(pathKey));
  }

  take(chunk: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
      this.#token(bytes.toString('utf8', start, end));
      start = end + 1;
    }
    this.#rest = bytes.subarray(start);
  }

  end(): void {
    this.#finish();
  }

  #token(token: string): void {
    if (this.#raw) {
      this.#path(token);
      return;
    }
    const text = token.startsWith('\n') ? token.slice(1) : token;
    if (this.#header && this.#header.length < 6) this.#header.push(text);
    else if (text.startsWith('\u0001')) {
      this.#finish();
      this.#header = [text.slice(1)];
    } else if (text.startsWith(':')) this.#raw = { words: text.slice(1).split(' '), paths: [] };
  }

  #path(path: string): void {
    if (!this.#raw) return;
    const { words, paths } = this.#raw;
    paths.push(path);
    const [oldMode = '', newMode = '', oldId = '', newId = '', letter = ''] = words;
    const status = letter.charAt(0);
    if (paths.length < (status === 'R' || status === 'C' ? 2 : 1)) return;
    this.#raw = null;
    const [from = '', to = from] = paths;
    const content = (mode: string, id: string): string | null => (mode.startsWith('100') ? id : null);
    this.#changes.push({ status, from, to, old: content(oldMode, oldId), new: content(newMode, newId) });
  }

  #finish(): void {
    const [sha, parents = '', time, authored = '', author = '', subject = ''] = this.#header ?? [];
    const changes = this.#changes;
    this.#header = null;
    this.#changes = [];
    // With -m a merge comes once for each parent; the first says what it brought into its branch.
    if (sha === undefined || this.#bySha.has(sha)) return;
    const concerned = changes.filter(
      ({ from, to }) => this.#followed.has(pathKey(from)) || this.#followed.has(pathKey(to)),
    );
    for (const { status, to } of concerned) if (status === 'R') this.#followed.add(pathKey(to));
    const [first, ...others] = parents.split(' ').filter(Boolean);
    this.#bySha.set(sha, this.commits.length);
    this.commits.push({
      sha,
      parents: [first, ...others].map((parent) => this.#bySha.get(parent ?? '') ?? -1),
      time: Number(time) * 1000,
      author: `${author} ${authored}`,
      subject,
      // What a merge brought is in the commits it brought.
      changes: concerned.length === 0 || others.length > 0 || changes.length > mostChanges ? concerned : changes,
    });
  }
}
