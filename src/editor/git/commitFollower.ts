import path from 'node:path';
import type { Capture } from '../capture/capture.ts';
import type { Recorder } from '../capture/recorder.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import type { HeadMove, HeadWatcher } from './headWatcher.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { changedFiles, commitsBetween } from '../../node/git/commits.ts';
import { Repository } from '../../node/git/git.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';

/** At a commit: asks git what it holds in the place of each followed suggestion, and settles the verdicts. */
export class CommitFollower implements Disposable {
  readonly #store = new DisposableStore();
  readonly #capture: Capture;
  readonly #recorder: Recorder;
  readonly #ledger: Ledger;
  readonly #boundary: ErrorBoundary;
  /** Commits are looked at one after the other, in the order they were made. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param settled is called after each commit, when its decisions can be asked about */
  constructor(
    heads: HeadWatcher,
    capture: Capture,
    recorder: Recorder,
    ledger: Ledger,
    boundary: ErrorBoundary,
    settled: (label: string) => void,
  ) {
    this.#capture = capture;
    this.#recorder = recorder;
    this.#ledger = ledger;
    this.#boundary = boundary;
    this.#store.add(
      heads.onDidMove((move) => {
        if (move.kind !== 'commit') return;
        this.#last = this.#last.then(() => this.#boundary.command('commit', () => this.#follow(move, settled)));
      }),
    );
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #follow({ root, from, to }: HeadMove, settled: (label: string) => void): Promise<void> {
    let seen = 0;
    const repository = new Repository(root);
    for (const sha of await commitsBetween(root, from, to)) {
      for (const file of await changedFiles(root, sha)) seen += await this.#file(repository, sha, file);
    }
    if (seen > 0) this.#ledger.checkpoint('commit');
    settled(`after commit ${to.slice(0, 7)}`);
  }

  /** @returns how many followed suggestions the commit holds in this file */
  async #file(repository: Repository, sha: string, file: string): Promise<number> {
    const open = this.#capture.openAt(path.join(repository.root, file));
    if (!open || this.#capture.followers.in(open.key).length === 0) return 0;
    const committed = await repository.fileAt(sha, file);
    if (committed === 'unreadable') return 0;
    const observations = this.#capture.followers.committed(open.key, committed === 'absent' ? '' : committed.text);
    for (const { suggestion, distance } of observations) this.#recorder.committed(suggestion, sha, distance);
    return observations.length;
  }
}
