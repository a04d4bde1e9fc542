import fs from 'node:fs';
import path from 'node:path';
import { manifestName, readManifest, signatureName, sumsName } from '../../core/portfolio/manifest.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { makeFolder } from '../makeFolder.ts';
import { codeOf } from './portfolioFolder.ts';

/** A file about to be written. */
export interface NewFile {
  readonly name: string;
  readonly text: string;
}

/** Files of an earlier export that no longer are what was exported. */
export interface Earlier {
  readonly changed: readonly string[];
  /** Files of an earlier export, as they were exported, that the new one does not have. */
  readonly leftOver: readonly string[];
}

/**
 * Looks whether a portfolio may be written into a folder: only over files of an earlier one.
 * @returns the files of an earlier export that somebody changed since; overwriting them needs the user's word
 * @throws PairfolioError `output-unwritable` where a file of the same name is not ours
 */
export function lookBeforeWriting(folder: string, names: readonly string[], digest: Digest): Earlier {
  const listed = earlierFiles(folder, digest);
  const changed: string[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    const inTheWay = notAFolder(folder, name);
    if (inTheWay !== undefined)
      throw new PairfolioError(
        'output-unwritable',
        `${inTheWay} is not a folder; choose another folder or move it away.`,
      );
    if (!fs.existsSync(file)) continue;
    const ours = listed && (listed.has(name) || [manifestName, sumsName, signatureName].includes(name));
    if (!ours) {
      throw new PairfolioError(
        'output-unwritable',
        `${file} exists and is not from an earlier export; choose another folder or move it away.`,
      );
    }
    const known = listed.get(name);
    if (known !== undefined && digestOf(file, digest) !== known) changed.push(name);
  }
  const leftOver = [...(listed ?? [])].flatMap(([name, sha256]) => {
    const isOurs = !names.includes(name) && notAFolder(folder, name) === undefined && isFile(path.join(folder, name));
    return isOurs && digestOf(path.join(folder, name), digest) === sha256 ? [name] : [];
  });
  // A signature of the earlier export would not fit the new one.
  if (listed && !names.includes(signatureName) && isFile(path.join(folder, signatureName)))
    leftOver.push(signatureName);
  return { changed, leftOver };
}

/** What stands where a folder of the portfolio should: a link would lead out of it. */
function notAFolder(folder: string, name: string): string | undefined {
  let above = folder;
  for (const part of name.split('/').slice(0, -1)) {
    above = path.join(above, part);
    const stat = fs.lstatSync(above, { throwIfNoEntry: false });
    if (!stat) return undefined;
    if (!stat.isDirectory()) return above;
  }
  return undefined;
}

function isFile(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

/**
 * Writes all files or none: first beside their places, then each is put in its place at once; then what an earlier
 * export left over goes, so that nobody takes its pictures for those of this one.
 * @throws PairfolioError `output-unwritable`
 */
export function writeFiles(folder: string, files: readonly NewFile[], leftOver: readonly string[] = []): string[] {
  const staged: { readonly from: string; readonly to: string }[] = [];
  try {
    makeFolder(folder);
    for (const { name, text } of files) {
      const to = path.join(folder, name);
      makeFolder(path.dirname(to));
      const from = `${to}.${String(process.pid)}.tmp`;
      staged.push({ from, to });
      const fd = fs.openSync(from, 'wx');
      try {
        fs.writeFileSync(fd, text);
        fs.fsyncSync(fd);
      } finally {
        fs.closeSync(fd);
      }
    }
    for (const { from, to } of staged) fs.renameSync(from, to);
    for (const name of leftOver) fs.rmSync(path.join(folder, name), { force: true });
    return staged.map(({ to }) => to);
  } catch (error) {
    for (const { from } of staged) fs.rmSync(from, { force: true });
    const code = codeOf(error);
    const why =
      code === 'ENOSPC'
        ? 'the disk is full'
        : code === 'ENOTDIR' || code === 'EEXIST'
          ? 'it is not a folder, or one of its files is in the way'
          : code;
    throw new PairfolioError('output-unwritable', `The portfolio could not be written to ${folder} (${why}).`, {
      cause: error,
    });
  }
}

/** Digests by name of the files an earlier export listed; `undefined` where there is no manifest of ours. */
function earlierFiles(folder: string, digest: Digest): ReadonlyMap<string, string> | undefined {
  try {
    const read = readManifest(fs.readFileSync(path.join(folder, manifestName)), digest);
    return read.ok ? new Map(read.manifest.files.map(({ name, sha256 }) => [name, sha256])) : undefined;
  } catch {
    return undefined;
  }
}

function digestOf(file: string, digest: Digest): string | undefined {
  try {
    return digest.sha256(fs.readFileSync(file));
  } catch {
    return undefined; // not a file that can be read: as good as changed
  }
}
