import * as vscode from 'vscode';
import type { ImportSummary } from '../../node/import/summary.ts';

/** What an import did, in a few sentences; `pairfolio import` says it at length. */
export function importWords(summary: ImportSummary): string {
  const { added, updated, unchanged, suggestions, verdicts, leftOut, lines, unreadableFiles, stopped } = summary;
  const said: string[] = [];
  if (added === 1) said.push(vscode.l10n.t('1 suggestion was imported.'));
  if (added > 1) said.push(vscode.l10n.t('{0} suggestions were imported.', added));
  if (updated === 1) said.push(vscode.l10n.t('1 was brought up to date.'));
  if (updated > 1) said.push(vscode.l10n.t('{0} were brought up to date.', updated));
  if (unchanged === 1) said.push(vscode.l10n.t('1 was known already.'));
  if (unchanged > 1) said.push(vscode.l10n.t('{0} were known already.', unchanged));
  if (suggestions === 0) said.push(vscode.l10n.t('The transcripts hold no suggestions to import.'));
  if (added > 0) {
    const { trusted, adapted, overrode } = verdicts;
    said.push(
      vscode.l10n.t('What became of them: trusted {0}, adapted {1}, overrode {2}.', trusted, adapted, overrode),
    );
  }
  const out = leftOut.notToBeRecorded + leftOut.forgotten;
  if (out === 1) said.push(vscode.l10n.t('1 was left out, as the settings say or because you forgot it before.'));
  if (out > 1)
    said.push(vscode.l10n.t('{0} were left out, as the settings say or because you forgot them before.', out));
  const unread = lines['cut off'] + lines['not JSON'] + lines['too long'] + unreadableFiles;
  if (unread > 0) said.push(vscode.l10n.t('Not everything could be read; “Show What Is Seen” says what and why.'));
  if (stopped) said.push(vscode.l10n.t('Stopped before the end; the next import goes on from here.'));
  return said.join(' ');
}
