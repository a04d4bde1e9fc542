import fs from 'node:fs';
import type { Disposable } from '../../core/shared/disposable.ts';

/**
 * A file that only grows, one whole line at a time, written by this process alone. A write that fails half way
 * (a full disk) is taken back, so that the next one does not continue a torn line.
 */
export class AppendFile implements Disposable {
  readonly #fd: number;
  /** Nobody else writes here, so it need not be asked for again. */
  #size: number;
  #torn = false;

  /** Creates the file, private to the user. @throws what `fs.openSync` throws */
  constructor(file: string) {
    this.#fd = fs.openSync(file, 'a', 0o600);
    this.#size = fs.fstatSync(this.#fd).size;
  }

  /** @throws what `fs.writeSync` throws; the file then ends as it did before, or with a torn line the next write closes */
  appendLine(line: string): void {
    const bytes = Buffer.from(`${this.#torn ? '\n' : ''}${line}\n`, 'utf8');
    try {
      let written = 0;
      while (written < bytes.length) written += fs.writeSync(this.#fd, bytes, written);
      this.#torn = false;
      this.#size += bytes.length;
    } catch (error) {
      this.#takeBack();
      throw error;
    }
  }

  /** Waits until what was written is on the disk itself. */
  sync(): void {
    fs.fsyncSync(this.#fd);
  }

  dispose(): void {
    fs.closeSync(this.#fd);
  }

  #takeBack(): void {
    try {
      fs.ftruncateSync(this.#fd, this.#size);
    } catch {
      this.#torn = true; // cannot be shortened either: the next line starts on a line of its own
      this.#size = fs.fstatSync(this.#fd).size;
    }
  }
}
