import path from 'node:path';
import * as vscode from 'vscode';
import { rulesIn } from '../../node/import/repositoryRules.ts';
import { readSetting } from '../settings.ts';

/**
 * Whether texts of a decision may be shown to a model: not where only metrics are kept now, in this window's settings
 * or in those of the repository the decision is from, whatever was kept before.
 */
export function mayShare({ repository, workspace, file }: Readonly<Record<string, string>>): boolean {
  if (repository !== undefined) {
    const scope = vscode.Uri.file(path.join(repository, file ?? ''));
    return readSetting(vscode.workspace, 'capture.content', scope) === 'full' && rulesIn(repository).content === 'full';
  }
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => path.basename(uri.fsPath) === workspace,
  );
  return [undefined, ...folders.map(({ uri }) => uri)].every(
    (scope) => readSetting(vscode.workspace, 'capture.content', scope) === 'full',
  );
}
