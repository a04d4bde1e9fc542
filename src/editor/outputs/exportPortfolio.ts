import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { ExportResult } from '../../node/portfolio/export.ts';
import { pageExported } from '../firstRun/firstRun.ts';
import { loadLater } from '../later.ts';
import type { ChooserOpener } from '../portfolio/openChooser.ts';
import { confirmOverwrite, pickFolder, showWritten } from './portfolioDialogs.ts';

/** What a keybinding or another extension may pass instead of leaving it to the page. */
export interface ExportRequest {
  /** The folder to write into. */
  readonly out?: unknown;
  /** Ids of the cases, an empty list proposes them; with them no page is opened. */
  readonly cases?: unknown;
}

/** What the command works on. */
export interface ExportParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly chooser: ChooserOpener;
}

/** Opens the page on which a portfolio is made; with cases it writes one at once. */
export async function exportPortfolioCommand(
  parts: ExportParts,
  request: ExportRequest = {},
): Promise<ExportResult | undefined> {
  const known = typeof request.out === 'string' ? request.out : undefined;
  if (!Array.isArray(request.cases)) {
    await parts.chooser.open(known ?? null);
    return undefined;
  }
  const ids = request.cases.filter((id) => typeof id === 'string');
  if (parts.ledger.states().length === 0) {
    throw new PairfolioError(
      'not-found',
      vscode.l10n.t(
        'There are no decisions yet, so there is nothing to export. Accept a suggestion, or import the history of your agents.',
      ),
    );
  }
  const out = known ?? (await pickFolder());
  return out === undefined ? undefined : exportTo(out, ids, parts);
}

async function exportTo(
  out: string,
  ids: readonly string[],
  { ledger, clock, digest }: ExportParts,
): Promise<ExportResult> {
  const { exportPortfolio, exportSteps } = await loadLater();
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Exporting portfolio'), cancellable: true },
    (progress, token) => {
      const cancelled = new AbortController();
      token.onCancellationRequested(() => cancelled.abort());
      return exportPortfolio(ledger, {
        out,
        cases: ids.length > 0 ? ids.map((id) => ({ id })) : undefined,
        clock,
        digest,
        mayOverwrite: confirmOverwrite,
        onProgress: (step) => progress.report({ message: step, increment: 100 / exportSteps.length }),
        signal: cancelled.signal,
      });
    },
  );
  pageExported();
  await showWritten(result, out);
  return result;
}
