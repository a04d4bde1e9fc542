import path from 'node:path';
import * as vscode from 'vscode';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';

/**
 * Opens the file a decision is about, at what was kept if it is still there. Only inside an open workspace folder: the
 * ledger may come from another machine.
 * @throws PairfolioError `not-found`
 */
export async function openDecisionFile(ledger: Ledger, id: string): Promise<void> {
  const state = ledger.read().suggestions.get(id);
  const decision = state && ledger.decision(state);
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const file = decision?.file && vscode.Uri.joinPath(folder.uri, decision.file);
    if (!file || path.relative(folder.uri.fsPath, file.fsPath).startsWith('..') || !(await exists(file))) continue;
    const document = await vscode.workspace.openTextDocument(file);
    const at = document.getText().indexOf(decision.kept || decision.suggested || '\0');
    const place = at < 0 ? undefined : new vscode.Range(document.positionAt(at), document.positionAt(at));
    await vscode.window.showTextDocument(document, place ? { selection: place } : {});
    return;
  }
  throw new PairfolioError('not-found', vscode.l10n.t('The file of this decision is not in an open folder.'));
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
