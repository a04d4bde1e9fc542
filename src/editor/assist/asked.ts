import type { Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';

/** Drafts that are waited for, by what they are for: one at a time for each, and each can be stopped. */
export class Asked implements Disposable {
  readonly #asked = new Map<string, AbortController>();

  /**
   * Asks; what was asked for under the same name before is stopped.
   * @param tell hears what came of it, null for nothing; not called where it was asked for again meanwhile
   * @throws what `work` throws, unless it was cancelled
   */
  async ask<T>(
    name: string,
    work: (signal: AbortSignal) => Promise<T> | undefined,
    tell: (answer: T | null) => void,
  ): Promise<void> {
    const asked = new AbortController();
    this.stop(name);
    this.#asked.set(name, asked);
    let answer: T | null = null;
    try {
      const given = await work(asked.signal);
      if (!asked.signal.aborted) answer = given ?? null;
    } catch (error) {
      if (!PairfolioError.is(error, 'cancelled')) throw error;
    } finally {
      if (this.#asked.get(name) === asked) {
        this.#asked.delete(name);
        tell(answer);
      }
    }
  }

  stop(name: string): void {
    this.#asked.get(name)?.abort();
  }

  dispose(): void {
    for (const asked of this.#asked.values()) asked.abort();
  }
}
