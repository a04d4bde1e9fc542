import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';

/**
 * VS Code calls a window inactive after about a minute without a key, a click or a move of the mouse; so long (ms) after
 * that the developer is idle.
 */
const inactiveFor = 2 * 60_000;

/** Tells once each time the developer stops using the window for some minutes. Does nothing meanwhile. */
export class Idle implements Disposable {
  readonly #store = new DisposableStore();
  #timer: Disposable | undefined;
  #active = vscode.window.state.active;

  constructor(clock: Clock, idle: () => void) {
    this.#store.add(
      vscode.window.onDidChangeWindowState(({ active }) => {
        if (active === this.#active) return;
        this.#active = active;
        this.#timer?.dispose();
        this.#timer = active ? undefined : clock.after(inactiveFor, idle);
      }),
    );
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#store.dispose();
  }
}
