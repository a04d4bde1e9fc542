import path from 'node:path';
import type { Capture } from '../capture/capture.ts';
import type { Recorder } from '../capture/recorder.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import type { HeadMove, HeadWatcher } from './headWatcher.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { changedFiles, commitsBetween, fileAtCommit } from '../../node/git/commits.ts';
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
  constructor(heads: HeadWatcher, capture: Capture, recorder: Recorder, ledger: Ledger, boundary: ErrorBoundary, settled: (label: string) => void) {
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
    for (const sha of await commitsBetween(root, from, to)) {
      for (const file of await changedFiles(root, sha)) seen += await this.#file(root, sha, file);
    }
    if (seen > 0) this.#ledger.checkpoint('commit');
    settled(`after commit ${to.slice(0, 7)}`);
  }

  /** @returns how many followed suggestions the commit holds in this file */
  async #file(root: string, sha: string, file: string): Promise<number> {
    const open = this.#capture.openAt(path.join(root, file));
    if (!open || this.#capture.followers.in(open.key).length === 0) return 0;
    // The document has line breaks as the editor shows them; git may hold others.
    const committed = await fileAtCommit(root, sha, file);
    const observations = this.#capture.followers.committed(open.key, committed ?? '');
    for (const { suggestion, distance } of observations) this.#recorder.committed(suggestion, sha, distance);
    return observations.length;
  }
}
