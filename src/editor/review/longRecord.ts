import type { Disposable } from '../../core/shared/disposable.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';

/** So much of the record (bytes) is read in one go: some ten milliseconds' work. */
const readAtOnce = 2 ** 20;

/** Has a long record read bit by bit before it is used: a window that has just started has all of it before it. */
export class LongRecord implements Disposable {
  readonly #ledger: Pick<Ledger, 'behind' | 'readSoon'>;
  /** What waits until it was read. */
  #waiting: (() => void)[] | undefined;
  #reading: Promise<void> | undefined;
  #isOver = false;

  constructor(ledger: Pick<Ledger, 'behind' | 'readSoon'>) {
    this.#ledger = ledger;
  }

  /**
   * Does something that reads the record: at once where that is short, which it nearly always is, else when a long one
   * was read. In the order of the calls. What cannot be read, `work` finds out itself.
   * @returns undefined where it was done at once
   */
  whenRead(work: () => void): Promise<void> | undefined {
    if (this.#waiting) this.#waiting.push(work);
    else if (this.#isShort()) {
      work();
      return undefined;
    } else {
      const all = (this.#waiting = [work]);
      this.#reading = this.#ledger.readSoon().then(
        () => this.#go(all),
        () => this.#go(all),
      );
    }
    return this.#reading;
  }

  dispose(): void {
    this.#isOver = true;
  }

  #isShort(): boolean {
    try {
      return this.#ledger.behind < readAtOnce;
    } catch {
      return true; // says so again to who reads it
    }
  }

  #go(works: readonly (() => void)[]): void {
    this.#waiting = undefined;
    if (!this.#isOver) for (const work of works) work();
  }
}
