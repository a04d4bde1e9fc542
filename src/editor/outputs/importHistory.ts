import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { workspaceRules } from '../agents/workspaceRules.ts';
import type { TranscriptHome } from '../../node/transcripts/source.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { ImportSummary } from '../../node/import/summary.ts';
import { loadLater } from '../later.ts';

/** Reads the transcripts already on this machine into the ledger, after saying what will be read. */
export async function importHistoryCommand(
  ledger: Ledger,
  clock: Clock,
  digest: Digest,
  home: TranscriptHome,
): Promise<ImportSummary | undefined> {
  const { TranscriptImport, describeSummary, transcriptSources } = await loadLater();
  const found = transcriptSources.flatMap((source) => {
    const { length } = source.sessions(home);
    return length === 0 ? [] : [{ title: source.title, sessions: length }];
  });
  if (found.length === 0) {
    const tools = transcriptSources.map(({ title }) => title).join(', ');
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No transcripts were found on this machine. Pairfolio reads those of {0}.', tools),
    );
    return undefined;
  }
  const what = found.map(({ title, sessions }) => `${title}: ${vscode.l10n.t('{0} sessions', sessions)}`).join('\n');
  const read = vscode.l10n.t('Import');
  const question = vscode.l10n.t('Import what your AI agents wrote down?');
  const detail = `${what}\n\n${vscode.l10n.t('They are read on this machine and nothing leaves it. Secrets are masked before anything is stored.')}`;
  if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, read)) !== read) return undefined;
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
  const titles = found.map(({ title }) => title);
  void offerReview(describeSummary(summary, titles, home.homedir).join(' '), summary.added > 0);
  return summary;
}

async function offerReview(said: string, anything: boolean): Promise<void> {
  const review = vscode.l10n.t('Review');
  const choice = await vscode.window.showInformationMessage(said, ...(anything ? [review] : []));
  if (choice === review) await vscode.commands.executeCommand('pairfolio.reviewDecisions');
}
