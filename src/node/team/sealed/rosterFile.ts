import fs from 'node:fs';
import path from 'node:path';
import type { Digest } from '../../../core/shared/digest.ts';
import { PairfolioError } from '../../../core/shared/errors.ts';
import { fingerprintOf } from '../../../core/team/sealed/fingerprint.ts';
import { cardText, isRoster, readCard, readRoster, rosterText, type Roster } from '../../../core/team/sealed/roster.ts';
import { codeOf } from '../../portfolio/portfolioFolder.ts';
import { writeOwnFile } from '../contribute.ts';
import { readFolder, type FolderOptions } from '../mergeFolder.ts';
import { memberKey } from './memberKey.ts';

/** @throws PairfolioError `input-unreadable` */
export function readRosterFile(file: string): Roster {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new PairfolioError(
      'input-unreadable',
      codeOf(error) === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read (${codeOf(error)}).`,
      { cause: error },
    );
  }
  return readRoster(text);
}

/** Writes a roster; only another roster is replaced. @throws PairfolioError `output-unwritable` */
export function writeRoster(file: string, roster: Roster): void {
  writeOwnFile(file, rosterText(roster), 'a roster', isRoster);
}

/** A card that was written. */
export interface WrittenCard {
  readonly file: string;
  /** What its owner tells the others. */
  readonly fingerprint: string;
}

/**
 * Writes the member's card, and makes their key if there is none yet.
 * @param named the file, or a folder
 * @throws PairfolioError `ledger-unreadable`, `ledger-unwritable`, `output-unwritable`
 */
export function writeCard(home: string, named: string, digest: Digest): WrittenCard {
  const { publicKey } = memberKey(home);
  const fingerprint = fingerprintOf(publicKey, digest);
  const isFolder = named.endsWith(path.sep) || fs.statSync(named, { throwIfNoEntry: false })?.isDirectory();
  const file = isFolder === true ? path.join(named, `card-${fingerprint.slice(0, 12)}.json`) : named;
  writeOwnFile(file, cardText(publicKey), 'a card of yours', (text) => readCard(text) === publicKey);
  return { file, fingerprint };
}

/**
 * The keys on all cards of a folder.
 * @throws PairfolioError `input-unreadable`, `cancelled`
 */
export async function readCards(folder: string, options: FolderOptions): Promise<string[]> {
  const keys = new Set<string>();
  await readFolder(folder, options, (text) => {
    const key = text === undefined ? undefined : readCard(text);
    if (key !== undefined) keys.add(key);
    return 'counted';
  });
  return [...keys];
}
