import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Decision } from '../../src/core/ledger/decision.ts';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { press, see } from './keys.ts';
import { until } from './until.ts';

/** Bound in test/launch/runHostSuite.ts, as by a user who has a key of their own for it. */
export const ownAcceptKey = 'Control+Alt+Shift+A';

/** What the assistant of these tests offers: text at the cursor, or an edit in another place. */
export interface Offer {
  readonly text: string;
  /** With it, what is offered is an edit of this range and not text at the cursor. */
  readonly edit?: vscode.Range;
}

/** An assistant that offers what it is told to, and a ledger that says what Pairfolio made of it. */
export class Desk {
  offer: Offer | undefined;
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #ledger = new Ledger(
    process.env['PAIRFOLIO_HOME'] ?? '',
    { app: 'test', host: 'cli' },
    systemClock,
    nodeDigest,
  );
  #known = new Set<string>();
  #files = 0;

  constructor() {
    const provider: vscode.InlineCompletionItemProvider = {
      provideInlineCompletionItems: (_document, position, { selectedCompletionInfo: selected }) => {
        if (!this.offer) return [];
        // While the list of completions is open, only what goes on from its selected item is shown.
        return selected
          ? [new vscode.InlineCompletionItem(selected.text + this.offer.text, selected.range)]
          : [item(this.offer, position)];
      },
    };
    const selector = [{ pattern: '**/desk-*' }, { scheme: 'vscode-scm' }];
    this.#subscriptions.push(vscode.languages.registerInlineCompletionItemProvider(selector, provider));
  }

  /** Opens a new file with the focus in it; `|` is the cursor. */
  async open(name: string, text: string, column = vscode.ViewColumn.One): Promise<vscode.TextEditor> {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const file = path.join(root, `desk-${String(++this.#files)}-${name}`);
    writeFileSync(file, text.replace('|', ''));
    const document = await vscode.workspace.openTextDocument(file);
    const at = document.positionAt(text.indexOf('|'));
    const selection = new vscode.Range(at, at);
    const editor = await vscode.window.showTextDocument(document, { selection, preview: false, viewColumn: column });
    await see('focused-editor');
    return editor;
  }

  /** Shows the suggestion in the active editor. */
  async suggest(offer: Offer): Promise<void> {
    this.offer = offer;
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    await see(offer.edit ? 'suggested-edit' : 'ghost-text');
  }

  /** From here on only what is recorded later is seen. */
  forget(): void {
    this.#known = new Set(this.#ledger.states({ all: true }).map(({ id }) => id));
  }

  /** The decisions that count, recorded since `forget`. */
  decisions(): Decision[] {
    return this.#ledger.decisions().filter(({ id }) => !this.#known.has(id));
  }

  /** Waits until every mark of a key pressed before has arrived: marks come in order, so one more is accepted. */
  async settle(): Promise<void> {
    const editor = await this.open('settle.ts', '|');
    const text = `settled(${String(this.#files)});`;
    await this.suggest({ text });
    await press('Tab');
    await until('the last mark has arrived', () => this.decisions().some(({ suggested }) => suggested === text));
    this.offer = undefined;
    await editor.document.save();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    for (const { id } of this.decisions().filter(({ suggested }) => suggested === text)) this.#known.add(id);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#ledger.dispose();
  }
}

/** `isInlineEdit` is proposed API: only what plays the assistant needs it. */
function item({ text, edit }: Offer, position: vscode.Position): vscode.InlineCompletionItem {
  const range = edit ?? new vscode.Range(position, position);
  return Object.assign(new vscode.InlineCompletionItem(text, range), edit && { isInlineEdit: true });
}

/** Sets user settings, or takes them back where the value is undefined. */
export async function configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, value] of Object.entries(settings))
    await vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
}

/** Closes every editor without saving. */
export async function closeAll(): Promise<void> {
  for (const tab of vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs))
    if (tab.isDirty) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
