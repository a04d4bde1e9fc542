import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { OpencodeReader, opencode } from '../../core/recognise/transcripts/opencode.ts';
import { opencodeEditingTools } from '../../core/recognise/transcripts/opencodeEdits.ts';
import type { TranscriptLine } from '../../core/recognise/transcripts/transcript.ts';
import { openDatabase } from './openDatabase.ts';
import { longestLine } from './readLines.ts';
import type { Session, TranscriptHome, TranscriptSource } from './source.ts';
import { UnreadableTranscript } from './unreadable.ts';

/**
 * opencode keeps everything in `opencode/opencode.db` below the data folder, on every platform; test channels in
 * `opencode-<channel>.db`.
 */
export const opencodeSource: TranscriptSource = {
  name: opencode,
  title: 'opencode',
  sessions: (home) => databases(home).flatMap(sessionsIn),
  places: (home) => [...dataFolders(home), ...databases(home).flatMap(filesOf)],
  read: ({ name }) => new OpencodeReader(name),
  lines: ({ name, files: [file] }) => (file === undefined ? [] : linesOf(file, name)),
};

type Row = Record<string, unknown>;

/** Parts of other kinds hold what the model thought and read: most of the bytes, and nothing that was edited. */
const wanted = `CASE WHEN json_valid(data) THEN json_extract(data, '$.type') IN ('text', 'patch')
  OR (json_extract(data, '$.type') = 'tool' AND json_extract(data, '$.tool') IN (${[
    ...opencodeEditingTools,
    'bash',
    'shell',
  ]
    .map((tool) => `'${tool}'`)
    .join(', ')})) ELSE 1 END`;

/** Rows over the limit come without their data. */
const dataColumn = `CASE WHEN length(data) > ${String(longestLine)} THEN NULL ELSE data END AS data, length(data) AS size`;

function dataFolders({ homedir, env }: TranscriptHome): string[] {
  const folders = [env['XDG_DATA_HOME'], path.join(homedir, '.local', 'share')];
  return folders.flatMap((folder) => (folder ? path.resolve(folder, 'opencode') : []));
}

function databases(home: TranscriptHome): string[] {
  const found = dataFolders(home).flatMap((at) => {
    try {
      return fs
        .readdirSync(at)
        .filter((name) => /^opencode(?:-[\w.-]+)?\.db$/.test(name))
        .sort()
        .map((name) => path.join(at, name));
    } catch {
      return [];
    }
  });
  const given = home.env['OPENCODE_DB'];
  return [...new Set([...(given && path.isAbsolute(given) && fs.existsSync(given) ? [given] : []), ...found])];
}

/** The sessions nobody but a person started. Where they cannot be listed, one that says so when it is read. */
function sessionsIn(file: string): Session[] {
  const { size } = fs.statSync(file);
  try {
    const rows = reading(file, (database) => query(database, 'SELECT * FROM session'));
    const ids = new Set(rows.map(({ id }) => id));
    const roots = rows.filter(({ parent_id: parent }) => !ids.has(parent));
    return roots
      .sort((a, b) => Number(a['time_updated'] ?? 0) - Number(b['time_updated'] ?? 0))
      .map(({ id }) => ({ name: String(id), files: filesOf(file), bytes: Math.round(size / roots.length) }));
  } catch {
    return [{ name: path.basename(file), files: filesOf(file), bytes: size }];
  }
}

/** The database, and the log in which opencode's newest changes stand for a while, the database itself untouched. */
const filesOf = (file: string): string[] => [file, `${file}-wal`];

/** A session's rows, those of its sub-agents among them, in the order of time; no more in memory than one message's. */
function* linesOf(file: string, session: string): Generator<TranscriptLine> {
  const database = openDatabase(file);
  try {
    const sessions = withChildren(query(database, 'SELECT * FROM session'), session);
    for (const row of sessions.slice(0, 1)) yield JSON.stringify({ table: 'session', row });
    const marks = sessions.map(() => '?').join(', ');
    const ids = sessions.map(({ id }) => String(id));
    const messages = query(
      database,
      `SELECT id FROM message WHERE session_id IN (${marks}) ORDER BY time_created, id`,
      ...ids,
    );
    for (const { id } of messages) {
      const message = query(database, `SELECT id, session_id, ${dataColumn} FROM message WHERE id = ?`, String(id));
      yield* message.map((row) => lineOf('message', row));
      const parts = query(
        database,
        `SELECT id, message_id, session_id, ${dataColumn} FROM part WHERE message_id = ? AND (${wanted}) ORDER BY id`,
        String(id),
      );
      yield* parts.map((row) => lineOf('part', row));
    }
  } finally {
    database.close();
  }
}

/** A session and, below it, those its agents started. */
function withChildren(rows: readonly Row[], session: string): Row[] {
  const own = rows.filter(({ id }) => id === session);
  for (const { id } of own) own.push(...rows.filter((row) => row['parent_id'] === id && !own.includes(row)));
  return own;
}

/** The row with its data as it is: damaged data makes a damaged line. */
function lineOf(table: string, { data, size, ...row }: Row): TranscriptLine {
  if (data === null && typeof size === 'number') return { tooLong: size };
  const start = JSON.stringify({ table, row });
  const text =
    typeof data === 'string' ? data : data instanceof Uint8Array ? Buffer.from(data).toString('utf8') : 'null';
  return `${start.slice(0, -2)},"data":${text}}}`;
}

function reading<T>(file: string, read: (database: DatabaseSync) => T): T {
  const database = openDatabase(file);
  try {
    return read(database);
  } finally {
    database.close();
  }
}

/** All rows at once: a statement left open would hold the database's log. */
function query(database: DatabaseSync, sql: string, ...values: string[]): Row[] {
  try {
    return database.prepare(sql).all(...values);
  } catch {
    throw new UnreadableTranscript('The database cannot be read; it may be locked, damaged or newer.');
  }
}
