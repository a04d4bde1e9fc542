import * as v from 'valibot';
import type { Digest } from '../../shared/digest.ts';
import { PairfolioError } from '../../shared/errors.ts';

/** The prime of the field X25519 computes in (RFC 7748). */
const prime = 2n ** 255n - 19n;

/**
 * An X25519 public key: 32 bytes, little-endian, in hex. Only the one canonical form of each: otherwise the same key
 * could stand on a roster twice.
 */
export const publicKey = v.pipe(v.string(), v.check(isCanonical));

function isCanonical(key: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(key)) return false;
  const bytes = key.match(/../g) ?? [];
  return BigInt(`0x${bytes.toReversed().join('')}`) < prime;
}

/** What people compare: 128 bits of a hash of a key, 32 hex digits. */
export function fingerprintOf(key: string, digest: Digest): string {
  return digest.sha256(`pairfolio member key/1 ${key}`).slice(0, 32);
}

/** A fingerprint as it is read aloud: eight groups of four. */
export function spelled(fingerprint: string): string {
  return (fingerprint.match(/.{1,4}/g) ?? []).join('-');
}

/**
 * Reads a fingerprint as somebody typed it: with groups or without, in any case.
 * @returns 32 hex digits
 * @throws PairfolioError `usage`
 */
export function parseFingerprint(text: string): string {
  const plain = text.replace(/[\s:-]/g, '').toLowerCase();
  if (/^[0-9a-f]{32}$/.test(plain)) return plain;
  throw new PairfolioError('usage', 'A fingerprint is eight groups of four digits 0–9 and a–f; give all of it.');
}
