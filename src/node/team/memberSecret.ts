import path from 'node:path';
import type { Digest } from '../../core/shared/digest.ts';
import { ownSecret } from './ownSecret.ts';

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
  return ownSecret(
    path.join(home, secretName),
    () => digest.random(32),
    'restore it, or remove it and take a contribution made before out of the team’s folder',
  );
}
