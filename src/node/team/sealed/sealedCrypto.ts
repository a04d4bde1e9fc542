import {
  createCipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { endianness } from 'node:os';
import { PairfolioError } from '../../../core/shared/errors.ts';
import { canonicalJson } from '../../../core/shared/json.ts';
import type { Dice } from '../../../core/team/sealed/noise.ts';
import { sealedSchema, wordsLength } from '../../../core/team/sealed/sealedFile.ts';
import { checkWords } from '../../../core/team/sealed/words32.ts';

// docs/sealed-mode.md is the protocol. X25519 (RFC 7748), HKDF-SHA-256 (RFC 5869) and AES-256-CTR of Node's own crypto,
// which is OpenSSL, and BoringSSL in the desktop editor: both have all three.

/** What stands before the 32 bytes of a key in PKCS#8 and SubjectPublicKeyInfo (RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex');

/** What a pairwise seed is bound to. */
export interface Bound {
  readonly window: string;
  readonly layout: string;
  /** Digest of the roster. */
  readonly roster: string;
  readonly attempt: number;
}

/** A new private key: 32 random bytes in hex, which is what an X25519 key is. */
export function newPrivateKey(): string {
  return randomBytes(32).toString('hex');
}

/** The public key of a private one, in hex. */
export function publicKeyOf(privateKey: string): string {
  const spki = createPublicKey(asPrivateKey(privateKey)).export({ format: 'der', type: 'spki' });
  return spki.subarray(publicPrefix.length).toString('hex');
}

/**
 * The masks a member shares with others: the same words from either side.
 * @param own private key in hex
 * @param peers public keys in hex
 * @throws PairfolioError `input-unreadable` where one of them is none: a point of small order, which shares nothing
 */
export function* pairMasks(
  own: string,
  peers: readonly string[],
  { window, layout, roster, attempt }: Bound,
): Generator<readonly [peer: string, mask: Uint32Array]> {
  const key = asPrivateKey(own);
  const ownPublic = publicKeyOf(own);
  const salt = Buffer.from(roster, 'hex');
  for (const peer of peers) {
    const info = canonicalJson([sealedSchema, window, layout, roster, attempt, ...[ownPublic, peer].sort()]);
    yield [peer, stream(Buffer.from(hkdfSync('sha256', shared(key, peer), salt, info, 32)), wordsLength)];
  }
}

/** Coefficients of the check words: known to all who have the roster. @param entries of the vector */
export function checkCoefficients(roster: string, entries: number): Uint32Array {
  const seed = hkdfSync('sha256', Buffer.from(roster, 'hex'), Buffer.alloc(0), `${sealedSchema} check`, 32);
  return stream(Buffer.from(seed), checkWords * entries);
}

/**
 * Dice that only the member can throw, and that fall the same way each time for the same members of a window: noise
 * that were drawn anew for the same sum could be averaged away.
 * @param secret of the member, in hex
 * @param about what the noise is for
 */
export function memberDice(secret: string, about: readonly string[]): Dice {
  const seed = hkdfSync(
    'sha256',
    Buffer.from(secret, 'hex'),
    Buffer.alloc(0),
    canonicalJson([`${sealedSchema} noise`, ...about]),
    32,
  );
  const cipher = createCipheriv('aes-256-ctr', Buffer.from(seed), Buffer.alloc(16));
  let block: Uint32Array = new Uint32Array();
  let next = 0;
  return () => {
    if (next >= block.length) {
      block = words(cipher.update(Buffer.alloc(1 << 14)));
      next = 0;
    }
    return block[next++] ?? 0;
  };
}

function shared(privateKey: KeyObject, peer: string): Buffer {
  try {
    const publicKey = createPublicKey({
      key: Buffer.concat([publicPrefix, Buffer.from(peer, 'hex')]),
      format: 'der',
      type: 'spki',
    });
    const secret = diffieHellman({ privateKey, publicKey });
    if (secret.some((byte) => byte !== 0)) return secret;
  } catch {
    // OpenSSL refuses such keys by itself.
  }
  throw new PairfolioError(
    'input-unreadable',
    'A key on the roster is none that anybody can share a secret with; ask for the roster again.',
  );
}

function asPrivateKey(key: string): KeyObject {
  return createPrivateKey({
    key: Buffer.concat([privatePrefix, Buffer.from(key, 'hex')]),
    format: 'der',
    type: 'pkcs8',
  });
}

/** The key stream of AES-256-CTR under a key that is used for nothing else, as little-endian words. */
function stream(key: Buffer, length: number): Uint32Array {
  return words(createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(4 * length)));
}

function words(bytes: Buffer): Uint32Array {
  const copy = Buffer.from(new Uint8Array(bytes).buffer);
  if (endianness() === 'BE') copy.swap32();
  return new Uint32Array(copy.buffer);
}
