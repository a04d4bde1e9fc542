import * as vscode from 'vscode';
import type { Disposable } from '../../core/shared/disposable.ts';
import type { Fate } from '../../core/team/merge.ts';
import type { Offer } from './teamDialogs.ts';

/** What a file that was not simply counted turned out to be. */
export type Uncounted = Exclude<Fate, 'counted'>;

/**
 * The files of a release that were not simply counted, for the lead's eyes: an output channel of its own, because names
 * of files may be names of people, and the log is what is sent along with a report of an error.
 */
export class UncountedFiles implements Disposable {
  #channel: vscode.OutputChannel | undefined;

  /** Lists them in the place of those of the last release. @returns a button that shows the list; none without files */
  list(files: readonly (readonly [name: string, fate: Uncounted])[]): readonly Offer[] {
    this.#channel?.clear();
    if (files.length === 0) return [];
    const channel = (this.#channel ??= vscode.window.createOutputChannel(vscode.l10n.t('Pairfolio Team Files')));
    for (const [name, fate] of files) channel.appendLine(`${JSON.stringify(name)}: ${describe(fate)}`);
    return [[vscode.l10n.t('Show Files'), () => channel.show()]];
  }

  dispose(): void {
    this.#channel?.dispose();
  }
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
