import { setImmediate as nextTurn } from 'node:timers/promises';
import { PairfolioError } from '../../core/shared/errors.ts';

/** Milliseconds of work between two turns of the event loop: shorter than a frame of a screen. */
const sliceLength = 10;

/** Work that stops wherever `isOver` says so and goes on from there when it is resumed. */
export type Sliceable<T> = (isOver: () => boolean) => Iterator<undefined, T>;

/**
 * Does long work in slices, so that an editor answers in between. Who asks while it is being done waits for the same
 * work; when nobody waits any more it stops.
 */
export class SlicedWork<T> {
  readonly #work: Sliceable<T>;
  #running: Promise<T> | undefined;
  #waiting = 0;

  constructor(work: Sliceable<T>) {
    this.#work = work;
  }

  /** @throws PairfolioError `cancelled`, and what the work throws */
  async done(signal: AbortSignal): Promise<T> {
    if (signal.aborted) throw stopped();
    this.#waiting += 1;
    const running = (this.#running ??= this.#run());
    let stop: (() => void) | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        stop = () => reject(stopped());
        signal.addEventListener('abort', stop);
        running.then(resolve, reject);
      });
    } finally {
      if (stop) signal.removeEventListener('abort', stop);
      this.#waiting -= 1;
    }
  }

  async #run(): Promise<T> {
    let end = 0;
    const work = this.#work(() => performance.now() >= end);
    try {
      for (;;) {
        await nextTurn();
        if (this.#waiting === 0) throw stopped(); // to nobody
        end = performance.now() + sliceLength;
        const step = work.next();
        if (step.done === true) return step.value;
      }
    } finally {
      this.#running = undefined;
    }
  }
}

function stopped(): PairfolioError {
  return new PairfolioError('cancelled', 'Stopped.');
}
