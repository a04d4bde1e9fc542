import { pathKey, type Change, type History, type HistoryCommit } from './history.ts';

/** A commit that changed a followed file, and how. */
export interface Step {
  readonly commit: HistoryCommit;
  readonly change: Change;
}

/** What happened to a file from one commit up to a time. */
export interface Trace {
  /** What changed it since, oldest first; of a merge the commits it brought. */
  readonly steps: readonly Step[];
  /** The file's content at the first commit and at the last: a name git knows it by; null where the file is gone. */
  readonly start: string | null;
  readonly end: string | null;
  /** Its path in the end, as git has it. */
  readonly path: string;
  /** The last commit looked at. */
  readonly last: HistoryCommit;
  readonly renamed: boolean;
}

/** The change of a commit at a path, also where it moved the path away. */
export function changeAt({ changes }: HistoryCommit, path: string): Change | null {
  const key = pathKey(path);
  return (
    changes.find(({ to }) => pathKey(to) === key) ??
    changes.find(({ from, status }) => status === 'R' && pathKey(from) === key) ??
    null
  );
}

/**
 * Follows a file from the commit a decision landed in to the newest commit not later than `until`: on the main line if
 * it came there by then, else on the branch it landed in.
 * @param until milliseconds
 */
export function trace(history: History, landed: number, file: string, until: number): Trace {
  const position = history.broughtIn(landed);
  const there = position === null ? undefined : history.mainline[position];
  return position !== null && there !== undefined && history.commit(there).time <= until
    ? traceMainline(history, landed, file, position, until)
    : traceBranch(history, landed, file, until);
}

/** Where a file goes, commit by commit. */
class Walk {
  readonly start: string | null;
  readonly names: Set<string>;
  path: string;
  end: string | null;
  renamed = false;

  constructor(commit: HistoryCommit, file: string) {
    const change = changeAt(commit, file);
    this.path = change?.to ?? file;
    this.start = this.end = change ? contentAfter(commit, change) : `${commit.sha}:${file}`;
    this.names = new Set([pathKey(file), pathKey(this.path)]);
  }

  go(commit: HistoryCommit, change: Change): void {
    if (pathKey(change.to) !== pathKey(this.path)) this.renamed = true;
    this.path = change.to;
    this.names.add(pathKey(change.to));
    this.end = contentAfter(commit, change);
  }
}

function traceMainline(history: History, landed: number, file: string, position: number, until: number): Trace {
  const walk = new Walk(history.commit(landed), file);
  const { start } = walk;
  const steps: Step[] = [];
  const lastPosition = history.positionAt(until, position);
  const brought = (at: number, since: number | null): void => {
    const commit = history.commit(history.mainline[at] ?? 0);
    const inside = [...walk.names].flatMap((name) => history.brought(at, name));
    const ordered = [...new Set(inside)].sort((a, b) => a - b);
    for (const index of ordered) {
      if (since !== null && (index <= since || !history.isAncestor(since, index))) continue;
      const side = history.commit(index);
      const change = [...walk.names].map((name) => changeAt(side, name)).find((one) => one !== null);
      if (change) steps.push({ commit: side, change });
    }
    const change = changeAt(commit, walk.path);
    if (!change) return;
    if (ordered.length === 0 && since === null) steps.push({ commit, change });
    walk.go(commit, change);
  };
  if (!history.isOnMainline(landed)) brought(position, landed);
  for (let after = position; ; ) {
    const next = first(history.positionsTouching(walk.path, after, lastPosition));
    if (next === null) break;
    brought(next, null);
    after = next;
  }
  const { end, path, renamed } = walk;
  return { steps, start, end, path, renamed, last: history.commit(history.mainline[lastPosition] ?? landed) };
}

function traceBranch(history: History, landed: number, file: string, until: number): Trace {
  const walk = new Walk(history.commit(landed), file);
  const { start } = walk;
  const descendants = history.descendants(landed, until);
  const tip = descendants.reduce((newest, index) =>
    history.commit(index).time >= history.commit(newest).time ? index : newest,
  );
  const inside = new Set(descendants);
  const way = new Set([tip]);
  for (const index of [...descendants].reverse()) {
    if (way.has(index)) for (const parent of history.commit(index).parents) if (inside.has(parent)) way.add(parent);
  }
  const steps: Step[] = [];
  for (const index of descendants) {
    if (index === landed || !way.has(index)) continue;
    const commit = history.commit(index);
    const change = changeAt(commit, walk.path);
    if (!change) continue;
    if (commit.parents.length < 2) steps.push({ commit, change });
    walk.go(commit, change);
  }
  const { end, path, renamed } = walk;
  return { steps, start, end, path, renamed, last: history.commit(tip) };
}

/** A name for the content a change left; null where it took the file away. */
function contentAfter(commit: HistoryCommit, change: Change): string | null {
  return change.status === 'D' ? null : (change.new ?? `${commit.sha}:${change.to}`);
}

function first<T>(values: Iterable<T>): T | null {
  for (const value of values) return value;
  return null;
}
