import * as vscode from 'vscode';
import type { Uncounted } from '../../node/team/releaseTeamReport.ts';

/**
 * The files of a release that were not simply counted, for the lead's eyes. The list is shown and never logged,
 * because names of files may be names of people.
 */
export function uncountedList(files: readonly (readonly [name: string, fate: Uncounted])[]): string {
  return [
    vscode.l10n.t('Files that were not simply counted. Their names may be names of members: keep them to yourself.'),
    '',
    ...files.map(([name, fate]) => `${JSON.stringify(name)}: ${describe(fate)}`),
    '',
  ].join('\n');
}

function describe(fate: Uncounted): string {
  switch (fate) {
    case 'duplicate':
      return vscode.l10n.t('the same contribution again, counted once');
    case 'conflicting':
      return vscode.l10n.t(
        'has the tag of another file but not its content; neither is counted, so remove the one that is not meant',
      );
    case 'withdrawn':
      return vscode.l10n.t('was withdrawn by its member and is not counted');
    case 'withdrawal':
      return vscode.l10n.t('takes a contribution back');
    case 'newer':
      return vscode.l10n.t('was written by a newer Pairfolio and is not counted here');
    case 'damaged':
      return vscode.l10n.t('cannot be read and is not counted');
    case 'impossible':
      return vscode.l10n.t('was edited: no record gives these numbers, so it is not counted');
    case 'foreign':
      return vscode.l10n.t('is no contribution');
    case 'sealed':
      return vscode.l10n.t('is a sealed contribution; choose its roster');
    case 'plain':
      return vscode.l10n.t('is a plain contribution, which is not counted among sealed ones');
    case 'changed':
      return vscode.l10n.t('was changed after it was sealed and is not counted');
    case 'other-window':
      return vscode.l10n.t('was sealed for another window');
    case 'other-attempt':
      return vscode.l10n.t('was sealed for another attempt of this window, with another roster');
    case 'other-roster':
      return vscode.l10n.t('was sealed with another roster than this one, so its masks do not cancel');
    case 'stranger':
      return vscode.l10n.t('is of a member who is not on the roster');
  }
}
