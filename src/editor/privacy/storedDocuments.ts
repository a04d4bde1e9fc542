import path from 'node:path';
import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import { loadLater } from '../later.ts';
import { storedScheme as scheme } from './activeFile.ts';

/** What is written in one go is shown once, so long after the first (ms). */
const settle = 200;

/**
 * “What is stored about this file” as a read-only page, with links that forget. It follows what is written and forgotten.
 * Nothing in it is recorded: only documents of the user's own files are.
 */
export class StoredDocuments implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider, Disposable {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());
  /** Page → the decisions in it, in order. */
  readonly #shown = new Map<string, readonly string[]>();
  #soon: Disposable | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(ledger: Ledger, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#store.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
    this.#store.add(vscode.languages.registerCodeLensProvider({ scheme }, this));
    this.#store.add(ledger.onDidAppend(() => this.#refreshSoon()));
    // What other windows forgot goes from here when one comes back.
    this.#store.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && this.#refreshSoon()));
    this.#store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.#shown.delete(uri.toString())));
  }

  async show(file: vscode.Uri): Promise<void> {
    const name = vscode.l10n.t('Stored about {0}', path.basename(file.fsPath));
    const uri = vscode.Uri.from({ scheme, path: `/${name}.md`, query: file.fsPath });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { decisionsOfFile, describeStored, storedAbout } = await loadLater();
    const stored = storedAbout(this.#ledger, uri.query, decisionsOfFile(this.#ledger, uri.query));
    this.#shown.set(
      uri.toString(),
      stored.decisions.map(({ decision }) => decision.id),
    );
    const how = vscode.l10n.t('The links above the headings forget; so does the command “Forget Decisions…”.');
    return [...describeStored(stored, how), ''].join('\n');
  }

  /** One link for the whole file, and one above the heading of each decision. */
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const ids = this.#shown.get(document.uri.toString()) ?? [];
    if (ids.length === 0) return [];
    const file = vscode.Uri.file(document.uri.query);
    const all = { title: vscode.l10n.t('Forget all of this'), command: 'pairfolio.forgetFile', arguments: [file] };
    const ofEach = [...document.getText().matchAll(/^## .* · (\S+)$/gm)].flatMap(({ index, 1: id = '' }) =>
      // A text may hold a line that looks like a heading.
      ids.includes(id)
        ? [lens(document.positionAt(index), vscode.l10n.t('Forget this decision'), 'pairfolio.forgetDecision', id)]
        : [],
    );
    return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), all), ...ofEach];
  }

  dispose(): void {
    this.#soon?.dispose();
    this.#store.dispose();
  }

  #refreshSoon(): void {
    if (this.#shown.size === 0) return;
    this.#soon ??= this.#clock.after(settle, () => {
      this.#soon = undefined;
      for (const uri of this.#shown.keys()) this.#changed.fire(vscode.Uri.parse(uri));
    });
  }
}

function lens(at: vscode.Position, title: string, command: string, id: string): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(at, at), { title, command, arguments: [id] });
}
