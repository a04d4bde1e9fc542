import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

interface Row {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** Writes rows into a database as opencode makes it, below a home folder. `data` is kept as JSON text. @returns its path */
export function saveOpencodeDatabase(home: string, rows: string): string {
  const file = path.join(home, '.local', 'share', 'opencode', 'opencode.db');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL');
  const made = new Set<string>();
  for (const line of rows.split('\n').filter((one) => one !== '')) {
    const { table, row } = JSON.parse(line) as Row;
    const columns = Object.keys(row);
    if (!made.has(table)) database.exec(`CREATE TABLE ${table} (${columns.join(', ')})`);
    made.add(table);
    const values = columns.map((column) => toColumn(row[column]));
    database
      .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
      .run(...values);
  }
  database.close();
  return file;
}

function toColumn(value: unknown): string | number | null {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return value === null || value === undefined ? null : JSON.stringify(value);
}
