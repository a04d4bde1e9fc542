import { signatureName, signatureNamespace, sumsName } from '../../../core/portfolio/manifest.ts';
import type { Check, PortfolioFolder, Verification } from '../../../core/portfolio/verifyPortfolio.ts';
import { visibleText } from '../../../core/portfolio/escape.ts';
import type { PublicKey } from '../../ssh/publicKey.ts';
import { checkSignature, readSignature } from '../../ssh/signature.ts';
import type { Trust } from './trust.ts';

/** Who signed a portfolio. */
export interface Signer {
  readonly key: PublicKey;
  /** As the reader's own files name them; undefined where no such file was given. */
  readonly name: string | undefined;
  /** The file that says so. */
  readonly from: string | undefined;
}

/** What checking a portfolio's signature gave; `check` is undefined where it has none and none was asked for. */
export interface SignatureFound {
  readonly check: Check | undefined;
  /** Only of a signature that passed. */
  readonly signer: Signer | undefined;
}

/**
 * Checks the signature over SHA256SUMS: over what that file must be, so that a change of the file itself is reported by
 * its own name.
 * @param trust the keys the reader trusts; with them an unsigned portfolio fails
 * @param now milliseconds since 1970
 */
export function checkPortfolioSignature(
  folder: PortfolioFolder,
  { manifest, sums }: NonNullable<Verification['said']>,
  trust: Trust | undefined,
  now: number,
): SignatureFound {
  const failed = (message: string): SignatureFound => ({
    check: { about: signatureName, status: 'failed', message },
    signer: undefined,
  });
  const found = folder.file(signatureName);
  if ('why' in found) {
    if (manifest.signed)
      return failed(
        `${signatureName} ${found.why}, but the portfolio says that it was signed with the key ${manifest.signed.key}: the signature was taken away`,
      );
    if (!trust) return { check: undefined, signer: undefined };
    return failed(
      manifest.reviewed
        ? 'nobody signed this portfolio, so it does not show whose it is'
        : 'this is a draft that its author did not review, and drafts are not signed',
    );
  }
  const read = readSignature(found.bytes);
  if (!read.ok) return failed(`${signatureName} ${read.problem}`);
  const { key, namespace } = read.signature;
  if (namespace !== signatureNamespace)
    return failed(
      `${signatureName} is a signature for another use (“${visibleText(namespace).slice(0, 40)}”), not for a portfolio`,
    );
  switch (checkSignature(read.signature, sums, signatureNamespace)) {
    case 'unknown-type':
      return failed(
        `${signatureName} was made with a kind of key that Pairfolio does not know (${visibleText(key.type).slice(0, 60)}); ssh-keygen -Y verify may`,
      );
    case 'bad':
      return failed(
        `${signatureName} does not fit these files: they were changed after they were signed, or it belongs to something else`,
      );
    case 'good':
  }
  if (manifest.signed && manifest.signed.key !== key.fingerprint)
    return failed(
      `${signatureName} was made with the key ${key.fingerprint}, but the portfolio says that it was signed with ${manifest.signed.key}: somebody else signed it again`,
    );
  const owner = trust?.ownerOf(key, signatureNamespace, now);
  if (trust && !owner)
    return failed(
      `the signature fits, but ${trust.from} does not list its key ${key.fingerprint}: whoever signed this is not among those you named`,
    );
  if (owner && 'refused' in owner) return failed(`the signature fits, but its key ${key.fingerprint} ${owner.refused}`);
  const whose = owner
    ? `signed by ${owner.name} with the key ${key.fingerprint}, which ${owner.from} lists`
    : `signed with the key ${key.fingerprint}; whose key that is, a list of keys from elsewhere tells (--signers)`;
  return {
    check: {
      about: signatureName,
      status: 'passed',
      message: `${whose}; it covers ${sumsName}, and so every file listed there`,
    },
    signer: { key, name: owner?.name, from: owner?.from },
  };
}
