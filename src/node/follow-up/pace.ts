import type { Clock } from '../../core/shared/clock.ts';
import { PairfolioError } from '../../core/shared/errors.ts';

/** How long a piece of background work may take, and when it is to stop. */
export interface WorkLimits {
  readonly signal: AbortSignal;
  /** Milliseconds after which it stops, to go on at the next run; without it, it runs to its end. */
  readonly budgetMs?: number;
}

/** In the editor other extensions share the thread: work so many milliseconds at most before they have their turn. */
const longestStretch = 20;

/** Lets others have their turn. */
export class Pace {
  readonly #clock: Clock;
  readonly #limits: WorkLimits;
  readonly #began: number;
  #rested: number;

  constructor(clock: Clock, limits: WorkLimits) {
    this.#clock = clock;
    this.#limits = limits;
    this.#began = this.#rested = clock.now();
  }

  /** Whether the time given is used up. */
  get isOver(): boolean {
    const { budgetMs } = this.#limits;
    return budgetMs !== undefined && this.#clock.now() - this.#began >= budgetMs;
  }

  /** To be called between pieces of work. @throws PairfolioError `cancelled` */
  async breathe(): Promise<void> {
    if (this.#clock.now() - this.#rested >= longestStretch) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#rested = this.#clock.now();
    }
    if (this.#limits.signal.aborted) throw new PairfolioError('cancelled', 'Stopped.');
  }
}
