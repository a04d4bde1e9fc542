import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { Prepared } from '../../node/team/contribute.ts';

/** Scheme of the documents that show a contribution before it is written. */
export const contributionScheme = 'pairfolio-contribution';

/** What would be given, as a read-only document: in words, then byte by byte. One for each window and kind. */
export class ContributionDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());
  /** Document → its text. */
  readonly #shown = new Map<string, string>();

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#store.add(vscode.workspace.registerTextDocumentContentProvider(contributionScheme, this));
    this.#store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.#shown.delete(uri.toString())));
  }

  /** Shows what was prepared, in the place of what was prepared before, and waits until it stands there. */
  async show(name: string, { words, text }: Prepared, notes: readonly string[] = []): Promise<void> {
    const content = [
      ...words,
      ...notes,
      '',
      vscode.l10n.t('The exact bytes, from the first brace to the line end after the last:'),
      '',
      '```json',
      // Ends with the line end.
      `${text}\`\`\``,
      '',
    ].join('\n');
    const uri = vscode.Uri.from({ scheme: contributionScheme, path: `/${name}.md` });
    this.#shown.set(uri.toString(), content);
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preserveFocus: true });
    await this.#stands(document, content);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.#shown.get(uri.toString()) ??
      vscode.l10n.t('This preview is gone. Run “Contribute to Team Window…” to make a new one.')
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
