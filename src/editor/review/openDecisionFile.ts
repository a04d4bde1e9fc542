import path from 'node:path';
import * as vscode from 'vscode';
import type { Decision } from '../../core/ledger/decision.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';

/**
 * Opens the file a decision is about, at what was kept if it is still there. Only inside an open workspace folder: the
 * ledger may come from another machine.
 * @throws PairfolioError `not-found`
 */
export async function openDecisionFile(ledger: Ledger, id: string): Promise<void> {
  const decision = decisionOf(ledger, id);
  for (const file of placesOf(decision)) {
    if (!(await exists(file))) continue;
    const document = await vscode.workspace.openTextDocument(file);
    const at = document.getText().indexOf(decision?.kept || decision?.suggested || '\0');
    const place = at < 0 ? undefined : new vscode.Range(document.positionAt(at), document.positionAt(at));
    await vscode.window.showTextDocument(document, place ? { selection: place } : {});
    return;
  }
  throw new PairfolioError('not-found', vscode.l10n.t('The file of this decision is not in an open folder.'));
}

/**
 * Whether the file a decision is about was deleted or moved: its folder is open here, and the file is not in it. A
 * decision from a folder that is not open says nothing.
 */
export async function isDecisionFileGone(ledger: Ledger, id: string): Promise<boolean> {
  const decision = decisionOf(ledger, id);
  if (!decision?.workspace || !decision.file) return false;
  const below = `/${decision.workspace}/${decision.file}`;
  const places = placesOf(decision).filter(({ path: at }) => at.endsWith(below));
  if (places.length === 0) return false;
  const here = await Promise.all(places.map(exists));
  return !here.includes(true);
}

function decisionOf(ledger: Ledger, id: string): Decision | undefined {
  const state = ledger.read().suggestions.get(id);
  return state && ledger.decision(state);
}

/** Where the file could be: below each open folder. */
function placesOf(decision: Decision | undefined): vscode.Uri[] {
  const file = decision?.file;
  if (!file) return [];
  return (vscode.workspace.workspaceFolders ?? [])
    .map((folder) => ({ folder, at: vscode.Uri.joinPath(folder.uri, file) }))
    .filter(({ folder, at }) => !path.relative(folder.uri.fsPath, at.fsPath).startsWith('..'))
    .map(({ at }) => at);
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
