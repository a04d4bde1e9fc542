import fs from 'node:fs';
import type { TranscriptLine } from '../../core/recognise/transcripts/transcript.ts';

/** Longer lines are passed over, in bytes. */
export const longestLine = 32 * 1024 * 1024;

const chunkSize = 1024 * 1024;
const lineFeed = 10;

/**
 * The lines of a file in order, without their line breaks, in memory for one line at a time. Bytes that are not UTF-8
 * become U+FFFD.
 * @throws what `fs` throws
 */
export function* readLines(file: string): Generator<TranscriptLine> {
  const fd = fs.openSync(file, 'r');
  try {
    let parts: Buffer[] = [];
    let length = 0;
    const take = (): TranscriptLine => {
      const line = length > longestLine ? { tooLong: length } : Buffer.concat(parts).toString('utf8');
      parts = [];
      length = 0;
      return line;
    };
    const add = (part: Buffer): void => {
      length += part.length;
      if (length > longestLine) parts = [];
      else if (part.length > 0) parts.push(part);
    };
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkSize);
      const read = fs.readSync(fd, chunk, 0, chunkSize, null);
      if (read === 0) break;
      let start = 0;
      for (let end = chunk.indexOf(lineFeed); end >= 0 && end < read; end = chunk.indexOf(lineFeed, start)) {
        if (length === 0) {
          yield chunk.toString('utf8', start, end);
        } else {
          add(chunk.subarray(start, end));
          yield take();
        }
        start = end + 1;
      }
      add(chunk.subarray(start, read));
    }
    if (length > 0) yield take();
  } finally {
    fs.closeSync(fd);
  }
}
