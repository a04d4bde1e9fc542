import * as vscode from 'vscode';
import type { Ledger } from '../../node/ledger/ledger.ts';
import { decisionsOfFile, decisionsOfFolder } from '../../node/privacy/selectDecisions.ts';
import { readSetting } from '../settings.ts';
import { ignoreGlobs, type IgnoreScope } from './ignoreGlobs.ts';

const setting = 'capture.ignore';

/**
 * Adds a file, its folder or its kind to what is never recorded, in the settings of its workspace.
 * @param scope what is meant; without it the developer is asked
 * @returns the glob that holds now; `undefined` when the developer turned back
 */
export async function ignoreFile(ledger: Ledger, file: vscode.Uri, scope?: IgnoreScope): Promise<string | undefined> {
  const isFolder = await vscode.workspace.fs.stat(file).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );
  const folder = vscode.workspace.getWorkspaceFolder(file);
  const globs = ignoreGlobs(file.fsPath, folder?.uri.fsPath, isFolder);
  const labels: Record<IgnoreScope, string> = {
    file: vscode.l10n.t('This file'),
    folder: vscode.l10n.t('This folder'),
    kind: vscode.l10n.t('This kind of file'),
  };
  const items = globs.map(([of, glob]) => ({ label: labels[of], description: glob, of, glob }));
  const picked =
    items.find(({ of }) => of === scope) ??
    (await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Never record'),
      placeHolder: vscode.l10n.t('What is recorded already stays until you forget it'),
    }));
  if (!picked) return undefined;
  const { glob } = picked;
  const ignored = readSetting(vscode.workspace, setting, file);
  if (!ignored.includes(glob)) {
    const target = folder ? folderTarget() : vscode.ConfigurationTarget.Global;
    await vscode.workspace.getConfiguration('pairfolio', file).update(setting, [...ignored, glob], target);
  }
  void offerToForget(ledger, file, isFolder, glob);
  return glob;
}

/** Where a setting of one folder belongs: with several folders open, each has its own. */
export function folderTarget(): vscode.ConfigurationTarget {
  return vscode.workspace.workspaceFile === undefined
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.WorkspaceFolder;
}

async function offerToForget(ledger: Ledger, file: vscode.Uri, isFolder: boolean, glob: string): Promise<void> {
  const states = isFolder ? decisionsOfFolder(ledger, file.fsPath) : decisionsOfFile(ledger, file.fsPath);
  const said = vscode.l10n.t('From now on nothing is recorded of {0}.', glob);
  if (states.length === 0) {
    void vscode.window.showInformationMessage(said);
    return;
  }
  const forget = vscode.l10n.t('Forget What Was Recorded…');
  const ids = states.map(({ id }) => id);
  if ((await vscode.window.showInformationMessage(said, forget)) === forget)
    await vscode.commands.executeCommand('pairfolio.forgetDecision', ids);
}
