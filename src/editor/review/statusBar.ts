import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { Quiet } from './quiet.ts';
import { isQuiet, snoozeInWords } from './quietCommands.ts';
import type { ReviewPort } from './reviewPort.ts';

/** The most a status bar number says exactly. */
const mostCounted = 99;

type Session = Pick<ReviewPort, 'count' | 'onDidChange'> & { readonly paused: boolean };

/** One item: how many decisions wait, and whether recording or asking is stopped. Absent when there is nothing to say. */
export class ReviewStatusBar implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #item: vscode.StatusBarItem;
  readonly #session: Session;
  readonly #quiet: Quiet;
  readonly #clock: Clock;
  /** What is shown: nothing is sent to the window while it stays the same. */
  #shown = '';

  constructor(session: Session, quiet: Quiet, clock: Clock) {
    this.#session = session;
    this.#quiet = quiet;
    this.#clock = clock;
    this.#item = this.#disposables.add(
      vscode.window.createStatusBarItem('pairfolio.review', vscode.StatusBarAlignment.Right, 90),
    );
    this.#item.name = 'Pairfolio';
    this.#item.command = 'pairfolio.reviewDecisions';
    this.#disposables.add(session.onDidChange(() => this.#show()));
    this.#disposables.add(quiet.onDidChange(() => this.#show()));
    this.#show();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #show(): void {
    const { count, paused } = this.#session;
    const quiet = isQuiet(this.#quiet);
    const number = count > mostCounted ? `${String(mostCounted)}+` : String(count);
    const sentences = this.#sentences(number);
    const shown = [number, paused, ...sentences].join('\n');
    if (shown === this.#shown) return;
    this.#shown = shown;
    if (count === 0 && !paused && !quiet) {
      this.#item.hide();
      return;
    }
    const icon = paused ? '$(debug-pause)' : quiet ? '$(bell-slash)' : '$(comment-discussion)';
    const state = paused ? vscode.l10n.t('paused') : vscode.l10n.t('snoozed');
    this.#item.text = `${icon} ${count === 0 ? state : number}`;
    this.#item.tooltip = tooltip(sentences, paused, quiet);
    this.#item.accessibilityInformation = { label: `Pairfolio: ${sentences.join(' ')}`, role: 'button' };
    this.#item.show();
  }

  #sentences(number: string): string[] {
    const { count, paused } = this.#session;
    const { snooze, held } = this.#quiet;
    const waits =
      count === 1
        ? vscode.l10n.t('1 decision waits for a word from you.')
        : vscode.l10n.t('{0} decisions wait for a word from you.', number);
    return [
      ...(count > 0 ? [waits] : []),
      ...(paused ? [vscode.l10n.t('Recording is paused.')] : []),
      ...(snooze ? [snoozeInWords(snooze, this.#clock.now())] : []),
      ...(held ? [vscode.l10n.t('Questions are held back in this window.')] : []),
    ];
  }
}

/** The sentences, and below them what can be done: the item's menu. */
function tooltip(sentences: readonly string[], paused: boolean, quiet: boolean): vscode.MarkdownString {
  const actions: readonly (readonly [command: string, label: string])[] = [
    ['pairfolio.reviewDecisions', vscode.l10n.t('Review')],
    quiet
      ? ['pairfolio.resumeQuestions', vscode.l10n.t('Ask again')]
      : ['pairfolio.snoozeQuestions', vscode.l10n.t('Snooze…')],
    ...(paused ? [['pairfolio.resumeCapture', vscode.l10n.t('Resume recording')] as const] : []),
    ['pairfolio.whyNotAsked', vscode.l10n.t('Why am I not asked?')],
  ];
  const text = new vscode.MarkdownString(`Pairfolio: ${sentences.join(' ')}\n\n`);
  text.isTrusted = { enabledCommands: actions.map(([command]) => command) };
  text.appendMarkdown(actions.map(([command, label]) => `[${label}](command:${command})`).join(' · '));
  return text;
}
