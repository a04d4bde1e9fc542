import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';

/** Scheme of the documents that show a contribution before it is written, and files that were not counted. */
const scheme = 'pairfolio-contribution';

/** Read-only documents of a team: in memory alone, so that nothing of them is left on the disk. */
export class TeamDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());
  /** Document → its text. */
  readonly #shown = new Map<string, string>();

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#store.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
    this.#store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.#shown.delete(uri.toString())));
  }

  /**
   * Shows a text, in the place of what stood under the same name before, and waits until it stands there.
   * @param name with its ending, which gives the language
   */
  async show(name: string, content: string, { preserveFocus = false } = {}): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${name}` });
    this.#shown.set(uri.toString(), content);
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preserveFocus });
    await this.#stands(document, content);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.#shown.get(uri.toString()) ?? vscode.l10n.t('What stood here is gone. Run the command again that showed it.')
    );
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** An open document takes a new text a moment later; until then nobody may be asked about it. */
  async #stands(document: vscode.TextDocument, content: string): Promise<void> {
    if (isSame(document, content)) return;
    await new Promise<void>((resolve) => {
      const store = new DisposableStore();
      const look = (closed: boolean): void => {
        if (!closed && !isSame(document, content)) return;
        store.dispose();
        resolve();
      };
      store.add(vscode.workspace.onDidChangeTextDocument((event) => event.document === document && look(false)));
      store.add(vscode.workspace.onDidCloseTextDocument((other) => other === document && look(true)));
    });
  }
}

function isSame(document: vscode.TextDocument, content: string): boolean {
  // The editor may show its own line ends.
  return document.getText().replaceAll('\r\n', '\n') === content;
}
