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

/** What stands on a card, and what its owner tells the others. */
export interface Card {
  readonly key: string;
  readonly fingerprint: string;
}

/**
 * The member's card; their key is made if there is none yet.
 * @throws PairfolioError `ledger-unreadable`, `ledger-unwritable`
 */
export function ownCard(home: string, digest: Digest): Card {
  const { publicKey: key } = memberKey(home);
  return { key, fingerprint: fingerprintOf(key, digest) };
}

/**
 * Writes a card.
 * @param named the file, or a folder
 * @returns the file
 * @throws PairfolioError `output-unwritable`
 */
export function writeCard(named: string, { key, fingerprint }: Card): string {
  const isFolder = named.endsWith(path.sep) || fs.statSync(named, { throwIfNoEntry: false })?.isDirectory();
  const file = isFolder === true ? path.join(named, `card-${fingerprint.slice(0, 12)}.json`) : named;
  writeOwnFile(file, cardText(key), 'a card of yours', (text) => readCard(text) === key);
  return file;
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
