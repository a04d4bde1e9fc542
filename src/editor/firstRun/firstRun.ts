import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';

/** The walkthrough as VS Code names it: extension, then its id in package.json. */
const walkthrough = 'pairfolio.pairfolio#start';
/** The first look at the ledger: so long after the start (ms), together with the one that counts what waits. */
const firstLook = 3_000;
/** What others write in one go is looked at once, so long after the first (ms). */
const settle = 1_000;

/** Opens the walkthrough; nothing else does. */
export async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
}

/** Opens the settings on what is recorded. */
export async function openPrivacySettings(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', '@ext:pairfolio.pairfolio capture');
}

/** The walkthrough's third step is done: a page was written. */
export function pageExported(): void {
  done('exported');
}

/**
 * Ticks off the walkthrough's first two steps when they have happened, however they did: a suggestion was recorded, a
 * decision was answered. Stops looking once both have.
 */
export class FirstRun implements Disposable {
  readonly #ledger: Pick<Ledger, 'readSoon'>;
  readonly #clock: Clock;
  readonly #appended: Disposable;
  #soon: Disposable | undefined;
  #recorded = false;

  constructor(ledger: Pick<Ledger, 'readSoon' | 'onDidAppend'>, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
    // VS Code opens the walkthrough of an extension just installed unless its condition is false: this comes after that.
    done('ready');
    this.#soon = clock.after(firstLook, () => void this.#look());
    this.#appended = ledger.onDidAppend(() => {
      this.#soon ??= this.#clock.after(settle, () => void this.#look());
    });
  }

  dispose(): void {
    this.#soon?.dispose();
    this.#appended.dispose();
  }

  async #look(): Promise<void> {
    this.#soon = undefined;
    try {
      const states = [...(await this.#ledger.readSoon()).suggestions.values()];
      if (states.length === 0) return;
      if (!this.#recorded) done('recorded');
      this.#recorded = true;
      if (states.every(({ reflection }) => reflection === null)) return;
      done('answered');
      this.#appended.dispose();
    } catch (error) {
      // Nobody waits for this look: what cannot be read is told when the developer acts.
      if (!PairfolioError.is(error)) throw error;
    }
  }
}

/** Sets a context key of the walkthrough, once and for good: VS Code draws it anew, and takes the focus, at each change. */
function done(step: 'ready' | 'recorded' | 'answered' | 'exported'): void {
  void vscode.commands.executeCommand('setContext', `pairfolio.firstRun.${step}`, true);
}
