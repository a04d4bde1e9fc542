import fs from 'node:fs';
import path from 'node:path';
import { PairfolioError } from '../../core/shared/errors.ts';
import { readLines } from '../transcripts/readLines.ts';
import { codeOf } from './portfolioFolder.ts';

/** Bytes held before they are written. */
const chunk = 256 * 1024;

/** A text file that is written line by line beside its place, and put there at once when it is whole. */
export class OutFile {
  readonly #target: string;
  readonly #staged: string;
  readonly #fd: number;
  #held = '';
  #open = true;

  /** @throws PairfolioError `output-unwritable` */
  constructor(target: string) {
    this.#target = target;
    this.#staged = `${target}.${String(process.pid)}.tmp`;
    this.#fd = this.#try(() => fs.openSync(this.#staged, 'wx', 0o600));
  }

  /** @throws PairfolioError `output-unwritable` */
  writeLine(line: string): void {
    this.#held += `${line}\n`;
    if (this.#held.length >= chunk) this.#flush();
  }

  /** Puts the file in its place. @throws PairfolioError `output-unwritable` */
  finish(): void {
    this.#flush();
    this.#try(() => {
      fs.fsyncSync(this.#fd);
      this.#close();
      fs.renameSync(this.#staged, this.#target);
    });
  }

  /** Leaves nothing behind. */
  discard(): void {
    this.#close();
    fs.rmSync(this.#staged, { force: true });
  }

  #flush(): void {
    const text = this.#held;
    this.#held = '';
    this.#try(() => fs.writeFileSync(this.#fd, text));
  }

  #close(): void {
    if (this.#open) fs.closeSync(this.#fd);
    this.#open = false;
  }

  #try<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const code = codeOf(error);
      const why =
        code === 'ENOSPC'
          ? 'the disk is full'
          : code === 'ENOENT' || code === 'ENOTDIR'
            ? 'there is no such folder'
            : code;
      throw new PairfolioError('output-unwritable', `${this.#target} could not be written (${why}).`, { cause: error });
    }
  }
}

/**
 * Looks whether a file may be written.
 * @param isOurs whether a line is one of an earlier export
 * @returns where to write (behind a symbolic link), and whether something stands there that somebody may miss
 * @throws PairfolioError `output-unwritable` where it is a folder or no regular file
 */
export function lookBeforeWritingFile(
  file: string,
  isOurs: (line: string) => boolean,
): { readonly target: string; readonly occupied: boolean } {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) return { target: file, occupied: false };
  if (stat.isDirectory()) throw new PairfolioError('output-unwritable', `${file} is a folder; name a file in it.`);
  if (!stat.isFile())
    throw new PairfolioError('output-unwritable', `${file} is no regular file; \`--out -\` writes to standard output.`);
  const target = fs.realpathSync(file);
  try {
    for (const line of readLines(target))
      if (typeof line !== 'string' || !(line === '' || isOurs(line))) return { target, occupied: true };
    return { target, occupied: false };
  } catch (error) {
    throw new PairfolioError(
      'output-unwritable',
      `${path.basename(file)} is there and cannot be read (${codeOf(error)}).`,
      {
        cause: error,
      },
    );
  }
}
