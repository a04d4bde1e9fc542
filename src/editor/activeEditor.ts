import type { TextDocument, TextEditor } from 'vscode';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../core/shared/disposable.ts';

/** What was so a moment ago, and is until an event says otherwise. */
export interface ActiveNow {
  /** The editor that has the cursor, and the document in it. */
  readonly editor: TextEditor | undefined;
  readonly document: TextDocument | undefined;
  /** Whether the window has the focus. */
  readonly focused: boolean;
}

/**
 * The editor that has the cursor, and whether the window has the focus. The editor's API answers both as well, but takes
 * several times as long as all else that is done at a key.
 */
export class ActiveEditor implements Disposable {
  readonly #store = new DisposableStore();
  /** Replaced by each event; a field, because it is read at each key. */
  now: ActiveNow;

  constructor() {
    const { activeTextEditor: editor, state } = vscode.window;
    this.now = { editor, document: editor?.document, focused: state.focused };
    this.#store.add(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.now = { ...this.now, editor, document: editor?.document };
      }),
    );
    this.#store.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        this.now = { ...this.now, focused };
      }),
    );
  }

  dispose(): void {
    this.#store.dispose();
  }
}
