import { createHmac, hash, randomBytes } from 'node:crypto';
import type { Digest } from '../core/shared/digest.ts';

/** Hash functions from Node's own crypto. */
export const nodeDigest: Digest = {
  sha256: (data) => hash('sha256', data, 'hex'),
  hmac: (keyHex, text) => createHmac('sha256', Buffer.from(keyHex, 'hex')).update(text, 'utf8').digest('hex'),
  random: (bytes) => randomBytes(bytes).toString('hex'),
};
