import type { Clock } from '../../src/core/shared/clock.ts';
import type { Disposable } from '../../src/core/shared/disposable.ts';

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now: number;
  #timers: { readonly due: number; readonly callback: () => void }[] = [];

  constructor(start = '2026-11-22T10:00:00.000Z') {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): Disposable {
    const timer = { due: this.#now + milliseconds, callback };
    this.#timers.push(timer);
    return { dispose: () => void (this.#timers = this.#timers.filter((other) => other !== timer)) };
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.length;
  }

  /** Moves time on, calling back every timer that falls due, in order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = this.#timers.filter((timer) => timer.due <= end).sort((a, b) => a.due - b.due);
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.due);
      next.callback();
    }
    this.#now = end;
  }

  /** Sets the time, back as well as forth, without calling anybody. */
  set(time: string): void {
    this.#now = Date.parse(time);
  }
}
