import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A lock whose folder has no readable owner after this time (ms) was left behind between two system calls. */
const ownerlessAfter = 5000;

/**
 * Runs `work` while holding the lock `folder`, which only one process at a time can create.
 * A lock whose owner no longer runs is taken over. `onWait` is called once when another process holds it.
 */
export async function withLock<T>(folder: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  let told = false;
  await mkdir(path.dirname(folder), { recursive: true });
  while (!(await take(folder))) {
    if (await isAbandoned(folder)) {
      await rm(folder, { recursive: true, force: true });
      continue;
    }
    if (!told) onWait();
    told = true;
    await pause(200);
  }
  try {
    return await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function take(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  await writeFile(path.join(folder, 'pid'), String(process.pid));
  return true;
}

async function isAbandoned(folder: string): Promise<boolean> {
  const pid = Number(await readFile(path.join(folder, 'pid'), 'utf8').catch(() => ''));
  if (pid > 0) return !isRunning(pid);
  const made = await stat(folder).catch(() => undefined);
  return made !== undefined && Date.now() - made.mtimeMs > ownerlessAfter;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
