import fs from 'node:fs';
import path from 'node:path';
import { fingerprintOf } from '../../src/core/team/sealed/fingerprint.ts';
import type { TeamWindow } from '../../src/core/team/window.ts';
import { systemClock as clock } from '../../src/node/clock.ts';
import { nodeDigest as digest } from '../../src/node/digest.ts';
import { noteConfirmed } from '../../src/node/team/sealed/confirmations.ts';
import { memberKey } from '../../src/node/team/sealed/memberKey.ts';
import { ownCard, writeCard, writeRoster } from '../../src/node/team/sealed/rosterFile.ts';
import { prepareSealed, sealedFile, writeSealed } from '../../src/node/team/sealed/sealContribution.ts';
import { decisionsOf, rosterOf } from './sealedTeam.ts';
import { memberLedger, openMember } from './teamLedger.ts';

interface Places {
  readonly window: TeamWindow;
  /** The file of the roster. */
  readonly roster: string;
  /** The folder of the contributions. */
  readonly given: string;
  /** The folder of everybody's cards. */
  readonly cards: string;
  /** How many of the others the member confirmed already. */
  readonly confirmed: number;
}

/**
 * Makes a roster of a member and six others, who have sealed theirs.
 * @param own the member's ledger
 * @returns fingerprints of the six
 */
export async function sealedByOthers(
  own: string,
  { window, roster: file, given, cards, confirmed }: Places,
): Promise<string[]> {
  const at = new Date(Date.parse(window.start) + 3_600_000).toISOString();
  const homes = Array.from({ length: 6 }, (_, member) =>
    memberLedger(decisionsOf(member).map((decided) => ({ ...decided, at }))),
  );
  const keyOf = (home: string): string => memberKey(home).publicKey;
  const fingerprints = homes.map((home) => fingerprintOf(keyOf(home), digest));
  const roster = rosterOf([own, ...homes].map(keyOf), { window: window.id });
  writeRoster(file, roster);
  for (const home of [own, ...homes]) writeCard(`${cards}${path.sep}`, ownCard(home, digest));
  for (const fingerprint of fingerprints.slice(0, confirmed)) noteConfirmed(own, fingerprint, false, clock);
  fs.mkdirSync(given);
  for (const [index, home] of homes.entries()) {
    for (const other of fingerprints.filter((_, at) => at !== index)) noteConfirmed(home, other, false, clock);
    const ledger = openMember(home);
    const prepared = await prepareSealed(ledger, { roster, clock, digest });
    writeSealed(home, sealedFile(`${given}${path.sep}`, prepared), prepared, { digest });
    ledger.dispose();
  }
  return fingerprints;
}
