import path from 'node:path';
import * as vscode from 'vscode';
import type { ExportResult } from '../../node/portfolio/export.ts';

/** Asks for a folder. @returns the portfolio's own folder in it; undefined when the author turned back */
export async function pickFolder(): Promise<string | undefined> {
  const folders = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: vscode.l10n.t('Folder for the portfolio'),
    openLabel: vscode.l10n.t('Export Here'),
  });
  const chosen = folders?.[0];
  return chosen && path.join(chosen.fsPath, 'portfolio');
}

/** Asks whether files somebody changed since they were exported may be overwritten. */
export async function confirmOverwrite(names: readonly string[]): Promise<boolean> {
  const overwrite = vscode.l10n.t('Overwrite');
  const question = vscode.l10n.t('{0} was changed since it was exported. Overwrite it?', names.join(', '));
  return (await vscode.window.showWarningMessage(question, { modal: true }, overwrite)) === overwrite;
}

/** Opens the page that was written, and offers its folder. */
export async function showWritten(result: ExportResult, out: string): Promise<void> {
  const page = result.files[0];
  if (page !== undefined) await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.file(page));
  const said = result.draft
    ? vscode.l10n.t('A draft was written to {0}. Choose cases to publish it.', out)
    : vscode.l10n.t('The portfolio was written to {0}.', out);
  void offerFolder(said, out);
}

async function offerFolder(said: string, folder: string): Promise<void> {
  const open = vscode.l10n.t('Show Folder');
  if ((await vscode.window.showInformationMessage(said, open)) === open) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(folder));
  }
}
