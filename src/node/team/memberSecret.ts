import fs from 'node:fs';
import path from 'node:path';
import type { Digest } from '../../core/shared/digest.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { makeFolder } from '../makeFolder.ts';
import { codeOf } from '../portfolio/portfolioFolder.ts';

/** The file of the ledger's folder that holds it. */
export const secretName = 'team-secret';

/**
 * The member's secret, from which the tags of contributions come. Made at the first contribution, private to the user,
 * never shown and never part of anything that goes out. A copied ledger has it too, so that the same person on two
 * machines gives the same tag.
 * @returns 64 hex digits
 * @throws PairfolioError `ledger-unreadable`, `ledger-unwritable`
 */
export function memberSecret(home: string, digest: Digest): string {
  const file = path.join(home, secretName);
  try {
    if (!fs.existsSync(file)) makeSecret(file, digest.random(32));
    const secret = fs.readFileSync(file, 'utf8').trim();
    if (/^[0-9a-f]{64}$/.test(secret)) return secret;
  } catch (error) {
    throw new PairfolioError('ledger-unwritable', `The file ${file} cannot be made or read (${codeOf(error)}).`, {
      cause: error,
    });
  }
  throw new PairfolioError(
    'ledger-unreadable',
    `The file ${file} is damaged; restore it, or remove it and take a contribution made before out of the team’s folder.`,
  );
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
