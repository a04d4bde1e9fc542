import path from 'node:path';
import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { ExportResult } from '../../node/portfolio/export.ts';
import { pageExported } from '../firstRun/firstRun.ts';
import { loadLater } from '../later.ts';
import { describe } from './describe.ts';

// So many decisions are offered as cases; a portfolio of more is no longer read.
const mostOffered = 500;

/** What a keybinding or another extension may pass instead of being asked. */
export interface ExportRequest {
  /** The folder to write into. */
  readonly out?: unknown;
  /** Ids of the cases; an empty list proposes them. */
  readonly cases?: unknown;
}

/** Lets the author choose cases and a folder, and writes the portfolio. */
export async function exportPortfolioCommand(
  ledger: Ledger,
  clock: Clock,
  digest: Digest,
  request: ExportRequest = {},
): Promise<ExportResult | undefined> {
  if (ledger.states().length === 0) {
    throw new PairfolioError(
      'not-found',
      vscode.l10n.t(
        'There are no decisions yet, so there is nothing to export. Accept a suggestion, or import the history of your agents.',
      ),
    );
  }
  const cases = Array.isArray(request.cases)
    ? request.cases.filter((id) => typeof id === 'string')
    : await pickCases(ledger);
  const out = typeof request.out === 'string' ? request.out : cases && (await pickFolder());
  if (!cases || out === undefined) return undefined;
  const { exportPortfolio, exportSteps } = await loadLater();
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Exporting portfolio'), cancellable: true },
    (progress, token) => {
      const cancelled = new AbortController();
      token.onCancellationRequested(() => cancelled.abort());
      return exportPortfolio(ledger, {
        out,
        cases: cases.length > 0 ? cases.map((id) => ({ id })) : undefined,
        clock,
        digest,
        mayOverwrite: confirmOverwrite,
        onProgress: (step) => progress.report({ message: step, increment: 100 / exportSteps.length }),
        signal: cancelled.signal,
      });
    },
  );
  pageExported();
  const page = result.files[0];
  if (page !== undefined) await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.file(page));
  const said = result.draft
    ? vscode.l10n.t('A draft was written to {0}. Choose cases to publish it.', out)
    : vscode.l10n.t('The portfolio was written to {0}.', out);
  void offerFolder(said, out);
  return result;
}

/** @returns ids, an empty list for a draft with proposed cases, `undefined` when the author turned back */
async function pickCases(ledger: Ledger): Promise<string[] | undefined> {
  // Answered ones first: they are what a reviewer wants to read.
  const states = ledger
    .states()
    .filter((state) => state.verdict !== null)
    .sort((a, b) => Number(b.reflection !== null) - Number(a.reflection !== null) || (a.at < b.at ? 1 : -1))
    .slice(0, mostOffered);
  const items = states.map((state) => ({ ...describe(ledger.decision(state)), id: state.id }));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
    title: vscode.l10n.t('Cases for the portfolio'),
    placeHolder: vscode.l10n.t('Choose what a reviewer will read; none for a draft with proposed cases'),
  });
  return picked?.map(({ id }) => id);
}

async function pickFolder(): Promise<string | undefined> {
  const folders = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: vscode.l10n.t('Folder for the portfolio'),
    openLabel: vscode.l10n.t('Export Here'),
  });
  const chosen = folders?.[0];
  return chosen && path.join(chosen.fsPath, 'portfolio');
}

async function confirmOverwrite(names: readonly string[]): Promise<boolean> {
  const overwrite = vscode.l10n.t('Overwrite');
  const question = vscode.l10n.t('{0} was changed since it was exported. Overwrite it?', names.join(', '));
  return (await vscode.window.showWarningMessage(question, { modal: true }, overwrite)) === overwrite;
}

async function offerFolder(said: string, folder: string): Promise<void> {
  const open = vscode.l10n.t('Show Folder');
  if ((await vscode.window.showInformationMessage(said, open)) === open) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(folder));
  }
}
