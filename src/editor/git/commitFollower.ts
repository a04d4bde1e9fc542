import path from 'node:path';
import { withLf } from '../../core/follow/lineBreaks.ts';
import { measure } from '../../core/follow/measure.ts';
import { placeByText } from '../../core/follow/placing.ts';
import { judge } from '../../core/follow/verdict.ts';
import type { SuggestionState } from '../../core/ledger/readModel.ts';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { changedFiles, commitsBetween } from '../../node/git/commits.ts';
import { Repository } from '../../node/git/git.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Capture } from '../capture/capture.ts';
import type { Recorder } from '../capture/recorder.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import type { HeadMove, HeadWatcher } from './headWatcher.ts';

// How long (ms) a window leaves a commit to the others before it settles what nobody follows.
const otherWindowsFirst = 1500;

/** What a commit holds of a file: null where it deleted it. */
interface Committed {
  readonly root: string;
  readonly sha: string;
  readonly file: string;
  readonly text: string | null;
}

/** What else happens at a commit. */
export interface AfterCommit {
  /** Settles what agents suggested, from their transcripts. */
  settleAgents(): Promise<void>;
  /** The commit's decisions can be asked about. */
  settled(label: string): void;
}

/** At a commit: asks git what it holds in the place of each suggestion, and settles the verdicts. */
export class CommitFollower implements Disposable {
  readonly #store = new DisposableStore();
  readonly #capture: Capture;
  readonly #recorder: Recorder;
  readonly #ledger: Ledger;
  readonly #boundary: ErrorBoundary;
  readonly #clock: Clock;
  /** Commits are looked at one after the other, in the order they were made. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    heads: HeadWatcher,
    capture: Capture,
    recorder: Recorder,
    ledger: Ledger,
    boundary: ErrorBoundary,
    clock: Clock,
    after: AfterCommit,
  ) {
    this.#capture = capture;
    this.#recorder = recorder;
    this.#ledger = ledger;
    this.#boundary = boundary;
    this.#clock = clock;
    this.#store.add(
      heads.onDidMove((move) => {
        if (move.kind !== 'commit') return;
        this.#last = this.#last.then(() => this.#boundary.command('commit', () => this.#follow(move, after)));
      }),
    );
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #follow({ root, from, to }: HeadMove, after: AfterCommit): Promise<void> {
    const repository = new Repository(root);
    const commits: { readonly sha: string; readonly files: readonly string[] }[] = [];
    for (const sha of await commitsBetween(root, from, to)) commits.push({ sha, files: await changedFiles(root, sha) });
    const look = async (
      settle: (committed: Committed) => number,
      concerns: (file: string) => boolean,
    ): Promise<number> => {
      let seen = 0;
      for (const { sha, files } of commits) {
        // Git is asked only for files in which something was suggested: a commit may hold thousands of others.
        for (const file of files.filter(concerns)) {
          const content = await repository.fileAt(sha, file);
          if (content !== 'unreadable')
            seen += settle({ root, sha, file, text: content === 'absent' ? null : content.text });
        }
      }
      return seen;
    };
    const open = await look(
      (committed) => this.#settleOpen(committed),
      (file) => this.#followedKey(root, file) !== undefined,
    );
    await after.settleAgents();
    if (open > 0) this.#ledger.checkpoint('commit');
    after.settled(`after commit ${to.slice(0, 7)}`);
    // A window that has the document open knows better what became of it, so it goes first.
    await new Promise<void>((resolve) => void this.#clock.after(otherWindowsFirst, resolve));
    const waiting = this.#waiting(root);
    const closed = await look(
      (committed) => this.#settleClosed(committed, take(waiting, committed.file.normalize('NFC'))),
      (file) => waiting.has(file.normalize('NFC')),
    );
    if (closed === 0) return;
    this.#ledger.checkpoint('commit');
    after.settled(`after commit ${to.slice(0, 7)}`);
  }

  /** Suggestions followed in this window. @returns how many */
  #settleOpen({ root, sha, file, text }: Committed): number {
    const key = this.#followedKey(root, file);
    if (key === undefined) return 0;
    const observations = this.#capture.followers.committed(key, text ?? '');
    for (const { suggestion, distance } of observations) this.#recorder.committed(suggestion, sha, distance);
    return observations.length;
  }

  /** Suggestions whose document was closed, here or in another window, before the commit: they are found by their text. */
  #settleClosed({ sha, text }: Committed, waiting: readonly SuggestionState[]): number {
    for (const state of waiting) {
      const { before, suggested } = this.#ledger.texts.lookUp(state.body.texts);
      if (before === undefined || suggested === undefined) continue;
      const { language } = state.body;
      const kept = text === null ? '' : placeByText(withLf(text).text, { before, suggested }, language);
      const fate = { before, suggested, kept };
      const measured = measure(fate, language);
      const suggestion = state.id;
      this.#recorder.keepContent(suggestion);
      this.#recorder.observed({ suggestion, checkpoint: 'commit', ...measured, retained: null, kept });
      this.#recorder.judged({ suggestion, ...judge(fate, language), settled: true, kept });
      this.#recorder.committed(suggestion, sha, measured.distance);
    }
    return waiting.length;
  }

  #followedKey(root: string, file: string): string | undefined {
    const open = this.#capture.openAt(path.join(root, file));
    return open && this.#capture.followers.in(open.key).length > 0 ? open.key : undefined;
  }

  /** The suggestions of a repository that no window follows and no commit holds yet, by file. */
  #waiting(root: string): Map<string, SuggestionState[]> {
    const workspace = path.basename(root);
    const followed = new Set(this.#capture.followers.ids);
    const waiting = new Map<string, SuggestionState[]>();
    for (const state of this.#ledger.states()) {
      const { surface, texts } = state.body;
      const settled = state.verdict?.settled === true || state.commits.length > 0;
      if (surface !== 'inline' || settled || followed.has(state.id)) continue;
      const stored = this.#ledger.texts.lookUp(texts);
      if (stored['workspace'] !== workspace || stored['file'] === undefined) continue;
      waiting.set(stored['file'], [...(waiting.get(stored['file']) ?? []), state]);
    }
    return waiting;
  }
}

/** Takes the entry out: the first commit that holds a file settles it, not every later one. */
function take<K, V>(map: Map<K, readonly V[]>, key: K): readonly V[] {
  const value = map.get(key) ?? [];
  map.delete(key);
  return value;
}
