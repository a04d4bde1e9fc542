import * as vscode from 'vscode';
import type { Fate } from '../../core/team/merge.ts';

/** What a file that was not simply counted turned out to be. */
export type Uncounted = Exclude<Fate, 'counted'>;

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
  }
}
