import fs from 'node:fs';
import path from 'node:path';
import { PairfolioError } from '../../../core/shared/errors.ts';
import { canonicalJson, parseJson, type Json } from '../../../core/shared/json.ts';
import { makeFolder } from '../../makeFolder.ts';
import { codeOf } from '../../portfolio/portfolioFolder.ts';

/**
 * The lines of a file of the ledger's folder that grows one line of JSON at a time. A torn last line was not
 * acknowledged, so it is left out.
 * @throws PairfolioError `ledger-unreadable` where another line is no JSON
 */
export function readLines(file: string): Json[] {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw new PairfolioError('ledger-unreadable', `The file ${file} cannot be read (${codeOf(error)}).`, {
      cause: error,
    });
  }
  const lines = text.split('\n').slice(0, -1);
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const value = parseJson(line);
      if (value === undefined) throw damaged(file);
      return value;
    });
}

/**
 * Adds a line, private to the user, that survives power loss once this returns.
 * @throws PairfolioError `ledger-unwritable`
 */
export function addLine(file: string, line: Json): void {
  try {
    makeFolder(path.dirname(file), 0o700);
    const fd = fs.openSync(file, 'a', 0o600);
    try {
      dropTorn(file, fd);
      fs.writeSync(fd, `${canonicalJson(line)}\n`);
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
  } catch (error) {
    throw new PairfolioError('ledger-unwritable', `The file ${file} cannot be written (${codeOf(error)}).`, {
      cause: error,
    });
  }
}

/** What is said of a file nothing may be guessed about. */
export function damaged(file: string): PairfolioError {
  return new PairfolioError(
    'ledger-unreadable',
    `The file ${file} is damaged. Restore it: without it nobody can say what was confirmed or sealed before.`,
  );
}

/** A line that a crash tore was not acknowledged, and must not swallow the next. */
function dropTorn(file: string, fd: number): void {
  const bytes = fs.readFileSync(file);
  const whole = bytes.lastIndexOf('\n') + 1;
  if (whole < bytes.length) fs.ftruncateSync(fd, whole);
}
