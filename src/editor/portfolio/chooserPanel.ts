import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { chooserStrings } from '../../core/portfolio/chooser/strings.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { surroundings } from '../../node/ledger/home.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { loadLater } from '../later.ts';
import { confirmOverwrite, pickFolder, showWritten } from '../outputs/portfolioDialogs.ts';
import { webviewDocument } from '../webviewDocument.ts';
import { ChooserHost } from './chooserHost.ts';
import type { Builder, ChooserParts } from './chooserParts.ts';
import { PreviewDocuments } from './previewDocuments.ts';

/** What the page needs of the extension. */
export interface ChooserDependencies extends Omit<ChooserParts, 'translate'> {
  readonly extensionUri: vscode.Uri;
  readonly boundary: ErrorBoundary;
  /** Asks about a group in the review view. */
  readonly sayWhy: (group: string) => void;
  /** A portfolio was written. */
  readonly exported: () => void;
}

const translate = (english: string): string => vscode.l10n.t(english);

/** An open page. */
interface Shown {
  readonly panel: vscode.WebviewPanel;
  readonly host: ChooserHost;
}

/** The page on which a portfolio is made, as a panel among the editors. One at a time. */
export class ChooserPanel implements Disposable {
  readonly #from: ChooserDependencies;
  readonly #viewType: string;
  readonly #documents = new PreviewDocuments();
  readonly #focus: vscode.Disposable;
  #shown: Shown | undefined;

  constructor(from: ChooserDependencies, viewType: string) {
    this.#from = from;
    this.#viewType = viewType;
    // Another window may have recorded something, or forgotten it.
    this.#focus = vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) this.#shown?.host.lookSoon();
    });
  }

  /** @param out where the files go without a question; null to be asked */
  open(out: string | null): void {
    if (this.#shown) {
      this.#shown.host.writeTo(out);
      this.#shown.panel.reveal();
      return;
    }
    const title = translate(chooserStrings.pageTitle);
    // Not drawn anew each time it comes back: what is typed and where one was stay.
    const options = { retainContextWhenHidden: true, enableFindWidget: true };
    this.#show(vscode.window.createWebviewPanel(this.#viewType, title, vscode.ViewColumn.Active, options), out);
  }

  /** Takes over a panel the editor kept over a reload. */
  adopt(panel: vscode.WebviewPanel): void {
    if (this.#shown) panel.dispose();
    else this.#show(panel, null);
  }

  dispose(): void {
    this.#focus.dispose();
    this.#close();
    this.#documents.dispose();
  }

  #show(panel: vscode.WebviewPanel, out: string | null): void {
    const host = new ChooserHost({ ...this.#from, translate }, builder(this.#from), this.#editorOf(panel), out);
    const shown = { panel, host };
    this.#shown = shown;
    panel.onDidDispose(() => {
      if (this.#shown === shown) this.#close();
    });
    panel.onDidChangeViewState(() => (host.visible = panel.visible));
    panel.webview.onDidReceiveMessage((message: unknown) => void host.receive(message));
    this.#draw(panel);
  }

  #close(): void {
    const { host } = this.#shown ?? {};
    this.#shown = undefined;
    // What was typed last and not left yet is recorded now.
    if (host) this.#from.boundary.guard('portfolio page', () => host.dispose());
  }

  #editorOf(panel: vscode.WebviewPanel): ConstructorParameters<typeof ChooserHost>[2] {
    const { boundary, sayWhy, exported } = this.#from;
    return {
      send: (message) => void panel.webview.postMessage(message),
      locale: vscode.env.language,
      pickFolder,
      confirmOverwrite,
      previewed: (built) => this.#documents.show(built),
      open: (name, rendered) => this.#documents.open(name, rendered),
      written: async (result, out) => {
        exported();
        await showWritten(result, out);
      },
      sayWhy,
      importHistory: () => void vscode.commands.executeCommand('pairfolio.importHistory'),
      unexpected: (error) => boundary.report('portfolio page', error),
    };
  }

  #draw(panel: vscode.WebviewPanel): void {
    const { extensionUri } = this.#from;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'pairfolio.svg');
    webview.html = webviewDocument({
      cspSource: webview.cspSource,
      script: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'portfolio.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'portfolio.css')).toString(),
      nonce: randomBytes(16).toString('hex'),
      locale: vscode.env.language,
      title: translate(chooserStrings.pageTitle),
      root: 'portfolio',
    });
  }
}

/** The code that builds is loaded when it is first needed. */
function builder({ ledger, digest }: ChooserDependencies): Builder {
  return {
    build: async (options) => (await loadLater()).buildPortfolio(ledger, options),
    write: async (built, options) => (await loadLater()).writePortfolio(built, options, digest),
    // Git may name another key in the project than elsewhere.
    signing: async () => {
      const here = surroundings();
      const cwd = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? here.homedir;
      return (await loadLater()).prepareSigning('', { surroundings: here, cwd });
    },
  };
}
