import type { LogOutputChannel } from 'vscode';
import * as vscode from 'vscode';
import { PairfolioError } from '../core/shared/errors.ts';

/**
 * The one place where errors of the editor side end: a sentence for the user, said once until it changes, and an entry
 * in the log. Nothing thrown inside reaches the editor, and neither holds the user's code or words.
 */
export class ErrorBoundary {
  readonly #log: LogOutputChannel;
  readonly #said = new Set<string>();

  constructor(log: LogOutputChannel) {
    this.#log = log;
  }

  /** Runs work that an event of the editor leads to. */
  readonly guard = (what: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      this.report(what, error);
    }
  };

  /** Runs a command of the user: what goes wrong is always said, even if it was said before. */
  async command<T>(what: string, work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (PairfolioError.is(error, 'cancelled')) return undefined;
      if (PairfolioError.is(error)) this.#said.delete(error.message);
      this.report(what, error);
      return undefined;
    }
  }

  readonly report = (what: string, error: unknown): void => {
    if (PairfolioError.is(error)) {
      this.#log.error(`${what}: ${error.message} (${error.reason})`);
      this.#sayOnce(error.message);
      return;
    }
    // A stack names our own places; the message might quote a path or text of the user's, so it stays out.
    const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6).join('\n') : '';
    this.#log.error(`${what}: unexpected ${error instanceof Error ? error.name : typeof error}\n${stack}`);
    this.#sayOnce(vscode.l10n.t('Pairfolio met a problem while working on “{0}”. Its log has the place.', what));
  };

  #sayOnce(message: string): void {
    if (this.#said.has(message)) return;
    this.#said.add(message);
    const showLog = vscode.l10n.t('Show Log');
    void vscode.window.showErrorMessage(message, showLog).then((choice) => {
      if (choice === showLog) this.#log.show();
    });
  }
}
