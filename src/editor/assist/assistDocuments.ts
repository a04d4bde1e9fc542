import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { Outgoing } from '../../node/assist/drafting.ts';
import type { Sent, SentLog } from '../../node/assist/sentLog.ts';

/** Scheme of the documents that show what goes, or went, to a model. Nothing in them is recorded. */
const assistScheme = 'pairfolio-assist';

/** What would be sent to a model, and everything that was, as read-only documents. */
export class AssistDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #log: SentLog;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());
  #outgoing = '';

  readonly onDidChange = this.#changed.event;

  constructor(log: SentLog) {
    this.#log = log;
    this.#store.add(vscode.workspace.registerTextDocumentContentProvider(assistScheme, this));
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return path.startsWith('/outgoing/') ? this.#outgoing : this.#sent();
  }

  async showOutgoing({ question, to }: Outgoing): Promise<void> {
    this.#outgoing = [question.instructions, question.material].join('\n\n=== material ===\n');
    const where = to.host === null ? to.name : `${to.host}, ${to.name}`;
    await this.#show(`/outgoing/${vscode.l10n.t('To {0}', where).replaceAll('/', '∕')}.txt`);
  }

  async showSent(): Promise<void> {
    await this.#show(`/sent/${vscode.l10n.t('Sent to models')}.txt`);
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #show(path: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: assistScheme, path });
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  #sent(): string {
    const sent = this.#log.read();
    const forget = vscode.l10n.t(
      'Forgetting a decision erases what was sent about it; forgetting everything erases all of this.',
    );
    if (sent.length === 0) return `${vscode.l10n.t('Nothing was sent to a model.')}\n`;
    return `${[forget, ...sent.reverse().map(entry)].join('\n\n')}\n`;
  }
}

function entry({ at, provider, host, model, task, outcome, instructions, material }: Sent): string {
  const head = [at, host ?? provider, model, task, outcome ?? '?'].join(' · ');
  return [`── ${head}`, instructions, '=== material ===', material].join('\n');
}
