import path from 'node:path';
import { keyType, readPublicKey, type PublicKey } from './publicKey.ts';

/** A key somebody vouches for by putting it in a file. */
export interface AllowedSigner {
  readonly key: PublicKey;
  /** Whose it is: the principals of an allowed-signers file; for a bare list of keys the name of that file. */
  readonly name: string;
  /** Patterns of namespaces the key may sign in; undefined for all. */
  readonly namespaces: string | undefined;
  /** Milliseconds since 1970. */
  readonly validAfter: number | undefined;
  readonly validBefore: number | undefined;
}

/** A file of keys, read. */
export interface SignersFile {
  readonly signers: readonly AllowedSigner[];
  /** Lines that name a certificate authority or cannot be read: they vouch for nobody here. */
  readonly unused: number;
}

/**
 * Reads the keys a reader trusts: an allowed-signers file (ssh-keygen(1)), or the bare list of public keys that a forge
 * publishes (github.com/NAME.keys) or that an authorized-keys file holds.
 * @param fileName names the keys of a bare list
 */
export function readSigners(text: string, fileName: string): SignersFile {
  const owner = path.basename(fileName).replace(/\.(?:keys|pub|txt)$/i, '');
  const signers: AllowedSigner[] = [];
  let unused = 0;
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const signer = readLine(line.trim(), owner);
    if (signer) signers.push(signer);
    else unused += 1;
  }
  return { signers, unused };
}

function readLine(line: string, owner: string): AllowedSigner | undefined {
  const words = wordsOf(line);
  const at = words.findIndex((word) => keyType.test(word));
  const key = at < 0 ? undefined : readPublicKey(words.slice(at).join(' '));
  if (!key) return undefined;
  if (at === 0) return { key, name: owner, namespaces: undefined, validAfter: undefined, validBefore: undefined };
  const [principals = '', ...options] = words.slice(0, at);
  if (options.length > 1) return undefined;
  const given = new Map(
    splitOptions(options[0] ?? '').map((option) => {
      const [name = '', ...value] = option.split('=');
      return [name.toLowerCase(), value.join('=').replace(/^"|"$/g, '')];
    }),
  );
  if (given.has('cert-authority')) return undefined;
  const [after, before] = [given.get('valid-after'), given.get('valid-before')].map(timeOf);
  // A time nobody can read must not make a key valid for ever.
  if (Number.isNaN(after) || Number.isNaN(before)) return undefined;
  return {
    key,
    name: principals.replace(/^"|"$/g, ''),
    namespaces: given.get('namespaces'),
    validAfter: after,
    validBefore: before,
  };
}

/** Words of a line; a quoted part may hold spaces. */
function wordsOf(line: string): string[] {
  return line.match(/(?:"[^"]*"|[^\s"])+/g) ?? [];
}

function splitOptions(text: string): string[] {
  return text.match(/(?:"[^"]*"|[^,"])+/g) ?? [];
}

/** `YYYYMMDD[HHMM[SS]][Z]`; local time without the Z. NaN where it is something else. */
function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', zone = ''] =
    /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(Z?)$/i.exec(text) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone.toUpperCase()}`);
}

/** Whether a key may be used here and now; if not, why, as the end of a sentence about the key. */
export function refusal(signer: AllowedSigner, namespace: string, now: number): string | undefined {
  if (signer.namespaces !== undefined && !isListed(signer.namespaces, namespace))
    return `is listed for other uses only (${signer.namespaces})`;
  if (signer.validAfter !== undefined && now < signer.validAfter) return 'is listed as not valid yet';
  if (signer.validBefore !== undefined && now >= signer.validBefore) return 'is listed as no longer valid';
  return undefined;
}

/** Pattern lists of SSH: `*` and `?`, commas between patterns, `!` before those that rule it out. */
function isListed(patterns: string, value: string): boolean {
  const matching = patterns.split(',').filter((pattern) => globOf(pattern.replace(/^!/, '')).test(value));
  return matching.length > 0 && !matching.some((pattern) => pattern.startsWith('!'));
}

function globOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[\\^$.|+()[\]{}]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
}
