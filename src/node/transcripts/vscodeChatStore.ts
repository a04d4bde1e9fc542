import fs from 'node:fs';
import path from 'node:path';
import { openDatabase } from './openDatabase.ts';
import { UnreadableTranscript } from './unreadable.ts';

/** What was asked in one turn of a chat, and when: ISO 8601. */
export interface StoredTurn {
  readonly prompt: string | null;
  readonly at: string | null;
}

/** The files of the store below an editor's `User` folder; the second one holds what was written last. */
export function storeFiles(user: string): string[] {
  const file = path.join(user, 'globalStorage', 'github.copilot-chat', 'session-store.db');
  return [file, `${file}-wal`];
}

/**
 * The turns of a chat from the store Copilot Chat keeps of all of them (seen: 0.67, schema 3),
 * `User/globalStorage/github.copilot-chat/session-store.db`: the only place that has the prompt of an inline chat.
 * @param user the editor's `User` folder
 * @returns none where there is no store, or it cannot be read
 */
export function turnsOf(user: string, session: string): StoredTurn[] {
  const [file = ''] = storeFiles(user);
  if (!fs.existsSync(file)) return [];
  try {
    const database = openDatabase(file);
    try {
      return database
        .prepare('select user_message, timestamp from turns where session_id = ? order by turn_index')
        .all(session)
        .map(({ user_message: prompt, timestamp: at }) => ({ prompt: textOf(prompt), at: textOf(at) }));
    } finally {
      database.close();
    }
  } catch (error) {
    // Without it the edits are still there. A store of another version has other tables.
    if (error instanceof UnreadableTranscript || isSqliteError(error)) return [];
    throw error;
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function isSqliteError(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_SQLITE_ERROR';
}
