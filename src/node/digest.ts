import { hash, randomBytes } from 'node:crypto';
import type { Digest } from '../core/shared/digest.ts';

const blockLength = 64;

/** Hash functions from Node's own crypto. */
export const nodeDigest: Digest = {
  sha256: (data) => hash('sha256', data, 'hex'),
  hmac,
  random: (bytes) => randomBytes(bytes).toString('hex'),
};

/**
 * HMAC as RFC 2104 defines it: H(key ^ opad, H(key ^ ipad, text)). Written out over `hash`, because `createHmac` makes
 * a key object each time, which cost more than all the rest of writing a record.
 */
function hmac(keyHex: string, text: string): string {
  const given = Buffer.from(keyHex, 'hex');
  const key = given.length > blockLength ? Buffer.from(hash('sha256', given, 'hex'), 'hex') : given;
  const message = Buffer.from(text, 'utf8');
  const inner = Buffer.alloc(blockLength + message.length, 0x36);
  const outer = Buffer.alloc(blockLength + 32, 0x5c);
  for (const [index, byte] of key.entries()) {
    inner[index] = byte ^ 0x36;
    outer[index] = byte ^ 0x5c;
  }
  message.copy(inner, blockLength);
  Buffer.from(hash('sha256', inner, 'hex'), 'hex').copy(outer, blockLength);
  return hash('sha256', outer, 'hex');
}
