import { hash, verify } from 'node:crypto';
import { checkerOf, keyOf, type Checker, type PublicKey } from './publicKey.ts';
import { Malformed, WireReader, wireString } from './wire.ts';

// Signatures as `ssh-keygen -Y sign` writes them (PROTOCOL.sshsig of OpenSSH). They are checked here, so that a reader
// needs no ssh-keygen; they are made by ssh-keygen alone, because only it reaches agents and security tokens.

const magic = Buffer.from('SSHSIG');
const begin = '-----BEGIN SSH SIGNATURE-----\n';
const end = '\n-----END SSH SIGNATURE-----\n';
const width = 70;

/** A signature, read and not checked yet. */
export interface SshSignature {
  readonly key: PublicKey;
  readonly namespace: string;
  readonly hash: 'sha256' | 'sha512';
  readonly algorithm: string;
  readonly value: Buffer;
  /** What a security token adds: whether somebody touched it, how often it signed. */
  readonly token: Buffer;
}

/** A signature as it stands in its file, or what is wrong with it: the end of a sentence that begins with its name. */
export type ReadSignature =
  | { readonly ok: true; readonly signature: SshSignature }
  | { readonly ok: false; readonly problem: string };

/** The text of a signature to the letter; ssh-keygen on Windows may end its lines otherwise. */
export function armoured(blob: Buffer): string {
  const lines = blob.toString('base64').match(new RegExp(`.{1,${String(width)}}`, 'g')) ?? [];
  return `${begin}${lines.join('\n')}${end}`;
}

/** The bytes of a signature, however its lines end. Undefined where it is none. */
export function dearmoured(text: string): Buffer | undefined {
  const [, body] =
    /^-----BEGIN SSH SIGNATURE-----\s+([A-Za-z0-9+/=\s]+)-----END SSH SIGNATURE-----\s*$/.exec(text) ?? [];
  return body === undefined ? undefined : Buffer.from(body, 'base64');
}

/**
 * Reads a signature. Its text must be to the letter what ssh-keygen writes: base64 has room for changes that mean
 * nothing, and a changed file is a changed file.
 */
export function readSignature(bytes: Uint8Array): ReadSignature {
  const text = Buffer.from(bytes).toString('latin1');
  const blob = dearmoured(text);
  if (!blob) return { ok: false, problem: 'is not a signature of ssh-keygen: it was changed, or is something else' };
  if (armoured(blob) !== text)
    return { ok: false, problem: 'is not to the letter what ssh-keygen writes: it was changed after it was made' };
  try {
    return { ok: true, signature: parse(blob) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { ok: false, problem: 'is damaged: it was changed after it was made' };
  }
}

function parse(blob: Buffer): SshSignature {
  const read = new WireReader(blob);
  if (!read.take(magic.length).equals(magic) || read.uint32() !== 1) throw new Malformed('is no signature');
  const key = keyOf(read.string());
  const namespace = read.text();
  const reserved = read.string();
  const hashName = read.text();
  const inner = new WireReader(read.string());
  read.end();
  if (!key || reserved.length > 0 || (hashName !== 'sha256' && hashName !== 'sha512'))
    throw new Malformed('is no signature');
  const algorithm = inner.text();
  const value = inner.string();
  const token = inner.take(inner.left);
  return { key, namespace, hash: hashName, algorithm, value, token };
}

/** What checking a signature gave. `unknown-type`: nothing is said about it, because its kind of key is not known here. */
export type SignatureVerdict = 'good' | 'bad' | 'unknown-type';

/** Checks whether a signature is over these bytes, in this namespace. */
export function checkSignature(
  signature: SshSignature,
  data: string | Uint8Array,
  namespace: string,
): SignatureVerdict {
  if (signature.namespace !== namespace) return 'bad';
  try {
    const checker = checkerOf(signature.key);
    if (!checker) return 'unknown-type';
    const signed = Buffer.concat([
      magic,
      wireString(namespace),
      wireString(''),
      wireString(signature.hash),
      wireString(hash(signature.hash, data, 'buffer')),
    ]);
    return isSignedBy(signature, checker, signed) ? 'good' : 'bad';
  } catch (error) {
    if (error instanceof Malformed) return 'bad';
    throw error;
  }
}

function isSignedBy({ key, algorithm, value, token }: SshSignature, checker: Checker, signed: Buffer): boolean {
  const message = checker.application === undefined ? signed : tokenMessage(checker.application, token, signed);
  if (!message || (checker.application === undefined && token.length > 0)) return false;
  switch (checker.algorithm) {
    case 'rsa': {
      // SHA-1 is broken; ssh-keygen makes and takes no such signature either.
      const rsa = algorithm === 'rsa-sha2-512' ? 'sha512' : algorithm === 'rsa-sha2-256' ? 'sha256' : undefined;
      return rsa !== undefined && verify(rsa, message, checker.key, value);
    }
    case 'ed25519':
      return algorithm === key.type && verify(null, message, checker.key, value);
    case 'ecdsa': {
      const { curve } = checker;
      if (!curve || algorithm !== key.type) return false;
      const read = new WireReader(value);
      const [r, s] = [read.number(), read.number()];
      read.end();
      if (r.length > curve.size || s.length > curve.size) return false;
      const both = Buffer.concat([r, s].map((part) => Buffer.concat([Buffer.alloc(curve.size - part.length), part])));
      return verify(curve.hash, message, { key: checker.key, dsaEncoding: 'ieee-p1363' }, both);
    }
  }
}

/** A security token signs hashes, and whether somebody touched it (PROTOCOL.u2f of OpenSSH). */
function tokenMessage(application: string, token: Buffer, signed: Buffer): Buffer | undefined {
  const [flags = 0] = token;
  const touched = (flags & 1) === 1;
  if (token.length !== 5 || !touched) return undefined;
  return Buffer.concat([hash('sha256', application, 'buffer'), token, hash('sha256', signed, 'buffer')]);
}
