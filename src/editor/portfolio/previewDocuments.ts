import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { BuiltPortfolio } from '../../node/portfolio/build.ts';

/** Scheme of the documents that show files before they are written. */
const previewScheme = 'pairfolio-preview';

/** The files of a preview as read-only documents. They follow the newest preview. */
export class PreviewDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());
  #built: BuiltPortfolio | null = null;

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#store.add(vscode.workspace.registerTextDocumentContentProvider(previewScheme, this));
  }

  /** Shows another preview, or none, in the documents that are open. */
  show(built: BuiltPortfolio | null): void {
    if (built === this.#built) return;
    this.#built = built;
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === previewScheme) this.#changed.fire(uri);
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    const file = this.#built?.files.find(({ name }) => `/${name}` === path);
    return file?.text ?? vscode.l10n.t('This preview is gone. Make a new one on the portfolio page.');
  }

  /** Opens a file beside the page. @param rendered in the editor's Markdown preview */
  async open(name: string, rendered: boolean): Promise<void> {
    if (this.#built?.files.every((file) => file.name !== name) !== false) return;
    const uri = vscode.Uri.from({ scheme: previewScheme, path: `/${name}` });
    if (rendered) await vscode.commands.executeCommand('markdown.showPreview', uri);
    else await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  }

  dispose(): void {
    this.#store.dispose();
  }
}
