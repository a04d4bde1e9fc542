import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { SigningKey } from './findKey.ts';
import { runFirst, sshPrograms, type Answer, type RunOptions } from './programs.ts';
import { publicKeyLine } from './publicKey.ts';
import { armoured, checkSignature, dearmoured, readSignature } from './signature.ts';

/**
 * Signs bytes with `ssh-keygen -Y sign`, which asks an agent or a security token where the key is there.
 * @returns the text of the signature file
 * @throws PairfolioError `no-ssh-keygen`, `signing-failed`
 */
export async function sign(
  data: string,
  namespace: string,
  { key, file }: SigningKey,
  options: RunOptions,
): Promise<string> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pairfolio-'));
  try {
    const [message, keyFile] = [path.join(folder, 'message'), file ?? path.join(folder, 'key.pub')];
    fs.writeFileSync(message, data);
    if (file === null) fs.writeFileSync(keyFile, `${publicKeyLine(key)}\n`);
    const args = ['-Y', 'sign', '-n', namespace, '-f', keyFile, message];
    const answer = await runFirst(sshPrograms('ssh-keygen', options.surroundings), args, options);
    if (!answer)
      throw new PairfolioError(
        'no-ssh-keygen',
        'Signing needs ssh-keygen, which was not found: install OpenSSH (on Windows: Optional features, OpenSSH Client) or leave the portfolio unsigned.',
      );
    const made = answer.code === 0 ? readIfThere(`${message}.sig`) : undefined;
    if (made === undefined) throw new PairfolioError('signing-failed', whyNot(answer, options.interactive === true));
    const blob = dearmoured(made);
    const text = blob ? armoured(blob) : '';
    const read = readSignature(Buffer.from(text));
    if (!read.ok || read.signature.key.fingerprint !== key.fingerprint)
      throw new PairfolioError('signing-failed', otherKey);
    if (checkSignature(read.signature, data, namespace) === 'bad')
      throw new PairfolioError('signing-failed', 'ssh-keygen made a signature that does not fit; nothing was signed.');
    return text;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const otherKey =
  'The public key that lies beside the private one belongs to another; make it anew with ssh-keygen -y. Nothing was signed.';

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
}

function whyNot({ stderr }: Answer, interactive: boolean): string {
  if (/unknown option|illegal option|unrecognized option|unsupported operation/i.test(stderr))
    return 'This ssh-keygen is too old to sign; OpenSSH 8.1 or newer is needed.';
  if (/doesn't match private/i.test(stderr)) return otherKey;
  if (/incorrect passphrase|passphrase/i.test(stderr))
    return interactive
      ? 'The passphrase is not that of the key; nothing was signed.'
      : 'The key is locked with a passphrase and nobody can be asked for it here: give it to your agent first (ssh-add).';
  if (/agent|not found|No private key/i.test(stderr))
    return 'The private part of the key was found neither in a file nor in an SSH agent; nothing was signed.';
  if (/bad permissions|too open/i.test(stderr))
    return 'ssh-keygen refuses the key, because others can read its file; nothing was signed.';
  const said = stderr
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.slice(0, 200);
  return `ssh-keygen did not sign${said === undefined ? '' : ` (${said.trim().replace(/\.$/, '')})`}.`;
}
