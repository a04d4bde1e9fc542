import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { ActiveEditor } from '../activeEditor.ts';

/** Knows when the developer last changed the text they look at, so that no question comes between two keys. */
export class LastInput implements Disposable {
  readonly #store = new DisposableStore();
  #at: number | null = null;

  constructor(clock: Clock) {
    const active = this.#store.add(new ActiveEditor());
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document === active.editor?.document) this.#at = clock.now();
      }),
    );
  }

  /** ms since 1970, or null when nothing was typed yet. */
  get at(): number | null {
    return this.#at;
  }

  dispose(): void {
    this.#store.dispose();
  }
}
