import path from 'node:path';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { Emitter } from '../../core/shared/event.ts';
import { lastAction } from '../../node/git/commits.ts';
import { whenGitIsReady, type GitApi, type Repository } from './gitApi.ts';

/** HEAD of a repository moved. `from` is null where there was no commit yet. */
export interface HeadMove {
  readonly kind: 'commit' | 'branch-switch';
  /** The repository's folder on disk. */
  readonly root: string;
  readonly from: string | null;
  readonly to: string;
}

/** Tells of commits and branch switches in the repositories that are open in this window. */
export class HeadWatcher implements Disposable {
  readonly #store = new DisposableStore();
  readonly #moved = this.#store.add(new Emitter<HeadMove>());
  readonly #repositories = new Map<Repository, Disposable>();
  /** When HEAD of a repository last moved, by its folder. */
  readonly #movedAt = new Map<string, number>();
  readonly #clock: Clock;
  readonly #failed: (error: unknown) => void;

  readonly onDidMove = this.#moved.event;

  /** @param failed is told when the git extension cannot be started; the rest of Pairfolio works without it */
  constructor(clock: Clock, failed: (error: unknown) => void) {
    this.#clock = clock;
    this.#failed = failed;
    this.#store.add(whenGitIsReady((api) => this.#watch(api), failed));
  }

  /** The folder of the innermost open repository a file is in; `undefined` where there is none. */
  rootOf(file: string): string | undefined {
    return [...this.#repositories.keys()]
      .map((repository) => repository.rootUri.fsPath)
      .filter((root) => !path.relative(root, file).startsWith('..') && !path.isAbsolute(path.relative(root, file)))
      .sort((a, b) => b.length - a.length)[0];
  }

  /** The folders of the open repositories that have this name. */
  rootsNamed(name: string | null): string[] {
    return [...this.#repositories.keys()]
      .map((repository) => repository.rootUri.fsPath)
      .filter((root) => path.basename(root) === name);
  }

  /** Milliseconds since HEAD of a file's repository moved, negative for what was before; null where it never did. */
  movedAgo(file: string, now: number): number | null {
    if (this.#movedAt.size === 0) return null;
    const moved = this.#movedAt.get(this.rootOf(file) ?? '');
    return moved === undefined ? null : now - moved;
  }

  dispose(): void {
    this.#store.dispose();
    for (const subscription of this.#repositories.values()) subscription.dispose();
    this.#repositories.clear();
  }

  #watch(api: GitApi): Disposable {
    const store = new DisposableStore();
    for (const repository of api.repositories) this.#add(repository);
    store.add(api.onDidOpenRepository((repository) => this.#add(repository)));
    store.add(
      api.onDidCloseRepository((repository) => {
        this.#repositories.get(repository)?.dispose();
        this.#repositories.delete(repository);
      }),
    );
    return store;
  }

  #add(repository: Repository): void {
    if (this.#repositories.has(repository)) return;
    let last = { ...repository.state.HEAD };
    let known = repository.state.HEAD !== undefined;
    const look = (): void => {
      const head = repository.state.HEAD;
      if (!head) return;
      const { commit: from = null, name } = last;
      last = { ...head };
      const first = !known; // the git extension reports a repository before it has read its HEAD
      known = true;
      if (first || head.commit === undefined || head.commit === from) return;
      const root = repository.rootUri.fsPath;
      this.#movedAt.set(root, this.#clock.now());
      const move = { root, from, to: head.commit };
      if (name !== undefined && name === head.name) this.#moved.fire({ ...move, kind: 'commit' });
      else void this.#elsewhere(move);
    };
    this.#repositories.set(repository, repository.state.onDidChange(look));
  }

  /**
   * Without a branch, or on another one, the commit checked out may have been made here or only looked up: the git
   * extension may tell of a checkout and a commit after it as one. Git's own log says what came last.
   */
  async #elsewhere(move: Omit<HeadMove, 'kind'>): Promise<void> {
    try {
      const action = await lastAction(move.root);
      this.#moved.fire({ ...move, kind: action === 'checkout' ? 'branch-switch' : 'commit' });
    } catch (error) {
      this.#failed(error);
    }
  }
}
