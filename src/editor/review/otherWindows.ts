import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { folders } from '../../node/ledger/layout.ts';
import { watchFolder, type FolderWatch } from '../../node/transcripts/watchFolder.ts';

/** The folder is watched from so long (ms) after the start on, when the editor is done with its own. */
const afterStart = 3_000;

/**
 * Tells when something may have been written to the ledger, by this window or another, so that what was answered there
 * goes from the view here. Where a folder cannot be watched (some network drives), coming back to the window is enough.
 */
export class OtherWindows implements Disposable {
  readonly #store = new DisposableStore();
  readonly #segments: string;
  readonly #written: () => void;
  #watch: FolderWatch | undefined;

  constructor(home: string, clock: Clock, written: () => void) {
    this.#segments = folders(home).segments;
    this.#written = written;
    this.#store.add(clock.after(afterStart, () => this.look()));
    this.#store.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (!focused) return;
        this.look();
        written();
      }),
    );
  }

  /** Watches the folder, which is made by the first record. */
  look(): void {
    if (this.#watch?.alive() === true) return;
    this.#watch?.dispose();
    this.#watch = watchFolder(this.#segments, this.#written);
  }

  dispose(): void {
    this.#watch?.dispose();
    this.#store.dispose();
  }
}
