import fs from 'node:fs';
import type { Disposable } from '../../core/shared/disposable.ts';

/** A watched folder. */
export interface FolderWatch extends Disposable {
  /** Whether changes are still told of: false once the folder went away, was replaced, or watching it failed. */
  alive(): boolean;
}

/**
 * Tells when anything below a folder changes.
 * @returns `undefined` where it cannot be watched, for instance because it is not there yet
 */
export function watchFolder(folder: string, changed: () => void): FolderWatch | undefined {
  // Some versions of Node throw where there is no folder, others return a watcher that never tells of anything.
  const identity = identityOf(folder);
  if (identity === undefined) return undefined;
  try {
    const watcher = fs.watch(folder, { recursive: true, persistent: false }, () => changed());
    let failed = false;
    // Too many folders, for instance: whoever polls still sees what happens.
    watcher.on('error', () => {
      failed = true;
      watcher.close();
    });
    return { alive: () => !failed && identityOf(folder) === identity, dispose: () => watcher.close() };
  } catch {
    return undefined;
  }
}

function identityOf(folder: string): string | undefined {
  const stats = fs.statSync(folder, { throwIfNoEntry: false });
  return stats?.isDirectory() ? `${String(stats.dev)}:${String(stats.ino)}` : undefined;
}
