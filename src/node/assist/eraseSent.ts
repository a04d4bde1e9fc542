import fs from 'node:fs';
import path from 'node:path';
import { PairfolioError } from '../../core/shared/errors.ts';

/** Where the log of what was sent to models stands. */
export function sentFile(home: string): string {
  return path.join(home, 'assist', 'sent.jsonl');
}

/** Where what was sent longer ago stands, until it makes room. */
export function olderSentFile(home: string): string {
  return path.join(home, 'assist', 'sent.older.jsonl');
}

/**
 * Erases what was sent about decisions: its lines are overwritten where they lie, as texts are.
 * @param ids of suggestions, or everything there is
 * @throws PairfolioError `ledger-unwritable`
 */
export function eraseSent(home: string, ids: ReadonlySet<string> | 'everything'): void {
  // In this order: another window may just then put the newer one in the place of the older.
  for (const file of [sentFile(home), olderSentFile(home)]) eraseIn(file, ids);
}

function eraseIn(file: string, ids: ReadonlySet<string> | 'everything'): void {
  try {
    if (!fs.existsSync(file)) return; // nothing was ever sent
    const descriptor = fs.openSync(file, 'r+');
    try {
      const bytes = fs.readFileSync(descriptor);
      for (let start = 0; start < bytes.length; ) {
        const found = bytes.indexOf(10, start);
        const end = found < 0 ? bytes.length : found;
        const goes = ids === 'everything' || isAbout(bytes.toString('utf8', start, end), ids);
        if (goes && end > start) fs.writeSync(descriptor, Buffer.alloc(end - start, 32), 0, end - start, start);
        start = end + 1;
      }
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  } catch (error) {
    throw new PairfolioError('ledger-unwritable', 'The log of what was sent to models could not be erased.', {
      cause: error,
    });
  }
}

/** A line that cannot be read may be about anything, so it goes as well. */
function isAbout(line: string, ids: ReadonlySet<string>): boolean {
  if (line.trim() === '') return false;
  try {
    const { about, outcome } = JSON.parse(line) as { readonly about?: unknown; readonly outcome?: unknown };
    if (!Array.isArray(about)) return typeof outcome !== 'string';
    return about.some((id) => ids.has(String(id)));
  } catch {
    return true;
  }
}
