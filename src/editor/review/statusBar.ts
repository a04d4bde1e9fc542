import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { ReviewPort } from './reviewPort.ts';

/** The most a status bar number says exactly. */
const mostCounted = 99;

/** One item: how many decisions wait, or that capture is paused. Absent when there is nothing to say. */
export class ReviewStatusBar implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #item: vscode.StatusBarItem;
  readonly #session: Pick<ReviewPort, 'count' | 'onDidChange'> & { readonly paused: boolean };

  constructor(session: Pick<ReviewPort, 'count' | 'onDidChange'> & { readonly paused: boolean }) {
    this.#session = session;
    this.#item = this.#disposables.add(
      vscode.window.createStatusBarItem('pairfolio.review', vscode.StatusBarAlignment.Right, 90),
    );
    this.#item.name = 'Pairfolio';
    this.#item.command = 'pairfolio.reviewDecisions';
    this.#disposables.add(session.onDidChange(() => this.#show()));
    this.#show();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #show(): void {
    const { count, paused } = this.#session;
    if (count === 0 && !paused) {
      this.#item.hide();
      return;
    }
    const number = count > mostCounted ? `${String(mostCounted)}+` : String(count);
    const waits =
      count === 1
        ? vscode.l10n.t('1 decision waits for a word from you')
        : vscode.l10n.t('{0} decisions wait for a word from you', number);
    const pausedWords = vscode.l10n.t('capture is paused');
    const label = [...(count > 0 ? [waits] : []), ...(paused ? [pausedWords] : [])].join(', ');
    const icon = paused ? '$(debug-pause)' : '$(comment-discussion)';
    this.#item.text = count === 0 ? `${icon} ${vscode.l10n.t('paused')}` : `${icon} ${number}`;
    this.#item.tooltip = `Pairfolio: ${label}`;
    this.#item.accessibilityInformation = { label: `Pairfolio: ${label}`, role: 'button' };
    this.#item.show();
  }
}
