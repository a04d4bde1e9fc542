import { createPublicKey, type KeyObject } from 'node:crypto';
import { fingerprintOf, Malformed, WireReader } from './wire.ts';

/** A public key as SSH writes it. */
export interface PublicKey {
  /** `ssh-ed25519`, `ssh-rsa`, … */
  readonly type: string;
  /** In SSH's binary form. */
  readonly blob: Buffer;
  /** `SHA256:…`, as `ssh-keygen -l` shows it. */
  readonly fingerprint: string;
}

/** What checks a signature: the key for Node, and for a key on a security token what the token signs with it. */
export interface Checker {
  readonly key: KeyObject;
  readonly algorithm: 'ed25519' | 'rsa' | 'ecdsa';
  /** Of an elliptic curve, and bytes of one coordinate. */
  readonly curve?: { readonly hash: string; readonly size: number };
  readonly application?: string;
}

const curves: Readonly<Record<string, { readonly name: string; readonly hash: string; readonly size: number }>> = {
  nistp256: { name: 'P-256', hash: 'sha256', size: 32 },
  nistp384: { name: 'P-384', hash: 'sha384', size: 48 },
  nistp521: { name: 'P-521', hash: 'sha512', size: 66 },
};

/** Types a key line may begin with. Certificates are told apart, because they need an authority to be checked. */
export const keyType =
  /^(?:ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-nistp(?:256|384|521)|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)$/;

/** Reads `ssh-ed25519 AAAA… comment`, or that beginning at any word of `words`. */
export function readPublicKey(line: string): PublicKey | undefined {
  const [type = '', base64 = ''] = line.trim().split(/\s+/);
  if (!keyType.test(type) || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const key = keyOf(Buffer.from(base64, 'base64'));
  return key?.type === type ? key : undefined;
}

/** A key by its binary form; undefined where that does not even name its type. */
export function keyOf(blob: Buffer): PublicKey | undefined {
  try {
    return { type: new WireReader(blob).text(), blob, fingerprint: fingerprintOf(blob) };
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** One line for an allowed-signers file or a forge. */
export function publicKeyLine({ type, blob }: PublicKey): string {
  return `${type} ${blob.toString('base64')}`;
}

/** Smaller ones can be broken, and `ssh-keygen` makes none (bits). */
const leastRsa = 2048;

/**
 * What checks signatures of a key.
 * @returns undefined for types of keys that are not known
 * @throws Malformed
 */
export function checkerOf({ type, blob }: PublicKey): Checker | undefined {
  const read = new WireReader(blob);
  read.text();
  const application = (): string => {
    const name = read.text();
    read.end();
    return name;
  };
  switch (type) {
    case 'ssh-ed25519':
    case 'sk-ssh-ed25519@openssh.com': {
      const point = read.string();
      if (point.length !== 32) throw new Malformed('is no key');
      const key = importKey({ kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') });
      if (type !== 'ssh-ed25519') return { key, algorithm: 'ed25519', application: application() };
      read.end();
      return { key, algorithm: 'ed25519' };
    }
    case 'ssh-rsa': {
      const [exponent, modulus] = [read.number(), read.number()];
      read.end();
      if (modulus.length * 8 < leastRsa) throw new Malformed('is too short a key');
      return {
        key: importKey({ kty: 'RSA', e: exponent.toString('base64url'), n: modulus.toString('base64url') }),
        algorithm: 'rsa',
      };
    }
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521':
    case 'sk-ecdsa-sha2-nistp256@openssh.com': {
      const name = read.text();
      const curve = curves[name];
      const point = read.string();
      if (!curve || !type.includes(name) || point.length !== 1 + 2 * curve.size || point[0] !== 4)
        throw new Malformed('is no key');
      const [x, y] = [point.subarray(1, 1 + curve.size), point.subarray(1 + curve.size)];
      const key = importKey({ kty: 'EC', crv: curve.name, x: x.toString('base64url'), y: y.toString('base64url') });
      if (type.startsWith('sk-')) return { key, algorithm: 'ecdsa', curve, application: application() };
      read.end();
      return { key, algorithm: 'ecdsa', curve };
    }
    default:
      return undefined;
  }
}

function importKey(key: Record<string, string>): KeyObject {
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    throw new Malformed('is no key');
  }
}
