import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { dashboardStrings } from '../../core/dashboard/strings.ts';
import { readOwnChips } from '../../core/reflect/chips.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { reasonWords } from '../../core/shared/reasons.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { openDecisionFile } from '../review/openDecisionFile.ts';
import { readSetting } from '../settings.ts';
import { webviewDocument } from '../webviewDocument.ts';
import { DashboardHost } from './dashboardHost.ts';

/** What the page needs of the extension. */
export interface DashboardDependencies {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly extensionUri: vscode.Uri;
  readonly boundary: ErrorBoundary;
  /** Asks about a group in the review view. */
  readonly sayWhy: (group: string) => void;
}

const translate = (english: string): string => vscode.l10n.t(english);

/** The trust map, as a panel among the editors. One at a time. */
export class DashboardPanel implements Disposable {
  readonly #from: DashboardDependencies;
  readonly #viewType: string;
  readonly #focus: vscode.Disposable;
  #shown: { readonly panel: vscode.WebviewPanel; readonly host: DashboardHost } | undefined;

  constructor(from: DashboardDependencies, viewType: string) {
    this.#from = from;
    this.#viewType = viewType;
    // Another window may have recorded something, or forgotten it.
    this.#focus = vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) this.#shown?.host.lookSoon();
    });
  }

  open(): void {
    if (this.#shown) {
      this.#shown.panel.reveal();
      return;
    }
    const title = translate(dashboardStrings.mapTitle);
    const options = { retainContextWhenHidden: true, enableFindWidget: true };
    this.adopt(vscode.window.createWebviewPanel(this.#viewType, title, vscode.ViewColumn.Active, options));
  }

  /** Takes over a new panel, or one the editor kept over a reload. */
  adopt(panel: vscode.WebviewPanel): void {
    if (this.#shown) {
      panel.dispose();
      return;
    }
    const host = new DashboardHost({ ...this.#from, translate }, this.#editorOf(panel));
    const shown = { panel, host };
    this.#shown = shown;
    const settings = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('pairfolio.ask')) host.lookSoon();
    });
    panel.onDidDispose(() => {
      settings.dispose();
      host.dispose();
      if (this.#shown === shown) this.#shown = undefined;
    });
    panel.onDidChangeViewState(() => (host.visible = panel.visible));
    panel.webview.onDidReceiveMessage((message: unknown) => void host.receive(message));
    this.#draw(panel);
  }

  dispose(): void {
    this.#focus.dispose();
    this.#shown?.host.dispose();
    this.#shown = undefined;
  }

  #editorOf(panel: vscode.WebviewPanel): ConstructorParameters<typeof DashboardHost>[1] {
    const { boundary, ledger, sayWhy } = this.#from;
    return {
      send: (message) => void panel.webview.postMessage(message),
      locale: vscode.env.language,
      reason: (id) => {
        const own = readOwnChips(readSetting(vscode.workspace, 'ask.chips')).find((chip) => chip.id === id);
        return own?.label ?? translate(reasonWords(id));
      },
      predicts: () => readSetting(vscode.workspace, 'ask.predict'),
      openFile: (id) => void boundary.command('open file', () => openDecisionFile(ledger, id)),
      sayWhy,
      importHistory: () => void vscode.commands.executeCommand('pairfolio.importHistory'),
      predictionSetting: () =>
        void vscode.commands.executeCommand('workbench.action.openSettings', 'pairfolio.ask.predict'),
      unexpected: (error) => boundary.report('trust map', error),
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
      script: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'dashboard.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'dashboard.css')).toString(),
      nonce: randomBytes(16).toString('hex'),
      locale: vscode.env.language,
      title: translate(dashboardStrings.mapTitle),
      root: 'dashboard',
    });
  }
}
