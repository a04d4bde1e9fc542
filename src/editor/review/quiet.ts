import type { Memento } from 'vscode';
import * as vscode from 'vscode';
import {
  isSnoozed,
  readSnooze,
  snoozeFor,
  writeSnooze,
  type Snooze,
  type SnoozeLength,
} from '../../core/reflect/snooze.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { Emitter } from '../../core/shared/event.ts';

const key = 'pairfolio.snooze';

/**
 * Whether the developer wants to be left alone: snoozed in every window and over restarts, or held back in this window
 * while they present. Decisions are recorded all the same, and can be reviewed at any time.
 */
export class Quiet implements Disposable {
  readonly #state: Memento;
  readonly #clock: Clock;
  readonly #changed = new Emitter<undefined>();
  #end: Disposable | undefined;
  #held = false;

  readonly onDidChange = this.#changed.event;

  constructor(state: Memento, clock: Clock) {
    this.#state = state;
    this.#clock = clock;
    this.#tell();
  }

  /** The snooze that holds now, also one chosen in another window; null for none. */
  get snooze(): Snooze | null {
    const snooze = readSnooze(this.#state.get(key));
    return snooze && isSnoozed(snooze, this.#clock.now()) ? snooze : null;
  }

  /** Whether questions are held back in this window, by hand. */
  get held(): boolean {
    return this.#held;
  }

  /** @returns the snooze that holds from now on */
  async snoozeFor(length: SnoozeLength): Promise<Snooze> {
    const snooze = snoozeFor(length, this.#clock.now());
    await this.restore(snooze);
    return snooze;
  }

  /** Sets the snooze to what it was. */
  async restore(snooze: Snooze | null): Promise<void> {
    await this.#state.update(key, snooze ? writeSnooze(snooze) : undefined);
    this.#tell();
  }

  hold(held: boolean): void {
    this.#held = held;
    this.#tell();
  }

  /** The developer opened the review: "until I ask" is over. */
  async asked(): Promise<void> {
    if (this.snooze?.until === null) await this.restore(null);
  }

  dispose(): void {
    this.#end?.dispose();
    this.#changed.dispose();
  }

  #tell(): void {
    const { snooze } = this;
    this.#end?.dispose();
    this.#end =
      typeof snooze?.until === 'number'
        ? this.#clock.after(snooze.until - this.#clock.now(), () => this.#tell())
        : undefined;
    void vscode.commands.executeCommand('setContext', 'pairfolio.quiet', snooze !== null || this.#held);
    void vscode.commands.executeCommand('setContext', 'pairfolio.held', this.#held);
    this.#changed.fire(undefined);
  }
}
