import type { Digest } from '../../../core/shared/digest.ts';
import { PairfolioError } from '../../../core/shared/errors.ts';
import { fingerprintOf } from '../../../core/team/sealed/fingerprint.ts';
import type { Roster } from '../../../core/team/sealed/roster.ts';
import type { Crowd } from '../../../core/team/sealed/sealedWords.ts';
import { readConfirmed } from './confirmations.ts';
import { memberKey } from './memberKey.ts';
import { readSealedBefore } from './sealedBefore.ts';

/**
 * Those a member seals with, and how many of them they know to be real.
 * @throws PairfolioError `usage` where the member is not on the roster; `ledger-unreadable`, `ledger-unwritable`
 */
export function crowdOf(home: string, roster: Roster, digest: Digest): Crowd {
  const { publicKey } = memberKey(home);
  if (!roster.members.includes(publicKey))
    throw new PairfolioError(
      'usage',
      'Your key is not on this roster. Give whoever makes it your card (pairfolio roster card --out FILE), or ask for the newest.',
    );
  const known = readConfirmed(home);
  const others = roster.members.filter((key) => key !== publicKey).map((key) => fingerprintOf(key, digest));
  const confirmed = others.filter((fingerprint) => known.has(fingerprint));
  // The lead subtracts their own vector. If the lead is oneself, there is nobody else to hide from.
  const isLeadIn =
    (roster.lead !== null && roster.lead !== publicKey) || confirmed.some((fingerprint) => known.get(fingerprint));
  return {
    roster,
    confirmed,
    unconfirmed: others.filter((fingerprint) => !known.has(fingerprint)),
    needed: roster.minimum + Number(isLeadIn),
    since: since(home, roster),
  };
}

/** Who came and left since the last window that was sealed. */
function since(home: string, { window, members }: Roster): Crowd['since'] {
  const [last] = readSealedBefore(home)
    .filter((sealed) => sealed.window < window)
    .sort((a, b) => (a.window > b.window ? -1 : 1));
  if (!last) return undefined;
  return {
    window: last.window,
    came: members.filter((key) => !last.members.includes(key)).length,
    left: last.members.filter((key) => !members.includes(key)).length,
  };
}
