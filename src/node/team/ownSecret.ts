import fs from 'node:fs';
import path from 'node:path';
import { PairfolioError } from '../../core/shared/errors.ts';
import { makeFolder } from '../makeFolder.ts';
import { codeOf } from '../portfolio/portfolioFolder.ts';

/**
 * Reads 32 secret bytes from a file of the ledger's folder, private to the user; where there are none they are made.
 * @param make gives 64 hex digits
 * @param lost what to do where the file is damaged: `restore it, or …`
 * @returns 64 hex digits
 * @throws PairfolioError `ledger-unreadable`, `ledger-unwritable`
 */
export function ownSecret(file: string, make: () => string, lost: string): string {
  try {
    if (!fs.existsSync(file)) makeSecret(file, make());
    const secret = fs.readFileSync(file, 'utf8').trim();
    if (/^[0-9a-f]{64}$/.test(secret)) return secret;
  } catch (error) {
    throw new PairfolioError('ledger-unwritable', `The file ${file} cannot be made or read (${codeOf(error)}).`, {
      cause: error,
    });
  }
  throw new PairfolioError('ledger-unreadable', `The file ${file} is damaged; ${lost}.`);
}

/** Whole or not at all, and of two processes the first wins. */
function makeSecret(file: string, secret: string): void {
  makeFolder(path.dirname(file), 0o700);
  const staged = `${file}.${String(process.pid)}.tmp`;
  try {
    fs.writeFileSync(staged, `${secret}\n`, { mode: 0o600 });
    fs.linkSync(staged, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    // File systems without links.
    fs.writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  } finally {
    fs.rmSync(staged, { force: true });
  }
}
