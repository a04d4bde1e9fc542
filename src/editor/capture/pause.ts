import type { Memento } from 'vscode';
import * as vscode from 'vscode';
import type { Disposable } from '../../core/shared/disposable.ts';
import { Emitter } from '../../core/shared/event.ts';

const key = 'pairfolio.paused';

/** Whether the developer paused recording. Kept over restarts: what was paused never goes on by itself. */
export class Pause implements Disposable {
  readonly #state: Memento;
  readonly #changed = new Emitter<boolean>();

  readonly onDidChange = this.#changed.event;

  constructor(state: Memento) {
    this.#state = state;
    this.#tellMenus();
  }

  get paused(): boolean {
    return this.#state.get(key, false);
  }

  async set(paused: boolean): Promise<void> {
    await this.#state.update(key, paused);
    this.#tellMenus();
    this.#changed.fire(paused);
  }

  dispose(): void {
    // The keys that leave marks must not outlive the command they call.
    void vscode.commands.executeCommand('setContext', 'pairfolio.capturing', false);
    this.#changed.dispose();
  }

  #tellMenus(): void {
    void vscode.commands.executeCommand('setContext', 'pairfolio.paused', this.paused);
    void vscode.commands.executeCommand('setContext', 'pairfolio.capturing', !this.paused);
  }
}
