import * as vscode from 'vscode';
import { offeredWeek } from '../../core/practice/offer.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { readSetting } from '../settings.ts';
import type { PracticeDependencies } from './createPractice.ts';

/** The weeks offered before, so that who leaves two of them alone is not offered a third. */
const offeredKey = 'pairfolio.weeksOffered';
/** So many are remembered. */
const mostRemembered = 8;

/**
 * Offers the weekly review in the status bar, never anywhere else. Absent while the developer wants to be left alone, or
 * to be asked on request only.
 */
export class WeekOffer implements Disposable {
  readonly #from: PracticeDependencies;
  readonly #store = new DisposableStore();
  #item: vscode.StatusBarItem | undefined;

  constructor(from: PracticeDependencies) {
    this.#from = from;
    const again = (): void => void from.boundary.command('weekly review', () => this.look());
    this.#store.add(from.review.quiet.onDidChange(again));
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('pairfolio.ask.when')) again();
      }),
    );
  }

  /** Shows or hides the offer, as things stand now. */
  async look(): Promise<void> {
    const week = this.#isQuiet() ? undefined : await this.#week();
    if (week === undefined) {
      this.#item?.hide();
      return;
    }
    const offered = this.#offered.filter((id) => id !== week);
    await this.#from.context.globalState.update(offeredKey, [...offered, week].slice(-mostRemembered));
    this.#show();
  }

  /** The developer opened the page: offers are welcome again. */
  opened(): void {
    this.#item?.hide();
    void this.#from.context.globalState.update(offeredKey, undefined);
  }

  dispose(): void {
    this.#store.dispose();
    this.#item?.dispose();
  }

  get #offered(): readonly string[] {
    const kept: unknown = this.#from.context.globalState.get(offeredKey);
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  }

  #isQuiet(): boolean {
    const { quiet } = this.#from.review;
    return quiet.held || quiet.snooze !== null || readSetting(vscode.workspace, 'ask.when') === 'on-request';
  }

  /** An offer nobody waits for: a record that cannot be read now is told when the developer acts. */
  async #week(): Promise<string | undefined> {
    const { ledger, clock } = this.#from;
    try {
      const { practice } = await ledger.readSoon();
      return offeredWeek(ledger.states(), practice, { offered: this.#offered, now: clock.now() })?.id;
    } catch (error) {
      if (PairfolioError.is(error)) return undefined;
      throw error;
    }
  }

  #show(): void {
    if (!this.#item) {
      // Beside what waits for an answer.
      this.#item = vscode.window.createStatusBarItem('pairfolio.week', vscode.StatusBarAlignment.Right, 89);
      this.#item.name = vscode.l10n.t('Pairfolio: Weekly Review');
      this.#item.text = `$(calendar) ${vscode.l10n.t('Weekly review')}`;
      this.#item.command = 'pairfolio.weeklyReview';
      const text = new vscode.MarkdownString(
        vscode.l10n.t(
          'Pairfolio: five minutes to look back on your week with AI. [Snooze…](command:pairfolio.snoozeQuestions)',
        ),
      );
      text.isTrusted = { enabledCommands: ['pairfolio.snoozeQuestions'] };
      this.#item.tooltip = text;
      this.#item.accessibilityInformation = {
        label: vscode.l10n.t('Pairfolio: your weekly review is due. Five minutes to look back on your week with AI.'),
        role: 'button',
      };
    }
    this.#item.show();
  }
}
