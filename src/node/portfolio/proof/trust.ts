import fs from 'node:fs';
import path from 'node:path';
import { visibleText } from '../../../core/portfolio/escape.ts';
import { PairfolioError } from '../../../core/shared/errors.ts';
import { readSigners, refusal, type AllowedSigner } from '../../ssh/allowedSigners.ts';
import type { PublicKey } from '../../ssh/publicKey.ts';
import { codeOf } from '../portfolioFolder.ts';

/** Whose key it is, as far as the reader's own files say; `refused` ends a sentence about the key. */
export type Owner = { readonly name: string; readonly from: string } | { readonly refused: string };

/** The keys a reader trusts, from files they got elsewhere. */
export interface Trust {
  /** The files' names, for sentences. */
  readonly from: string;
  /** Lines of theirs that vouch for nobody here. */
  readonly unused: number;
  /** Whose key it is; undefined where none of the files lists it. */
  ownerOf(key: PublicKey, namespace: string, now: number): Owner | undefined;
}

/** No file of keys comes near this (bytes). */
const largest = 8 * 1024 * 1024;

/**
 * Reads the files `--signers` names.
 * @returns undefined where none is named
 * @throws PairfolioError `input-unreadable` where one cannot be read or lists no key
 */
export function readTrust(files: readonly string[]): Trust | undefined {
  if (files.length === 0) return undefined;
  const signers: (AllowedSigner & { readonly from: string })[] = [];
  let unused = 0;
  for (const file of files) {
    const read = readSigners(readFile(file), file);
    if (read.signers.length === 0)
      throw new PairfolioError(
        'input-unreadable',
        `${file} lists no SSH key: it must be an allowed-signers file, or the keys a forge publishes (https://github.com/NAME.keys), saved as a file.`,
      );
    signers.push(...read.signers.map((signer) => ({ ...signer, from: path.basename(file) })));
    unused += read.unused;
  }
  return {
    from: files.map((file) => path.basename(file)).join(', '),
    unused,
    ownerOf: (key, namespace, now) => {
      const listed = signers.filter((signer) => signer.key.blob.equals(key.blob));
      const usable = listed.find((signer) => refusal(signer, namespace, now) === undefined);
      if (usable) return { name: visibleText(usable.name), from: usable.from };
      const [first] = listed;
      return first && { refused: refusal(first, namespace, now) ?? '' };
    },
  };
}

function readFile(file: string): string {
  try {
    if (fs.statSync(file).size > largest)
      throw new PairfolioError('input-unreadable', `${file} is too large to be a list of keys.`);
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (PairfolioError.is(error)) throw error;
    throw new PairfolioError('input-unreadable', `${file} cannot be read (${codeOf(error)}).`, { cause: error });
  }
}
