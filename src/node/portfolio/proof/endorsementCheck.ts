import { visibleText } from '../../../core/portfolio/escape.ts';
import type { Manifest } from '../../../core/portfolio/manifest.ts';
import {
  caseDigest,
  endorsementNamespace,
  endorsementSignature,
  isEndorsement,
  readEndorsement,
  type Endorsement,
} from '../../../core/portfolio/proof/endorsement.ts';
import type { Check, PortfolioFolder } from '../../../core/portfolio/verifyPortfolio.ts';
import type { Digest } from '../../../core/shared/digest.ts';
import type { PublicKey } from '../../ssh/publicKey.ts';
import { checkSignature, readSignature } from '../../ssh/signature.ts';
import type { Signer } from './signatureCheck.ts';
import type { Trust } from './trust.ts';

/** An endorsement that was looked at. */
export interface EndorsementFound {
  readonly check: Check;
  /** The files that were looked at. */
  readonly files: readonly string[];
  /** The case it speaks for, from 1, and by whom; undefined where it does not count. */
  readonly endorses: { readonly place: number; readonly by: string } | undefined;
}

/** What an endorsement is judged by. */
export interface EndorsementFrame {
  readonly manifest: Manifest;
  readonly signer: Signer | undefined;
  readonly trust: Trust | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly digest: Digest;
}

/** Checks every endorsement that lies beside the cases, each by its own signature. */
export function checkEndorsements(folder: PortfolioFolder, frame: EndorsementFrame): EndorsementFound[] {
  return folder
    .names()
    .filter(isEndorsement)
    .map((name) => checkEndorsement(folder, name, frame));
}

function checkEndorsement(folder: PortfolioFolder, name: string, frame: EndorsementFrame): EndorsementFound {
  const { manifest, signer, trust, now, digest } = frame;
  const beside = endorsementSignature(name);
  const files = [name, beside];
  const result = (about: string, status: Check['status'], message: string): EndorsementFound => ({
    check: { about, status, message },
    files,
    endorses: undefined,
  });
  const [found, signature] = [folder.file(name), folder.file(beside)];
  if ('why' in found) return result(name, 'failed', `${name} ${found.why}`);
  if ('why' in signature)
    return result(beside, 'failed', `${beside} ${signature.why}: without it anybody could have written ${name}`);
  const read = readSignature(signature.bytes);
  if (!read.ok) return result(beside, 'failed', `${beside} ${read.problem}`);
  const { key } = read.signature;
  const verdict = checkSignature(read.signature, found.bytes, endorsementNamespace);
  const statement = readEndorsement(found.bytes);
  if (verdict !== 'good' || statement?.key !== key.fingerprint)
    return result(
      name,
      'failed',
      `${name} and its signature ${beside} do not fit: one of them was changed after it was signed`,
    );
  const place = 1 + manifest.cases.findIndex(({ id }) => id === statement.case.id);
  const proven = manifest.cases[place - 1];
  if (!proven) return result(name, 'failed', 'it endorses a case that this portfolio does not show');
  if (caseDigest(proven, digest) !== statement.case.digest)
    return result(name, 'failed', `it endorses another version of case ${String(place)} than this portfolio shows`);
  const own = ownWord(key, signer, trust, now);
  if (own !== undefined) return result(name, 'skipped', own);
  const owner = trust?.ownerOf(key, endorsementNamespace, now);
  if (owner && 'refused' in owner) return result(name, 'failed', `its key ${key.fingerprint} ${owner.refused}`);
  const claimed = claimedWords(statement);
  if (trust && !owner)
    return result(
      name,
      'skipped',
      `case ${String(place)} is endorsed with the key ${key.fingerprint}, ${claimed}; ${trust.from} does not list it, so whose word that is is not known`,
    );
  const by = owner?.name ?? `the key ${key.fingerprint}, ${claimed}`;
  const unknown = owner ? '' : '; whose key that is, a list of keys from elsewhere tells (--signers)';
  return {
    check: {
      about: name,
      status: 'passed',
      message: `case ${String(place)} is endorsed by ${by}: “${visibleText(statement.says).slice(0, 200)}”${unknown}`,
    },
    files,
    endorses: { place, by },
  };
}

/** The author's own word under another name is nobody else's. */
function ownWord(
  key: PublicKey,
  signer: Signer | undefined,
  trust: Trust | undefined,
  now: number,
): string | undefined {
  if (!signer) return undefined;
  if (signer.key.blob.equals(key.blob))
    return 'it was made with the key that signed the portfolio: that is its author’s own word';
  const owner = trust?.ownerOf(key, endorsementNamespace, now);
  const isSame = owner !== undefined && 'name' in owner && owner.name === signer.name;
  return isSame
    ? `its key belongs to ${owner.name}, who signed the portfolio: that is its author’s own word`
    : undefined;
}

function claimedWords({ as }: Endorsement): string {
  return `whose holder calls themselves “${visibleText(as)}”`;
}
