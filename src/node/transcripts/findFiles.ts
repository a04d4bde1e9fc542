import fs from 'node:fs';
import path from 'node:path';

/** A file found, with what the file system says of it. */
export interface FoundFile {
  readonly file: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/**
 * All files below a folder whose names end so, symbolic links followed, each file once. What cannot be read is passed
 * over; no folder, no files.
 */
export function findFiles(folder: string, ending: string): FoundFile[] {
  const found: FoundFile[] = [];
  walk(folder, ending, new Set(), found, []);
  return found;
}

/** A folder, whether it is there or not, and below it all folders and all files whose names end so. */
export function placesBelow(folder: string, ending: string): string[] {
  const [found, folders]: [FoundFile[], string[]] = [[], []];
  walk(folder, ending, new Set(), found, folders);
  return [...new Set([folder, ...folders]), ...found.map(({ file }) => file)];
}

function walk(at: string, ending: string, seen: Set<string>, found: FoundFile[], folders: string[]): void {
  const stats = statOf(at);
  if (!stats) return;
  // A link back up would otherwise never end.
  const real = realPath(at);
  if (real === undefined || seen.has(real)) return;
  seen.add(real);
  if (stats.isDirectory()) {
    folders.push(at);
    for (const name of listFolder(at)) walk(path.join(at, name), ending, seen, found, folders);
  } else if (stats.isFile() && at.endsWith(ending)) {
    found.push({ file: at, bytes: stats.size, modified: stats.mtimeMs });
  }
}

function statOf(at: string): fs.Stats | undefined {
  try {
    return fs.statSync(at);
  } catch {
    return undefined; // gone meanwhile, a link to nothing, not ours to read
  }
}

function listFolder(folder: string): string[] {
  try {
    return fs.readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function realPath(at: string): string | undefined {
  try {
    return fs.realpathSync(at);
  } catch {
    return undefined;
  }
}
