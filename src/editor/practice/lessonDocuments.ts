import * as vscode from 'vscode';
import type { Disposable } from '../../core/shared/disposable.ts';

/** Scheme of the documents that show a file as it would be. */
const scheme = 'pairfolio-lessons';

/** What stands on the sides of a difference: in memory alone. */
export class LessonDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  readonly onDidChange = this.#changed.event;

  /** @param side of the difference · @param name with its ending, which gives the language */
  put(side: 'now' | 'then', name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, authority: side, path: `/${name}` });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  async closeDifference(): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const ours = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === scheme,
    );
    await vscode.window.tabGroups.close(ours, true);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
