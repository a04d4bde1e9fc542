import path from 'node:path';
import { ownSecret } from '../ownSecret.ts';
import { newPrivateKey, publicKeyOf } from './sealedCrypto.ts';

/** The file of the ledger's folder that holds the private key. */
const keyName = 'team-key';

/** A member's keys, in hex. The private one never leaves the machine and is never shown. */
export interface MemberKey {
  readonly privateKey: string;
  readonly publicKey: string;
}

/**
 * The member's key pair for sealed contributions (X25519). Made when a card is first written.
 * @throws PairfolioError `ledger-unreadable`, `ledger-unwritable`
 */
export function memberKey(home: string): MemberKey {
  const privateKey = ownSecret(
    path.join(home, keyName),
    newPrivateKey,
    'restore it, or remove it and give your team a new card',
  );
  return { privateKey, publicKey: publicKeyOf(privateKey) };
}
