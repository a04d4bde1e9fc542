import fs from 'node:fs';

/** Takes one whole line: `bytes` from `start` to `end`, without its line break; `offset` is where it begins in the file. */
export type TakeLine = (bytes: Buffer, start: number, end: number, offset: number) => void;

/** Bytes read at once: of records, about five milliseconds' work. */
const chunkSize = 1 << 18;
const lineBreak = 10;

/** Reads a growing file from where it stopped the last time, whole lines only. */
export class TailReader {
  readonly file: string;
  #offset = 0;
  /** Kept while there is more to read: a new one for each part of a long file would only be garbage. */
  #buffer: Buffer | undefined;

  constructor(file: string) {
    this.file = file;
  }

  /** Bytes of the file that are not read yet, without looking into it; 0 where it is gone. */
  get behind(): number {
    return Math.max(0, (fs.statSync(this.file, { throwIfNoEntry: false })?.size ?? 0) - this.#offset);
  }

  /**
   * Hands over every whole line that came since the last time; what follows the last line break is left for later.
   * The bytes are only good until the next line.
   * @param isOver asked now and then whether to stop before the end and go on the next time
   * @returns whether the end was reached
   * @throws what `fs.openSync` and `fs.readSync` throw
   */
  read(take: TakeLine, isOver: () => boolean = () => false): boolean {
    const fd = fs.openSync(this.file, 'r');
    try {
      const size = fs.fstatSync(fd).size;
      if (size < this.#offset) this.#offset = 0; // replaced by a shorter file: start again
      let buffer = this.#buffer ?? Buffer.allocUnsafe(Math.min(chunkSize, Math.max(1, size - this.#offset)));
      let filled = 0;
      while (this.#offset + filled < size) {
        // A line longer than the buffer needs a larger one.
        if (filled === buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
        const read = fs.readSync(fd, buffer, filled, buffer.length - filled, this.#offset + filled);
        if (read === 0) break;
        filled += read;
        let start = 0;
        for (let end = buffer.indexOf(lineBreak); end >= 0 && end < filled; end = buffer.indexOf(lineBreak, start)) {
          take(buffer, start, end, this.#offset + start);
          start = end + 1;
        }
        buffer.copyWithin(0, start, filled);
        filled -= start;
        this.#offset += start;
        if (start > 0 && isOver()) {
          this.#buffer = buffer;
          return false;
        }
      }
      this.#buffer = undefined;
      return true;
    } finally {
      fs.closeSync(fd);
    }
  }
}
