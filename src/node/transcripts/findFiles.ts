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
  walk(folder, ending, new Set(), found);
  return found;
}

function walk(at: string, ending: string, seen: Set<string>, found: FoundFile[]): void {
  const stats = statOf(at);
  if (!stats) return;
  // A link back up would otherwise never end.
  const real = realPath(at);
  if (real === undefined || seen.has(real)) return;
  seen.add(real);
  if (stats.isDirectory()) {
    for (const name of listFolder(at)) walk(path.join(at, name), ending, seen, found);
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
