import fs from 'node:fs';

/** One whole line and where it stands in its file, in bytes. */
export interface TailLine {
  readonly text: string;
  readonly offset: number;
  readonly length: number;
}

const chunkSize = 1 << 20;

/** Reads a growing file from where it stopped the last time, whole lines only. */
export class TailReader {
  readonly file: string;
  #offset = 0;

  constructor(file: string) {
    this.file = file;
  }

  /**
   * Hands over every whole line that came since the last time; what follows the last line break is left for later.
   * @throws what `fs.openSync` and `fs.readSync` throw
   */
  read(take: (line: TailLine) => void): void {
    const fd = fs.openSync(this.file, 'r');
    try {
      const size = fs.fstatSync(fd).size;
      if (size < this.#offset) this.#offset = 0; // replaced by a shorter file: start again
      let pending = Buffer.alloc(0);
      let at = this.#offset;
      while (at + pending.length < size) {
        const chunk = Buffer.alloc(Math.min(chunkSize, size - at - pending.length));
        const read = fs.readSync(fd, chunk, 0, chunk.length, at + pending.length);
        if (read === 0) break;
        pending = Buffer.concat([pending, chunk.subarray(0, read)]);
        let start = 0;
        for (let end = pending.indexOf(10); end >= 0; end = pending.indexOf(10, start)) {
          take({ text: pending.toString('utf8', start, end), offset: at + start, length: end - start });
          start = end + 1;
        }
        at += start;
        pending = pending.subarray(start);
      }
      this.#offset = at;
    } finally {
      fs.closeSync(fd);
    }
  }
}
