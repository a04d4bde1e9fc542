import * as vscode from 'vscode';
import { describeDiagnosis, diagnose } from '../../node/doctor/diagnosis.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { TranscriptHome } from '../../node/transcripts/source.ts';
import { describeRules } from '../privacy/describeRules.ts';

/** Opens a page that says what is seen on this machine and what is not: the same as `pairfolio doctor`. */
export async function showCoverageCommand(ledger: Ledger, home: TranscriptHome, paused: boolean): Promise<void> {
  const diagnosis = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking at what is seen'),
      cancellable: true,
    },
    (_progress, token) => {
      const cancelled = new AbortController();
      token.onCancellationRequested(() => cancelled.abort());
      return diagnose(ledger, home, cancelled.signal);
    },
  );
  const content = [...describeRules(paused), ...describeDiagnosis(diagnosis, home.homedir)].join('\n');
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: 'plaintext' }));
}
