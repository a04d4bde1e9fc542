/** What one commit changed at one path, against its first parent. */
export interface Change {
  /** Git's letter: added, modified, deleted, renamed, copied, type changed. */
  readonly status: string;
  /** The path before; the same as `to` except for renames and copies. As git has it. */
  readonly from: string;
  readonly to: string;
  /** Id of the content before and after; null where there is none or it is no regular file. */
  readonly old: string | null;
  readonly new: string | null;
}

/** One commit of a {@link History}. */
export interface HistoryCommit {
  readonly sha: string;
  /** Indices of the parents that are part of the history, the first parent first; -1 for a first parent that is not. */
  readonly parents: readonly number[];
  /** Committer date, milliseconds. */
  readonly time: number;
  /** The author's address and date: amending and rebasing keep them. */
  readonly author: string;
  readonly subject: string;
  /** Only of commits that change a followed file; see {@link History}. */
  readonly changes: readonly Change[];
}

/** A branch that lived longer is not searched. */
const mostAncestors = 5_000;

/** A path as it is looked up: macOS may write it otherwise than git does. */
export function pathKey(path: string): string {
  return path.normalize('NFC');
}

/**
 * The commits of a repository as far as following files needs them, parents before children. The main line is the way
 * from the commit checked out back by first parents: what a pull request did comes into it with its merge.
 */
export class History {
  readonly commits: readonly HistoryCommit[];
  /** Indices of the commits of the main line, oldest first. */
  readonly mainline: readonly number[];
  readonly #bySha = new Map<string, number>();
  readonly #byAuthor = new Map<string, number[]>();
  /** Commit → position on the main line at which it came in; -1 for other branches. */
  readonly #broughtIn: Int32Array;
  readonly #onMainline: Int32Array;
  /** Latest committer date up to a position: clocks differ, so dates alone may go back. */
  readonly #latest: number[] = [];
  /** Path → indices of the commits that changed it, in order. */
  readonly #byPath = new Map<string, number[]>();
  readonly #mainlineByPath = new Map<string, number[]>();
  /** Position on the main line and path → commits of other branches that came in there and changed it. */
  readonly #brought = new Map<string, number[]>();
  #children: number[][] | null = null;

  /** @param head sha of the commit checked out; null before the first */
  constructor(commits: readonly HistoryCommit[], head: string | null) {
    this.commits = commits;
    for (const [index, { sha, author }] of commits.entries()) {
      this.#bySha.set(sha, index);
      push(this.#byAuthor, author, index);
    }
    const mainline: number[] = [];
    for (let at = head === null ? -1 : (this.#bySha.get(head) ?? -1); at >= 0; at = commits[at]?.parents[0] ?? -1)
      mainline.push(at);
    this.mainline = mainline.reverse();
    this.#onMainline = new Int32Array(commits.length).fill(-1);
    this.#broughtIn = new Int32Array(commits.length).fill(-1);
    for (const [position, index] of this.mainline.entries()) this.#onMainline[index] = position;
    for (const [position, index] of this.mainline.entries()) {
      this.#bringIn(index, position);
      this.#latest.push(Math.max(this.#latest.at(-1) ?? -Infinity, commits[index]?.time ?? 0));
    }
    for (const [index, { changes }] of commits.entries()) {
      const paths = new Set(changes.flatMap(({ from, to }) => [pathKey(from), pathKey(to)]));
      const position = this.#onMainline[index] ?? -1;
      for (const path of paths) {
        push(this.#byPath, path, index);
        if (position >= 0) push(this.#mainlineByPath, path, position);
        else if ((this.#broughtIn[index] ?? -1) >= 0)
          push(this.#brought, `${String(this.#broughtIn[index])} ${path}`, index);
      }
    }
  }

  indexOf(sha: string): number | null {
    return this.#bySha.get(sha) ?? null;
  }

  commit(index: number): HistoryCommit {
    const commit = this.commits[index];
    if (!commit) throw new RangeError('no such commit');
    return commit;
  }

  /** Commits of the same author and author date. */
  byAuthor(author: string): readonly number[] {
    return this.#byAuthor.get(author) ?? [];
  }

  /** Commits that changed a path, parents before children. */
  touching(path: string): readonly number[] {
    return this.#byPath.get(pathKey(path)) ?? [];
  }

  /** Positions on the main line after `after`, up to `last`, at which a path changed. */
  *positionsTouching(path: string, after: number, last: number): Iterable<number> {
    const positions = this.#mainlineByPath.get(pathKey(path)) ?? [];
    for (let at = firstAbove(positions, after); at < positions.length; at += 1) {
      const position = positions[at] ?? 0;
      if (position > last) return;
      yield position;
    }
  }

  /** Commits of other branches that came in at a position of the main line and changed a path, parents before children. */
  brought(position: number, path: string): readonly number[] {
    return this.#brought.get(`${String(position)} ${pathKey(path)}`) ?? [];
  }

  /** Where on the main line a commit came in: its own position, or that of the merge; null for other branches. */
  broughtIn(index: number): number | null {
    const position = this.#broughtIn[index] ?? -1;
    return position < 0 ? null : position;
  }

  isOnMainline(index: number): boolean {
    return (this.#onMainline[index] ?? -1) >= 0;
  }

  /** The last position of the main line not later than a time, at least `from`. */
  positionAt(time: number, from: number): number {
    return Math.max(from, firstAbove(this.#latest, time) - 1);
  }

  /** A commit and those that descend from it, up to a time, parents before children. */
  descendants(of: number, until: number): number[] {
    const children = (this.#children ??= this.#readChildren());
    const seen = new Set([of]);
    const queue = [of];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const child of children[at] ?? []) {
        if (seen.has(child) || this.commit(child).time > until) continue;
        seen.add(child);
        queue.push(child);
      }
    }
    return [...seen].sort((a, b) => a - b);
  }

  /** Whether one commit is among the ancestors of another, as far as looking for it takes few steps. */
  isAncestor(ancestor: number, of: number): boolean {
    const seen = new Set([of]);
    const queue = [of];
    for (let at = queue.pop(); at !== undefined && seen.size < mostAncestors; at = queue.pop()) {
      if (at === ancestor) return true;
      for (const parent of this.commits[at]?.parents ?? []) {
        if (parent < ancestor || seen.has(parent)) continue; // parents stand before their children
        seen.add(parent);
        queue.push(parent);
      }
    }
    return false;
  }

  #readChildren(): number[][] {
    const children: number[][] = this.commits.map(() => []);
    for (const [index, { parents }] of this.commits.entries())
      for (const parent of parents) if (parent >= 0) children[parent]?.push(index);
    return children;
  }

  #bringIn(index: number, position: number): void {
    const queue = [index];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if ((this.#broughtIn[at] ?? 0) >= 0) continue;
      this.#broughtIn[at] = position;
      for (const parent of this.commits[at]?.parents ?? []) if (parent >= 0) queue.push(parent);
    }
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Index of the first of ascending numbers above a value. */
function firstAbove(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
