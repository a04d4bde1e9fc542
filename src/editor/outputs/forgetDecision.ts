import * as vscode from 'vscode';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import { describe } from './describe.ts';

// So many of the latest decisions are offered; older ones are forgotten by `pairfolio forget`.
const mostOffered = 500;

/** Lets the developer pick decisions and erases their texts for good, after asking once more. */
export async function forgetDecisionCommand(ledger: Ledger, id?: string): Promise<void> {
  const ids = typeof id === 'string' ? [id] : await pick(ledger);
  if (ids.length === 0) return;
  const erase = vscode.l10n.t('Erase');
  const question =
    ids.length === 1
      ? vscode.l10n.t('Erase code, prompt and notes of this decision for good?')
      : vscode.l10n.t('Erase code, prompts and notes of {0} decisions for good?', ids.length);
  const detail = vscode.l10n.t(
    'The record keeps that a decision existed, so that it still verifies. This cannot be undone.',
  );
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, erase)) !== erase) return;
  const forgotten = ledger.forget(ids);
  void vscode.window.setStatusBarMessage(vscode.l10n.t('Forgotten: {0}', forgotten.length), 5000);
}

async function pick(ledger: Ledger): Promise<string[]> {
  const states = ledger.states({ all: true }).reverse().slice(0, mostOffered);
  if (states.length === 0)
    throw new PairfolioError('not-found', vscode.l10n.t('There are no decisions yet, so there is nothing to forget.'));
  const items = states.map((state) => ({ ...describe(ledger.decision(state)), id: state.id }));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    title: vscode.l10n.t('Forget decisions'),
    placeHolder: vscode.l10n.t('Choose what to erase'),
  });
  return (picked ?? []).map((item) => item.id);
}
