import { open } from 'node:fs/promises';

const chunkSize = 512 * 1024;

/** So many words say whether a file is worth reading. */
const most = 6;

/** A word to be found in a file of JSON, and the bytes it may be written as. */
export interface Needle {
  readonly word: string;
  readonly bytes: readonly Buffer[];
}

/**
 * The longest words of a text. Of letters and digits only, so that neither Markdown nor JSON writes them otherwise; only
 * letters beyond ASCII may be written as `\u` escapes, in either case.
 */
export function needlesOf(text: string): Needle[] {
  const words = [...new Set(text.match(/[\p{L}\p{N}]{3,}/gu))].sort((a, b) => b.length - a.length);
  return words.slice(0, most).map((word) => {
    const lower = word.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const upper = lower.replace(/\\u[0-9a-f]{4}/g, (escape) => `\\u${escape.slice(2).toUpperCase()}`);
    return { word, bytes: [...new Set([word, lower, upper])].map((form) => Buffer.from(form)) };
  });
}

/**
 * Whether a file holds a word, in memory for one piece of the file at a time.
 * @param step called between the pieces
 * @throws what `fs` throws
 */
export async function holds(file: string, { bytes }: Needle, step: () => Promise<void>): Promise<boolean> {
  const overlap = Math.max(...bytes.map(({ length }) => length)) - 1;
  const buffer = Buffer.allocUnsafe(chunkSize + overlap);
  const handle = await open(file);
  try {
    let kept = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, kept, chunkSize, null);
      if (bytesRead === 0) return false;
      const piece = buffer.subarray(0, kept + bytesRead);
      if (bytes.some((form) => piece.includes(form))) return true;
      kept = Math.min(overlap, piece.length);
      buffer.copyWithin(0, piece.length - kept, piece.length);
      await step();
    }
  } finally {
    await handle.close();
  }
}
