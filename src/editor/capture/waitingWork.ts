import type { Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import type { Guard } from './capture.ts';

/** More than so many pieces do not wait; a key leads to two. */
const most = 256;

/**
 * What keys lead to. It waits until somebody asks for what it would change, or until there is much of it: many small
 * pieces done at once take a fraction of what they take one by one, each between two keys of somebody who types. Nobody
 * can tell this from doing each at once. A timer for each would cost as much as the work itself.
 */
export class WaitingWork implements Disposable {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #guard: Guard;
  #waiting: (() => void)[] = [];
  #soon: Disposable | undefined;

  constructor(clock: Pick<Clock, 'after'>, guard: Guard) {
    this.#clock = clock;
    this.#guard = guard;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  add(work: () => void): void {
    this.#waiting.push(work);
    if (this.#waiting.length === most) this.#soon = this.#clock.after(0, () => this.catchUp());
  }

  /** Does all of it, in the order in which it came. */
  catchUp(): void {
    if (this.isEmpty) return;
    const all = this.#waiting;
    this.#waiting = []; // before the work asks for what it changes itself
    this.#soon?.dispose();
    for (const work of all) this.#guard('change', work);
  }

  dispose(): void {
    this.#soon?.dispose();
    this.#waiting = [];
  }
}
