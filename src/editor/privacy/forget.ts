import * as vscode from 'vscode';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import { decisionsOfFile, losingTheirNote } from '../../node/privacy/selectDecisions.ts';
import type { Capture } from '../capture/capture.ts';

/** What forgetting in the editor works on. */
export interface ForgetParts {
  readonly ledger: Ledger;
  readonly capture: Capture;
  /** Called once everything was erased: what others keep of it beside the ledger goes, too. */
  readonly everythingForgotten?: () => unknown;
}

/** So many are erased before one could look at how far it is. */
const quick = 1000;

/**
 * Says exactly what would go and what stays, asks once, and erases.
 * @param everything also erases what no decision names any more
 * @returns how many were forgotten; `undefined` when the developer turned back
 * @throws PairfolioError `ledger-unwritable`
 */
export async function forgetAfterAsking(
  { ledger, capture, everythingForgotten }: ForgetParts,
  states: readonly SuggestionState[],
  everything = false,
): Promise<number | undefined> {
  const ids = states.map(({ id }) => id);
  const erase = everything ? vscode.l10n.t('Erase Everything') : vscode.l10n.t('Erase');
  const detail = whatGoes(ledger, states).join('\n\n');
  const modal = { modal: true, detail };
  if ((await vscode.window.showWarningMessage(questionAbout(states.length, everything), modal, erase)) !== erase)
    return undefined;
  const many = ids.length > quick;
  const { ids: forgotten, stopped } = await vscode.window.withProgress(
    {
      location: many ? vscode.ProgressLocation.Notification : vscode.ProgressLocation.Window,
      title: vscode.l10n.t('Forgetting'),
      cancellable: many,
    },
    (progress, token) => {
      const cancelled = new AbortController();
      token.onCancellationRequested(() => cancelled.abort());
      let said = 0;
      const onProgress = (done: number, of: number): void => {
        progress.report({ message: `${String(done)} / ${String(of)}`, increment: (100 * (done - said)) / (of || 1) });
        said = done;
      };
      return ledger.forgetMany(everything ? 'everything' : ids, { signal: cancelled.signal, onProgress });
    },
  );
  // What is followed on would only be measured in vain.
  for (const id of forgotten) capture.followers.drop(id);
  if (everything && !stopped) await everythingForgotten?.();
  void vscode.window.showInformationMessage(
    stopped
      ? vscode.l10n.t(
          'Stopped: {0} of {1} decisions are forgotten, the rest is as it was.',
          forgotten.length,
          ids.length,
        )
      : forgotten.length === 1
        ? vscode.l10n.t('1 decision is forgotten. The record still verifies.')
        : vscode.l10n.t('{0} decisions are forgotten. The record still verifies.', forgotten.length),
  );
  return forgotten.length;
}

function questionAbout(count: number, everything: boolean): string {
  if (everything)
    return vscode.l10n.t('Erase code, prompts, paths and notes of everything ({0} decisions) for good?', count);
  return count === 1
    ? vscode.l10n.t('Erase code, prompt, path and notes of this decision for good?')
    : vscode.l10n.t('Erase code, prompts, paths and notes of {0} decisions for good?', count);
}

function whatGoes(ledger: Ledger, states: readonly SuggestionState[]): string[] {
  const losing = losingTheirNote(ledger, states);
  const counts = vscode.l10n.t(
    'They are no longer listed, asked about or counted. What stays is that they existed: times, sizes, verdicts and the chain, so that the record still verifies. An import does not bring them back.',
  );
  const shared =
    losing === 1
      ? vscode.l10n.t('A note you wrote about one of these and another decision together goes from that one, too.')
      : vscode.l10n.t('Notes you wrote about these and {0} other decisions together go from those, too.', losing);
  const rest = vscode.l10n.t('Portfolios you exported are not touched. This cannot be undone.');
  return [counts, ...(losing > 0 ? [shared] : []), rest];
}

/** Forgets all there is about one file. @throws PairfolioError `not-found` */
export async function forgetFile(parts: ForgetParts, file: vscode.Uri): Promise<number | undefined> {
  const states = decisionsOfFile(parts.ledger, file.fsPath);
  if (states.length === 0)
    throw new PairfolioError(
      'not-found',
      vscode.l10n.t('Nothing is stored about this file, so there is nothing to forget.'),
    );
  return forgetAfterAsking(parts, states);
}
