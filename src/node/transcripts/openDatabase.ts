import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { DatabaseSync } from 'node:sqlite';
import { UnreadableTranscript } from './unreadable.ts';

/**
 * Opens another program's SQLite database to read it, in place. Nothing is written beside it: where nobody has it open
 * it is read as it lies; else as a further reader, which keeps no writer waiting.
 * @throws UnreadableTranscript where this runtime has no `node:sqlite` (before Node 22.13), or it is no database
 */
export function openDatabase(file: string): DatabaseSync {
  const sqlite = sqliteModule();
  if (!sqlite) throw new UnreadableTranscript('This runtime cannot read SQLite; Node 22.13 can.');
  try {
    if (!fs.existsSync(`${file}-wal`)) {
      const url = pathToFileURL(file);
      url.searchParams.set('immutable', '1');
      return new sqlite.DatabaseSync(url, { readOnly: true });
    }
  } catch {
    // An older runtime takes no URL.
  }
  try {
    return new sqlite.DatabaseSync(file, { readOnly: true });
  } catch {
    throw new UnreadableTranscript('The database cannot be opened.');
  }
}

/** Asked for when it is needed: where it is missing, all else still works. */
function sqliteModule(): typeof import('node:sqlite') | undefined {
  const { getBuiltinModule } = process as Partial<Pick<typeof process, 'getBuiltinModule'>>;
  return getBuiltinModule?.('node:sqlite');
}
