import fs from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder and those above it. Node's own `recursive` never returns where a folder exists but takes no new ones
 * and says they are missing, as below `/proc`.
 * @throws what `fs.mkdirSync` throws
 */
export function makeFolder(folder: string, mode = 0o777): void {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (path.dirname(folder) !== folder) makeFolder(path.dirname(folder), mode);
  try {
    fs.mkdirSync(folder, mode);
  } catch (error) {
    // Another process may have been faster.
    if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
