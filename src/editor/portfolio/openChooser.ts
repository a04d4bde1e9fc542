import * as vscode from 'vscode';
import type { ErrorBoundary } from '../errorBoundary.ts';
import type { ChooserDependencies, ChooserPanel } from './chooserPanel.ts';

/** Type of the panel, also in what the editor keeps of an open window. */
const chooserViewType = 'pairfolio.portfolio';

/** Opens the page on which a portfolio is made: one at a time, and again after the window was reloaded. */
export class ChooserOpener implements vscode.Disposable {
  readonly #dependencies: ChooserDependencies;
  readonly #serializer: vscode.Disposable;
  #chooser: Promise<ChooserPanel> | undefined;

  constructor(dependencies: ChooserDependencies, boundary: ErrorBoundary) {
    this.#dependencies = dependencies;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(chooserViewType, {
      deserializeWebviewPanel: async (panel) => {
        await boundary.command('portfolio page', async () => (await this.#load()).adopt(panel));
      },
    });
  }

  /** @param out the folder the files go into, where the caller knows it */
  async open(out: string | null): Promise<void> {
    (await this.#load()).open(out);
  }

  dispose(): void {
    this.#serializer.dispose();
    void this.#chooser?.then((chooser) => chooser.dispose());
  }

  /** A bundle of its own (`dist/chooserPanel.js`, see esbuild.js), loaded at the first use. */
  #load(): Promise<ChooserPanel> {
    return (this.#chooser ??= import('./chooserPanel.ts').then(
      ({ ChooserPanel }) => new ChooserPanel(this.#dependencies, chooserViewType),
    ));
  }
}
