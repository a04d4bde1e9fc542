import * as vscode from 'vscode';
import type { DashboardDependencies, DashboardPanel } from './dashboardPanel.ts';

/** Type of the panel, also in what the editor keeps of an open window. */
const viewType = 'pairfolio.dashboard';

/** Opens the trust map: one at a time, and again after the window was reloaded. */
export class DashboardOpener implements vscode.Disposable {
  readonly #dependencies: DashboardDependencies;
  readonly #serializer: vscode.Disposable;
  #panel: Promise<DashboardPanel> | undefined;

  constructor(dependencies: DashboardDependencies) {
    this.#dependencies = dependencies;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel) => {
        await dependencies.boundary.command('trust map', async () => (await this.#load()).adopt(panel));
      },
    });
  }

  async open(): Promise<void> {
    (await this.#load()).open();
  }

  dispose(): void {
    this.#serializer.dispose();
    void this.#panel?.then((panel) => panel.dispose());
  }

  /** A bundle of its own (`dist/dashboardPanel.js`, see esbuild.js), loaded at the first use. */
  #load(): Promise<DashboardPanel> {
    return (this.#panel ??= import('./dashboardPanel.ts').then(
      ({ DashboardPanel }) => new DashboardPanel(this.#dependencies, viewType),
    ));
  }
}
