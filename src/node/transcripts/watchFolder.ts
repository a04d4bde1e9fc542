import fs from 'node:fs';
import type { Disposable } from '../../core/shared/disposable.ts';

/**
 * Tells when anything below a folder changes.
 * @returns `undefined` where it cannot be watched, for instance because it is not there yet
 */
export function watchFolder(folder: string, changed: () => void): Disposable | undefined {
  try {
    const watcher = fs.watch(folder, { recursive: true, persistent: false }, () => changed());
    // A folder that goes away, or too many of them: whoever polls still sees what happens.
    watcher.on('error', () => watcher.close());
    return { dispose: () => watcher.close() };
  } catch {
    return undefined;
  }
}
