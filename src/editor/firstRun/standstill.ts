import * as vscode from 'vscode';
import type { Standstill } from '../../core/reflect/messages.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { readSetting } from '../settings.ts';

/** Why nothing is recorded in this window; undefined where it is. */
export function standstill(paused: boolean): Standstill | undefined {
  if (paused) return 'paused';
  if (!vscode.workspace.isTrusted) return 'untrusted';
  const folders = vscode.workspace.workspaceFolders ?? [undefined];
  const on = folders.some((folder) => readSetting(vscode.workspace, 'capture.enabled', folder));
  return on ? undefined : 'off';
}

/** Calls back when the answer of {@link standstill} may be another one, pausing aside. */
export function onDidChangeStandstill(changed: () => void): Disposable {
  const store = new DisposableStore();
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(changed));
  store.add(vscode.workspace.onDidChangeWorkspaceFolders(changed));
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('pairfolio.capture.enabled')) changed();
    }),
  );
  return store;
}
