import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const made: string[] = [];

/** A new empty folder, removed when the process ends. */
export function temporaryFolder(name = 'pairfolio'): string {
  if (made.length === 0)
    process.once('exit', () => made.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`));
  made.push(folder);
  return folder;
}
