import * as vscode from 'vscode';
import { PairfolioError } from '../../core/shared/errors.ts';

/** Scheme of the pages that show what is stored about a file, whose path is their query. */
export const storedScheme = 'pairfolio-stored';

/** The file a person looks at: that of the active tab, also where it is no text or a page about the file. */
export function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const tab =
    input instanceof vscode.TabInputText ||
    input instanceof vscode.TabInputCustom ||
    input instanceof vscode.TabInputNotebook
      ? input.uri
      : undefined;
  return [tab, vscode.window.activeTextEditor?.document.uri]
    .map((uri) => (uri?.scheme === storedScheme ? vscode.Uri.file(uri.query) : uri))
    .find((uri) => uri?.scheme === 'file');
}

/**
 * The file a command is about: the one a menu was opened on, else the active one.
 * @throws PairfolioError `usage`
 */
export function fileOf(argument: unknown): vscode.Uri {
  const file = argument instanceof vscode.Uri && argument.scheme === 'file' ? argument : activeFile();
  if (!file) throw new PairfolioError('usage', vscode.l10n.t('Open the file you mean first.'));
  return file;
}
