import fs from 'node:fs';
import path from 'node:path';
import { PairfolioError } from '../../core/shared/errors.ts';
import { runFirst, sshPrograms, type RunOptions } from './programs.ts';
import { keyOf, readPublicKey, type PublicKey } from './publicKey.ts';
import { Malformed, WireReader } from './wire.ts';

/** A key to sign with. */
export interface SigningKey {
  readonly key: PublicKey;
  /** The file ssh-keygen is given: a private key, or a public one whose private part an agent holds; null where only the agent knows it. */
  readonly file: string | null;
  /** Where it was found, for the author: `~/.ssh/id_ed25519`. */
  readonly from: string;
}

/** Keys ssh itself tries, the best first. */
const usual = ['id_ed25519', 'id_ed25519_sk', 'id_ecdsa', 'id_ecdsa_sk', 'id_rsa'];

/**
 * Finds the author's own key: the one named, else the one git signs with, else the first in the agent, else one of
 * those ssh itself would try.
 * @param given a file (private or public), or a public key as text; empty for none
 * @throws PairfolioError `no-key`
 */
export async function findSigningKey(
  given: string,
  options: RunOptions & { readonly cwd: string },
): Promise<SigningKey> {
  const { surroundings } = options;
  if (given !== '') return namedKey(given, options.cwd, surroundings.homedir, given);
  const fromGit = await gitKey(options);
  if (fromGit !== undefined) return fromGit;
  const listed = await runFirst(sshPrograms('ssh-add', surroundings), ['-L'], options);
  for (const line of listed?.code === 0 ? listed.stdout.split('\n') : []) {
    const key = readPublicKey(line);
    if (key) return { key, file: null, from: 'the first key of your SSH agent' };
  }
  const folder = path.join(surroundings.homedir, '.ssh');
  for (const name of usual) {
    const file = path.join(folder, name);
    if (isFile(file)) return { ...keyInFile(file), from: `~/.ssh/${name}` };
  }
  throw new PairfolioError(
    'no-key',
    'No SSH key to sign with was found: git names none, the agent has none and ~/.ssh holds none; name one with --sign KEY, or make one with ssh-keygen -t ed25519.',
  );
}

/** Only where git signs with SSH keys: else its signing key is one of GPG. */
async function gitKey(options: RunOptions & { readonly cwd: string }): Promise<SigningKey | undefined> {
  const read = async (name: string): Promise<string> => {
    const answer = await runFirst(['git'], ['config', '--get', name], options);
    return answer?.code === 0 ? answer.stdout.trim() : '';
  };
  if ((await read('gpg.format')) !== 'ssh') return undefined;
  const value = await read('user.signingkey');
  if (value === '') return undefined;
  return namedKey(
    value,
    options.cwd,
    options.surroundings.homedir,
    `${value.startsWith('key::') || readPublicKey(value) ? 'the key' : value}, which git signs with`,
  );
}

function namedKey(given: string, cwd: string, homedir: string, from: string): SigningKey {
  const literal = readPublicKey(given.replace(/^key::/, ''));
  if (literal) return { key: literal, file: null, from };
  const file = path.resolve(cwd, given.replace(/^~(?=$|[\\/])/, homedir));
  if (!isFile(file)) throw new PairfolioError('no-key', `There is no key ${file}.`);
  return { ...keyInFile(file), from };
}

/** @throws PairfolioError `no-key` */
function keyInFile(file: string): Pick<SigningKey, 'key' | 'file'> {
  const text = readText(file);
  const own = readPublicKey(text) ?? publicPart(text);
  if (own) return { key: own, file };
  const beside = isFile(`${file}.pub`) ? readPublicKey(readText(`${file}.pub`)) : undefined;
  if (beside) return { key: beside, file };
  throw new PairfolioError(
    'no-key',
    `${file} is no SSH key that can be read; of an older private key the public part must lie beside it, as ${path.basename(file)}.pub.`,
  );
}

/** The public part stands in front of a private key of OpenSSH, in the clear even where the rest is encrypted. */
function publicPart(text: string): PublicKey | undefined {
  const [, body = ''] =
    /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]*?)-----END OPENSSH PRIVATE KEY-----/.exec(text) ?? [];
  const opening = Buffer.from('openssh-key-v1\0');
  try {
    const read = new WireReader(Buffer.from(body, 'base64'));
    if (!read.take(opening.length).equals(opening)) return undefined;
    for (let skipped = 0; skipped < 3; skipped++) read.string();
    return read.uint32() === 1 ? keyOf(read.string()) : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    throw new PairfolioError('no-key', `The key ${file} cannot be read (${code}).`, { cause: error });
  }
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
