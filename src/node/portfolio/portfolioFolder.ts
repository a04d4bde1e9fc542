import fs from 'node:fs';
import path from 'node:path';
import type { FoundFile, PortfolioFolder } from '../../core/portfolio/verifyPortfolio.ts';
import { PairfolioError } from '../../core/shared/errors.ts';

/** No file of a portfolio comes near this; reading more would only help who wants to exhaust the memory (bytes). */
const largest = 256 * 1024 * 1024;

/** As many files as are listed as not covered; a folder full of other things need not be read to its end. */
const mostNames = 1000;

/** A portfolio folder on the disk. Symbolic links are not followed, so that no name leads outside. */
export class DiskPortfolio implements PortfolioFolder {
  readonly #folder: string;

  /** @throws PairfolioError `input-unreadable` where it is no folder */
  constructor(folder: string) {
    this.#folder = folder;
    try {
      if (!fs.statSync(folder).isDirectory())
        throw new PairfolioError('input-unreadable', `${folder} is not a folder.`);
    } catch (error) {
      if (PairfolioError.is(error)) throw error;
      throw new PairfolioError(
        'input-unreadable',
        `There is no folder ${folder} that can be read (${codeOf(error)}).`,
        { cause: error },
      );
    }
  }

  file(name: string): FoundFile {
    try {
      const parts = name.split('/');
      if (parts.includes('..') || path.isAbsolute(name)) return { why: 'lies outside the folder' };
      let file = this.#folder;
      for (const [index, part] of parts.entries()) {
        file = path.join(file, part);
        const stat = fs.lstatSync(file);
        if (index < parts.length - 1 ? !stat.isDirectory() : !stat.isFile()) return { why: 'is not a regular file' };
        if (stat.size > largest) return { why: 'is too large to be part of a portfolio' };
      }
      return { bytes: fs.readFileSync(file) };
    } catch (error) {
      const code = codeOf(error);
      return { why: code === 'ENOENT' ? 'is missing' : `cannot be read (${code})` };
    }
  }

  names(): string[] {
    const names: string[] = [];
    const walk = (folder: string, prefix: string): void => {
      for (const entry of entriesOf(folder)) {
        if (names.length >= mostNames) return;
        if (entry.isDirectory()) walk(path.join(folder, entry.name), `${prefix}${entry.name}/`);
        else names.push(`${prefix}${entry.name}`);
      }
    };
    walk(this.#folder, '');
    return names;
  }
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return []; // what cannot be listed cannot be named; listed files in it are reported one by one
  }
}

/** The code of a file system error, for people. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'error';
}
