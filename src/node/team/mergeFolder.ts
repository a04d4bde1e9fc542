import fs from 'node:fs';
import path from 'node:path';
import { ContributionMerge, type Fate } from '../../core/team/merge.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { codeOf } from '../portfolio/portfolioFolder.ts';

/** A contribution has about a thousand characters; what is much larger is none. */
const mostBytes = 64 * 1024;

/** Files read between two looks at the signal, and a turn for others. */
const filesAtATime = 200;

export interface FolderOptions {
  /** Told now and then how many files were read. */
  readonly onProgress?: ((files: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface MergeOptions extends FolderOptions {
  readonly digest: Digest;
  /** Told of every file that is not simply counted, once. The name is for the lead's eyes, not for a report. */
  readonly onFile?: ((name: string, fate: Exclude<Fate, 'counted'>) => void) | undefined;
}

/**
 * Adds up all contributions (`*.json`) of a folder, one file at a time.
 * @throws PairfolioError `input-unreadable`, `cancelled`
 */
export async function mergeFolder(folder: string, options: MergeOptions): Promise<ContributionMerge> {
  const first = new ContributionMerge(options.digest);
  const told = await readAll(folder, first, options);
  if (!first.needsAnotherPass) {
    for (const [name, fate] of told) options.onFile?.(name, fate);
    return first;
  }
  const second = first.again();
  for (const [name, fate] of await readAll(folder, second, options)) options.onFile?.(name, fate);
  return second;
}

function readAll(
  folder: string,
  merge: ContributionMerge,
  options: FolderOptions,
): Promise<[string, Exclude<Fate, 'counted'>][]> {
  return readFolder(folder, options, (text): Fate => {
    if (text !== undefined) return merge.add(text);
    merge.addUnreadable();
    return 'damaged';
  });
}

/** So many odd files are named; the rest is counted. */
const mostNamed = 1000;

/**
 * Reads all `*.json` of a folder, one file at a time.
 * @param take is given the text of each, or undefined where it cannot be read
 * @returns names and fates of those that were not simply counted, by name
 * @throws PairfolioError `input-unreadable`, `cancelled`
 */
export async function readFolder<F extends string>(
  folder: string,
  { onProgress, signal }: FolderOptions,
  take: (text: string | undefined, name: string) => F | 'counted',
): Promise<[name: string, fate: Exclude<F, 'counted'>][]> {
  const told: [string, Exclude<F, 'counted'>][] = [];
  const buffer = Buffer.alloc(mostBytes + 1);
  let files = 0;
  try {
    const entries = await fs.promises.opendir(folder, { bufferSize: 1024 });
    for await (const entry of entries) {
      if (!entry.name.endsWith('.json') || !(entry.isFile() || entry.isSymbolicLink())) continue;
      const fate = take(readSmall(path.join(folder, entry.name), buffer), entry.name);
      if (isOdd(fate) && told.length < mostNamed) told.push([entry.name, fate]);
      files += 1;
      if (files % filesAtATime !== 0) continue;
      onProgress?.(files);
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted === true) throw new PairfolioError('cancelled', 'Stopped; no report was written.');
    }
  } catch (error) {
    if (PairfolioError.is(error)) throw error;
    const isMissing = codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
    const words = isMissing
      ? `There is no folder ${folder}.`
      : `The folder ${folder} cannot be read (${codeOf(error)}).`;
    throw new PairfolioError('input-unreadable', words, { cause: error });
  }
  return told.sort(([a], [b]) => (a < b ? -1 : 1));
}

function isOdd<F extends string>(fate: F | 'counted'): fate is Exclude<F, 'counted'> {
  return fate !== 'counted';
}

/** @returns undefined where it cannot be read at all */
function readSmall(file: string, buffer: Buffer): string | undefined {
  try {
    return readUpTo(file, buffer);
  } catch {
    // Counted as what it is: unreadable.
    return undefined;
  }
}

/** @returns undefined for what is larger than any contribution, or no regular file */
function readUpTo(file: string, buffer: Buffer): string | undefined {
  // A pipe would keep us waiting for somebody to write. Windows has no such flag, and none of such pipes.
  const fd = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  try {
    let size = 0;
    for (;;) {
      const read = fs.readSync(fd, buffer, size, buffer.length - size, size);
      if (read === 0) break;
      size += read;
      if (size > mostBytes) return undefined;
    }
    return buffer.toString('utf8', 0, size);
  } finally {
    fs.closeSync(fd);
  }
}
