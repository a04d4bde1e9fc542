import type { TextDocument, TextEditor } from 'vscode';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../core/shared/disposable.ts';

/**
 * The editor that has the cursor, and whether the window has the focus. The editor's API answers both as well, but takes
 * several times as long as all else that is done at a key.
 */
export class ActiveEditor implements Disposable {
  readonly #store = new DisposableStore();
  #editor = vscode.window.activeTextEditor;
  #document = this.#editor?.document;
  #focused = vscode.window.state.focused;

  constructor() {
    this.#store.add(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.#editor = editor;
        this.#document = editor?.document;
      }),
    );
    this.#store.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        this.#focused = focused;
      }),
    );
  }

  get editor(): TextEditor | undefined {
    return this.#editor;
  }

  /** The document in it. */
  get document(): TextDocument | undefined {
    return this.#document;
  }

  get focused(): boolean {
    return this.#focused;
  }

  dispose(): void {
    this.#store.dispose();
  }
}
