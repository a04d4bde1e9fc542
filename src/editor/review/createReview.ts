import type { LogOutputChannel, Uri } from 'vscode';
import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Pause } from '../capture/pause.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { readSetting } from '../settings.ts';
import { Asker } from './asker.ts';
import { LastInput } from './lastInput.ts';
import { openDecisionFile } from './openDecisionFile.ts';
import { ReviewSession } from './reviewSession.ts';
import { ReviewStatusBar } from './statusBar.ts';
import { ReviewViewProvider } from './reviewViewProvider.ts';

/** The parts that ask. */
export interface Review extends Disposable {
  readonly asker: Asker;
  /** When the developer last typed (ms since 1970); null when they did not yet. */
  lastInput(): number | null;
}

/** Puts together the review view, the status bar item and the one who asks at boundaries. */
export function createReview(
  extension: Uri,
  ledger: Ledger,
  pause: Pause,
  clock: Clock,
  boundary: ErrorBoundary,
  log: LogOutputChannel,
): Review {
  const store = new DisposableStore();
  const session = store.add(new ReviewSession(ledger, clock));
  session.paused = pause.paused;
  store.add(pause.onDidChange((paused) => void (session.paused = paused)));
  const lastInput = store.add(new LastInput(clock));
  const asker = store.add(
    new Asker(
      session,
      {
        settings: () => ({
          when: readSetting(vscode.workspace, 'ask.when'),
          maxPerDay: readSetting(vscode.workspace, 'ask.maxPerDay'),
          reveal: readSetting(vscode.workspace, 'ask.reveal'),
        }),
        lastInputAt: () => lastInput.at,
        reveal: (options) => view.reveal(options),
        notify,
        failed: (error) => boundary.report('review', error),
        log: (line) => log.info(line),
      },
      clock,
    ),
  );
  const view = store.add(
    new ReviewViewProvider(extension, session, {
      openFile: (suggestion) => void boundary.command('open file', () => openDecisionFile(ledger, suggestion)),
      run: (command) => {
        if (command === 'import-history') void vscode.commands.executeCommand('pairfolio.importHistory');
        else if (command === 'export-portfolio') void vscode.commands.executeCommand('pairfolio.exportPortfolio');
        else void vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(extension, 'README.md'));
      },
      reviewMore: () => asker.list(),
      failed: (error) => {
        boundary.report('review', error);
        return PairfolioError.is(error)
          ? error.message
          : vscode.l10n.t('This could not be saved. The log of Pairfolio has the place.');
      },
    }),
  );
  store.add(new ReviewStatusBar(session));
  return { asker, lastInput: () => lastInput.at, dispose: () => store.dispose() };
}

async function notify(count: number, label: string | null): Promise<boolean> {
  const review = vscode.l10n.t('Review');
  const what =
    count === 1
      ? vscode.l10n.t('1 decision waits for a word from you')
      : vscode.l10n.t('{0} decisions wait for a word from you', count);
  return (await vscode.window.showInformationMessage(label === null ? what : `${what} (${label})`, review)) === review;
}
