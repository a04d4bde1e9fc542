import type { Clock } from '../core/shared/clock.ts';
import type { Disposable } from '../core/shared/disposable.ts';

/**
 * Brings a page up to date a moment after something was recorded, and once for all that comes in one go. A page that is
 * not seen waits until it is: working out what it shows takes its time with a long record, and nobody should pay for it.
 */
export class PageRefresh implements Disposable {
  readonly #clock: Clock;
  readonly #settle: number;
  readonly #refresh: () => void;
  #soon: Disposable | undefined;
  #opened = false;
  #visible = true;
  #stale = false;

  /** @param settle how long after the first news (ms) */
  constructor(clock: Clock, settle: number, refresh: () => void) {
    this.#clock = clock;
    this.#settle = settle;
    this.#refresh = refresh;
  }

  /** Whether the page is there, and was told what it shows. */
  get opened(): boolean {
    return this.#opened;
  }

  open(): void {
    this.#opened = true;
  }

  set visible(visible: boolean) {
    this.#visible = visible;
    if (visible && this.#stale) this.soon();
  }

  /** Something may have been recorded, here or in another window. */
  soon(): void {
    if (!this.#opened) return;
    this.#stale = true;
    if (!this.#visible) return;
    this.#soon ??= this.#clock.after(this.#settle, () => {
      this.#soon = undefined;
      this.#stale = false;
      this.#refresh();
    });
  }

  dispose(): void {
    this.#soon?.dispose();
  }
}
