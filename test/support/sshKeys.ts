import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { prepareSigning, type Signing } from '../../src/node/portfolio/proof/signing.ts';
import { temporaryFolder } from './folder.ts';

/** A real key pair made by ssh-keygen. */
export interface KeyPair {
  /** The private key's file; the public one lies beside it. */
  readonly file: string;
  /** `ssh-ed25519 AAAA…`, as a forge publishes it. */
  readonly line: string;
  /** As `ssh-keygen -l` names it. */
  readonly fingerprint: string;
}

/** Makes a key pair. @param passphrase locks the private key */
export function makeKey(type: readonly string[] = ['ed25519'], passphrase = ''): KeyPair {
  const file = path.join(temporaryFolder(), 'key');
  execFileSync('ssh-keygen', ['-q', '-t', ...type, '-N', passphrase, '-C', 'somebody', '-f', file]);
  const line = fs.readFileSync(`${file}.pub`, 'utf8').trim().split(' ').slice(0, 2).join(' ');
  const [, fingerprint = ''] = execFileSync('ssh-keygen', ['-l', '-f', file], { encoding: 'utf8' }).split(' ');
  return { file, line, fingerprint };
}

/** Signs with ssh-keygen itself, as anybody might. @returns the signature file's text */
export function signAlone(key: KeyPair, data: string | Uint8Array, namespace: string): string {
  const file = path.join(temporaryFolder(), 'data');
  fs.writeFileSync(file, data);
  execFileSync('ssh-keygen', ['-Y', 'sign', '-n', namespace, '-f', key.file, file], { stdio: 'ignore' });
  return fs.readFileSync(`${file}.sig`, 'utf8');
}

/** What ssh-keygen says of a signature, with no part of Pairfolio taking part. */
export function verifyAlone(
  signature: string,
  data: string | Uint8Array,
  namespace: string,
  signers?: readonly KeyPair[],
): { readonly ok: boolean; readonly said: string } {
  const folder = temporaryFolder();
  const [sig, allowed] = [path.join(folder, 'sig'), path.join(folder, 'allowed')];
  fs.writeFileSync(sig, signature);
  fs.writeFileSync(allowed, (signers ?? []).map(({ line }) => `author ${line}\n`).join(''));
  const who = signers ? ['verify', '-f', allowed, '-I', 'author'] : ['check-novalidate'];
  const { status, stdout, stderr } = spawnSync('ssh-keygen', ['-Y', ...who, '-n', namespace, '-s', sig], {
    input: data,
    encoding: 'utf8',
  });
  return { ok: status === 0, said: `${stdout}${stderr}` };
}

/** How a portfolio is signed with a key, wherever this machine keeps others. */
export function signingWith(key: KeyPair): Promise<Signing> {
  const surroundings = { platform: process.platform, env: {}, homedir: temporaryFolder() };
  return prepareSigning(key.file, { surroundings, cwd: surroundings.homedir });
}

/** A key list as a forge publishes it. @returns its path */
export function keysFile(name: string, ...keys: readonly KeyPair[]): string {
  const file = path.join(temporaryFolder(), name);
  fs.writeFileSync(file, keys.map(({ line }) => `${line}\n`).join(''));
  return file;
}
