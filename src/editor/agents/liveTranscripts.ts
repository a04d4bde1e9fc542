import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { RulesOf } from '../../node/import/captureRules.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Session, TranscriptHome } from '../../node/transcripts/source.ts';
import type { TranscriptPlaces } from '../../node/transcripts/transcriptPlaces.ts';
import { watchFolder, type FolderWatch } from '../../node/transcripts/watchFolder.ts';
import { loadLater } from '../later.ts';

/** A change is looked at so long (ms) after it: agents write several lines in a row. */
const settle = 400;
/** Where no watcher tells, it is asked so often (ms) whether anything was written, while the window has the focus. */
const pollEvery = 15_000;
/** Sessions written in the last day (ms) are read at the start: what an agent did while no window was open. */
const startsWith = 24 * 60 * 60 * 1000;
/** A commit may settle what was suggested so long (ms) before it. */
const commitReaches = 3 * 24 * 60 * 60 * 1000;

/** What this window lets be read. */
export interface LiveScope {
  /** Whether agents' transcripts may be followed now. */
  enabled(): boolean;
  /** The folders open in this window; suggestions elsewhere are for other windows, or for an import. */
  folders(): readonly string[];
  readonly rules: RulesOf;
  readonly home: TranscriptHome;
  /** Where the editor keeps this window's own chats. */
  readonly chats: readonly string[];
  /** Something new was recorded. */
  imported(): void;
}

/** Follows the transcripts of agents while they are written: each turn becomes decisions as it happens. */
export class LiveTranscripts implements Disposable {
  readonly #store = new DisposableStore();
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #digest: Digest;
  readonly #scope: LiveScope;
  readonly #failed: (error: unknown) => void;
  readonly #stopped = new AbortController();
  /** What each session's files looked like when they were last read. */
  readonly #seen = new Map<string, string>();
  readonly #watched = new Map<string, FolderWatch>();
  /** How all places looked when they were last read; `undefined` where they must be read in any case. */
  #places: TranscriptPlaces | undefined;
  #soon: Disposable | undefined;
  #poll: Disposable | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(ledger: Ledger, clock: Clock, digest: Digest, scope: LiveScope, failed: (error: unknown) => void) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#digest = digest;
    this.#scope = scope;
    this.#failed = failed;
    this.#store.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        // Who comes back may have been in the terminal an agent works in.
        if (focused && !this.#poll) this.#lookIfChanged();
        this.#keepPolling();
      }),
    );
    this.#lookSoon();
    this.#keepPolling();
  }

  /** Reads again what a commit may have settled. Resolves when it is done; never rejects. */
  afterCommit(): Promise<void> {
    const since = this.#clock.now() - commitReaches;
    return this.#run(({ files }) => latest(files) >= since);
  }

  dispose(): void {
    this.#stopped.abort();
    this.#soon?.dispose();
    this.#poll?.dispose();
    this.#store.dispose();
    for (const watcher of this.#watched.values()) watcher.dispose();
  }

  #lookIfChanged(): void {
    if (this.#places?.changed() !== false) this.#lookSoon();
  }

  #lookSoon(): void {
    this.#soon ??= this.#clock.after(settle, () => {
      this.#soon = undefined;
      this.#watch();
      void this.#run((session) => this.#isNew(session), true);
    });
  }

  /** Folders that were not there before may be there now, and others may have been replaced. */
  #watch(): void {
    if (!this.#scope.enabled()) return;
    for (const folder of [...writtenWhileWorking(), ...this.#scope.chats]) {
      const watched = this.#watched.get(folder);
      if (watched?.alive() === true) continue;
      watched?.dispose();
      this.#watched.delete(folder);
      const watcher = watchFolder(folder, () => this.#lookSoon());
      if (watcher) this.#watched.set(folder, watcher);
    }
  }

  #keepPolling(): void {
    this.#poll?.dispose();
    this.#poll = undefined;
    if (!vscode.window.state.focused) return;
    this.#poll = this.#clock.after(pollEvery, () => {
      this.#lookIfChanged();
      this.#keepPolling();
    });
  }

  /**
   * One look after the other: two at once would write the same suggestion twice.
   * @param all whether everything new is read, so that only what is written from now on calls for another look
   */
  #run(only: (session: Session) => boolean, all = false): Promise<void> {
    this.#last = this.#last.then(async () => {
      const within = this.#scope.folders();
      if (all) this.#places = undefined;
      if (this.#stopped.signal.aborted || !this.#scope.enabled() || within.length === 0) return;
      try {
        const { TranscriptImport, TranscriptPlaces, transcriptSources } = await loadLater();
        const places = all ? new TranscriptPlaces(transcriptSources, this.#scope.home) : this.#places;
        const { added, updated } = await new TranscriptImport(this.#ledger, this.#clock, this.#digest, {
          sources: transcriptSources,
          home: this.#scope.home,
          repository: null,
          since: '',
          signal: this.#stopped.signal,
          rules: this.#scope.rules,
          within,
          only,
        }).run();
        this.#places = places;
        if (added + updated > 0) this.#scope.imported();
      } catch (error) {
        this.#failed(error);
      }
    });
    return this.#last;
  }

  #isNew({ name, files, also = [] }: Session): boolean {
    const signature = [...files, ...also].map(signatureOf).join();
    const key = `${name} ${files[0] ?? ''}`;
    if (this.#seen.get(key) === signature) return false;
    const first = !this.#seen.has(key);
    this.#seen.set(key, signature);
    return !first || latest(files) >= this.#clock.now() - startsWith;
  }
}

/** The folders of the tools that write while they work; those of the others are polled. */
function writtenWhileWorking(): string[] {
  const home = os.homedir();
  return [
    path.join(process.env['CLAUDE_CONFIG_DIR'] || path.join(home, '.claude'), 'projects'),
    path.join(process.env['CODEX_HOME'] || path.join(home, '.codex'), 'sessions'),
  ];
}

function signatureOf(file: string): string {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  return stats ? `${String(stats.ino)}:${String(stats.size)}:${String(stats.mtimeMs)}` : 'gone';
}

function latest(files: readonly string[]): number {
  return Math.max(0, ...files.map((file) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0));
}
