import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';

/** Knows when the developer last changed the text they look at, so that no question comes between two keys. */
export class LastInput implements Disposable {
  readonly #subscription: vscode.Disposable;
  #at: number | null = null;

  constructor(clock: Clock) {
    this.#subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && document === vscode.window.activeTextEditor?.document) this.#at = clock.now();
    });
  }

  /** ms since 1970, or null when nothing was typed yet. */
  get at(): number | null {
    return this.#at;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
