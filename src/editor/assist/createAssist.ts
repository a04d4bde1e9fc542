import type { ExtensionContext } from 'vscode';
import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import { readSetting } from '../settings.ts';
import type { AssistService } from './assist.ts';
import type { Assist } from './assistPort.ts';
import { EditorTools } from './editorTools.ts';

/** What help from a model works on. */
export interface AssistParts {
  readonly context: Pick<ExtensionContext, 'globalState' | 'secrets'>;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/**
 * Help from a model, off until one is chosen. Everything but the question whether it is on is a bundle of its own
 * (`dist/assist.js`, see esbuild.js), loaded when a draft is asked for, or a model is chosen.
 */
export function createAssist(parts: AssistParts): Assist & Disposable {
  let loading: Promise<AssistService> | undefined;
  const load = (): Promise<AssistService> =>
    (loading ??= import('./assist.ts').then(({ AssistService }) => new AssistService(parts)));
  const changed = new vscode.EventEmitter<undefined>();
  const tools = new EditorTools(async () => (await load()).tools);
  const trusted = vscode.workspace.onDidGrantWorkspaceTrust(() => {
    tools.obey();
    changed.fire(undefined);
  });
  const settings = vscode.workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration('pairfolio.assist')) return;
    tools.obey();
    changed.fire(undefined);
  });
  return {
    get on() {
      return vscode.workspace.isTrusted && readSetting(vscode.workspace, 'assist.provider') !== 'off';
    },
    onDidChange: changed.event,
    draft: async (subject, use, signal) => (await load()).draft(subject, use, signal),
    showOutgoing: async (subject, use) => (await load()).showOutgoing(subject, use),
    draftOf: async (use, subject, signal) => (await load()).draftOf(use, subject, signal),
    showOutgoingOf: async (use, subject) => (await load()).showOutgoingOf(use, subject),
    chooseModel: async (choice) => (await load()).chooseModel(choice),
    setKey: async () => (await load()).setKey(),
    showSent: async () => (await load()).showSent(),
    dispose: () => {
      settings.dispose();
      trusted.dispose();
      tools.dispose();
      changed.dispose();
      void loading?.then((service) => service.dispose());
    },
  };
}
