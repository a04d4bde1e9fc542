import { signatureNamespace } from '../../../core/portfolio/manifest.ts';
import type { BuildOptions } from '../build.ts';
import type { WriteOptions } from '../export.ts';
import { findSigningKey, type SigningKey } from '../../ssh/findKey.ts';
import type { RunOptions } from '../../ssh/programs.ts';
import { sign } from '../../ssh/sign.ts';

/** What an export needs to be signed, and the key for the author to see. */
export type Signing = Required<Pick<BuildOptions, 'signedWith'>> &
  Pick<WriteOptions, 'sign'> & { readonly with: SigningKey };

/**
 * Finds the key a portfolio is signed with.
 * @param given names it; empty for the author's own
 * @throws PairfolioError `no-key`
 */
export async function prepareSigning(given: string, options: RunOptions & { readonly cwd: string }): Promise<Signing> {
  const key = await findSigningKey(given, options);
  return { with: key, signedWith: key.key.fingerprint, sign: (sums) => sign(sums, signatureNamespace, key, options) };
}
