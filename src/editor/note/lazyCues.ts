import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { Emitter } from '../../core/shared/event.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { loadLater } from '../later.ts';
import type { Cues } from './cues.ts';

/** So long after the first suggestion that is shown (ms) its record is counted: nothing waits for it. */
const settle = 1500;

/** Counts the developer's own record some time after a suggestion is there that it could be said of. */
export class LazyCues implements Disposable {
  readonly #parts: { readonly ledger: Ledger; readonly clock: Clock; readonly boundary: ErrorBoundary };
  readonly #store = new DisposableStore();
  readonly #counted = this.#store.add(new Emitter<undefined>());
  #waiting: Disposable | undefined;
  #cues: Cues | undefined;

  /** The record was counted, or counted anew. */
  readonly onDidCount = this.#counted.event;

  constructor(parts: { readonly ledger: Ledger; readonly clock: Clock; readonly boundary: ErrorBoundary }) {
    this.#parts = parts;
  }

  /** What is known now; what is not known, or old, is counted soon. */
  now(): Cues | undefined {
    if (this.#cues?.isFresh !== true) this.#soon();
    return this.#cues;
  }

  dispose(): void {
    this.#waiting?.dispose();
    this.#store.dispose();
  }

  #soon(): void {
    const { ledger, clock, boundary } = this.#parts;
    this.#waiting ??= clock.after(settle, () => {
      void boundary.command('cue', async () => {
        const { Cues } = await loadLater();
        const cues = (this.#cues ??= new Cues(ledger, clock));
        await cues.count();
        this.#waiting = undefined;
        this.#counted.fire(undefined);
      });
    });
  }
}
