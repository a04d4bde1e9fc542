import { hash } from 'node:crypto';
import path from 'node:path';
import { caseSection } from '../../../core/portfolio/caseSection.ts';
import {
  caseDigest,
  encodeEndorsement,
  endorsementNamespace,
  endorsementSignature,
  endorsementsFolder,
  usualWords,
} from '../../../core/portfolio/proof/endorsement.ts';
import { verifyPortfolio, type Verification } from '../../../core/portfolio/verifyPortfolio.ts';
import { isoTime, type Clock } from '../../../core/shared/clock.ts';
import type { Digest } from '../../../core/shared/digest.ts';
import { PairfolioError } from '../../../core/shared/errors.ts';
import type { SigningKey } from '../../ssh/findKey.ts';
import { DiskPortfolio } from '../portfolioFolder.ts';
import { writeFiles } from '../writePortfolio.ts';

/** What is endorsed, by whom and with what. */
export interface EndorseOptions {
  readonly folder: string;
  /** Number of the case on the page, or its id or the beginning of it; undefined for the only one. */
  readonly case: string | undefined;
  /** What the endorser calls themselves. */
  readonly as: string;
  readonly says: string | undefined;
  readonly key: SigningKey;
  readonly clock: Clock;
  readonly digest: Digest;
  /** @returns the signature file's text */
  readonly sign: (text: string, namespace: string) => Promise<string>;
}

/** An endorsement that was written. */
export interface Endorsed {
  readonly place: number;
  /** The case as its page shows it. */
  readonly shown: string;
  readonly files: readonly string[];
}

/**
 * Signs one case of a portfolio with the key of somebody who knows the work, and writes that beside it.
 * @throws PairfolioError `verification-failed`, `usage`, `not-found`, `output-unwritable`, and what `sign` throws
 */
export async function endorse(options: EndorseOptions): Promise<Endorsed> {
  const { folder, key, clock, digest } = options;
  const verification = verifyPortfolio(new DiskPortfolio(folder), digest);
  const { said, ok } = verification;
  if (!said || !ok) {
    const wrong = verification.checks.find(({ status }) => status === 'failed')?.about ?? '';
    throw new PairfolioError(
      'verification-failed',
      `This portfolio does not verify (${wrong}), so nothing in it is signed.`,
    );
  }
  const index = findCase(verification, options.case);
  const [proven, view] = [said.manifest.cases[index], verification.cases[index]];
  if (!proven || !view) throw new PairfolioError('not-found', 'The portfolio shows no such case.');
  const text = encodeEndorsement({
    case: { id: proven.id, digest: caseDigest(proven, digest) },
    says: options.says ?? usualWords,
    as: options.as,
    at: isoTime(clock.now()),
    key: key.key.fingerprint,
  });
  // One file a case and key: who endorses a later version of it replaces the earlier word.
  const who = hash('sha256', key.key.blob, 'hex').slice(0, 8);
  const name = `${endorsementsFolder}${proven.id.replace(/[^A-Za-z0-9]/g, '').slice(0, 12) || 'case'}-${who}.json`;
  const signature = await options.sign(text, endorsementNamespace);
  const files = writeFiles(path.resolve(folder), [
    { name, text },
    { name: endorsementSignature(name), text: signature },
  ]);
  const shown = caseSection(view, index + 1, {
    size: said.manifest.record.size,
    signed: said.manifest.signed !== undefined,
  });
  return { place: index + 1, shown, files };
}

/** @returns the case's place, from 0 */
function findCase({ said }: Verification, wanted: string | undefined): number {
  const cases = said?.manifest.cases ?? [];
  if (cases.length === 0) throw new PairfolioError('not-found', 'This portfolio shows no case.');
  if (wanted === undefined) {
    if (cases.length === 1) return 0;
    throw new PairfolioError(
      'usage',
      `This portfolio shows ${String(cases.length)} cases; say which one with --case N.`,
    );
  }
  if (/^[1-9]\d{0,3}$/.test(wanted)) {
    if (Number(wanted) <= cases.length) return Number(wanted) - 1;
  }
  const found = cases.flatMap(({ id }, index) => (id.startsWith(wanted) ? [index] : []));
  const [only] = found;
  if (found.length === 1 && only !== undefined && wanted !== '') return only;
  throw new PairfolioError(
    'not-found',
    found.length > 1 ? `Several cases begin with “${wanted}”.` : `There is no case “${wanted}” in this portfolio.`,
  );
}
