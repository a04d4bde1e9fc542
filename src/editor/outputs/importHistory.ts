import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { workspaceRules } from '../agents/workspaceRules.ts';
import type { TranscriptHome } from '../../node/transcripts/source.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import { TranscriptImport } from '../../node/import/importTranscripts.ts';
import type { ImportSummary } from '../../node/import/summary.ts';
import { transcriptSources } from '../../node/transcripts/sources.ts';
import { findTranscripts, foundWords } from '../firstRun/foundTranscripts.ts';
import { importWords } from '../firstRun/importWords.ts';

/** Reads the transcripts already on this machine into the ledger, after counting them and saying so. */
export async function importHistoryCommand(
  ledger: Ledger,
  clock: Clock,
  digest: Digest,
  home: TranscriptHome,
): Promise<ImportSummary | undefined> {
  const found = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking for transcripts'),
      cancellable: true,
    },
    (progress, token) => {
      const cancelled = new AbortController();
      token.onCancellationRequested(() => cancelled.abort());
      const increment = 100 / transcriptSources.length;
      return findTranscripts(transcriptSources, home, cancelled.signal, (message) =>
        progress.report({ message, increment }),
      );
    },
  );
  if (found.length === 0) {
    const tools = new Intl.ListFormat(vscode.env.language).format(transcriptSources.map(({ title }) => title));
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No transcripts were found on this machine. Pairfolio reads those of {0}.', tools),
    );
    return undefined;
  }
  const read = vscode.l10n.t('Import');
  const detail = vscode.l10n.t(
    'Importing reads them on this machine, and nothing leaves it. Secrets are masked before anything is stored. It may be stopped at any time, and repeating it adds nothing twice.',
  );
  const answer = await vscode.window.showInformationMessage(foundWords(found), { modal: true, detail }, read);
  if (answer !== read) return undefined;
  const summary = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Importing history'), cancellable: true },
    (progress, token) => {
      const cancelled = new AbortController();
      token.onCancellationRequested(() => cancelled.abort());
      let said = 0;
      return new TranscriptImport(ledger, clock, digest, {
        sources: transcriptSources,
        home,
        repository: null,
        since: '',
        rules: workspaceRules,
        signal: cancelled.signal,
        progress({ sessions, of, bytes, ofBytes }) {
          const done = ofBytes === 0 ? 100 : (100 * bytes) / ofBytes;
          progress.report({ message: `${String(sessions)} / ${String(of)}`, increment: done - said });
          said = done;
        },
      }).run();
    },
  );
  void offerReview(importWords(summary), summary.added > 0);
  return summary;
}

async function offerReview(said: string, anything: boolean): Promise<void> {
  const review = vscode.l10n.t('Review');
  const choice = await vscode.window.showInformationMessage(said, ...(anything ? [review] : []));
  if (choice === review) await vscode.commands.executeCommand('pairfolio.reviewDecisions');
}
