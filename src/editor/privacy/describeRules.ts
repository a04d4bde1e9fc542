import * as vscode from 'vscode';
import { readSetting } from '../settings.ts';

/** What may be recorded of the folders open in this window, a line each folder. */
export function describeRules(paused: boolean): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [
    ...(paused ? [vscode.l10n.t('Recording is paused.')] : []),
    ...folders.map(({ name, uri }) => {
      if (!vscode.workspace.isTrusted || !readSetting(vscode.workspace, 'capture.enabled', uri))
        return vscode.l10n.t('{0}: nothing is recorded', name);
      const ignored = readSetting(vscode.workspace, 'capture.ignore', uri).join(', ') || vscode.l10n.t('none');
      return readSetting(vscode.workspace, 'capture.content', uri) === 'metrics-only'
        ? vscode.l10n.t('{0}: only metrics are kept, no code and no prompts; never recorded: {1}', name, ignored)
        : vscode.l10n.t('{0}: code and prompts are kept; never recorded: {1}', name, ignored);
    }),
  ];
}
