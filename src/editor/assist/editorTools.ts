import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { RecordTools } from '../../node/assist/recordTools.ts';
import { readSetting } from '../settings.ts';

/**
 * The record as tools of the editor's own assistants, as long as the setting `pairfolio.assist.tools` says so. What they do
 * is loaded when one is called.
 */
export class EditorTools implements Disposable {
  readonly #load: () => Promise<RecordTools>;
  #registered: DisposableStore | undefined;

  constructor(load: () => Promise<RecordTools>) {
    this.#load = load;
    this.obey();
  }

  /** Registers the tools, or takes them away. */
  obey(): void {
    const wanted = vscode.workspace.isTrusted && readSetting(vscode.workspace, 'assist.tools');
    if (wanted === (this.#registered !== undefined)) return;
    this.#registered?.dispose();
    this.#registered = wanted ? this.#register() : undefined;
  }

  dispose(): void {
    this.#registered?.dispose();
  }

  #register(): DisposableStore {
    const store = new DisposableStore();
    store.add(
      vscode.lm.registerTool<unknown>('pairfolio_findDecisions', {
        prepareInvocation: () => ({ invocationMessage: vscode.l10n.t('Reading your decisions in this workspace') }),
        invoke: async ({ input }) => answer(await (await this.#load()).find(input)),
      }),
    );
    store.add(
      vscode.lm.registerTool<unknown>('pairfolio_noteDecision', {
        prepareInvocation: async ({ input }) => ({
          invocationMessage: vscode.l10n.t('Noting a decision in your record'),
          confirmationMessages: {
            title: vscode.l10n.t('Note this in your Pairfolio record?'),
            message: (await this.#load()).note(input).words,
          },
        }),
        invoke: async ({ input }) => answer((await this.#load()).note(input).write()),
      }),
    );
    return store;
  }
}

function answer(text: string): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}
