import { signatureName, sumsName } from '../../core/portfolio/manifest.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { buildPortfolio, takeStep, type BuildOptions, type BuiltPortfolio } from './build.ts';
import { lookBeforeWriting, writeFiles, type NewFile } from './writePortfolio.ts';

/** Where to write, and whether over files somebody changed. */
export interface WriteOptions {
  /** The folder to write into; created where it is missing. */
  readonly out: string;
  /** Asked when files of an earlier export were changed by hand since; without it the export fails then. */
  readonly mayOverwrite?: ((names: readonly string[]) => Promise<boolean>) | undefined;
  /** Signs SHA256SUMS; needed where the portfolio says that it is signed. @returns the signature file's text */
  readonly sign?: ((sums: string) => Promise<string>) | undefined;
}

export type ExportOptions = BuildOptions & WriteOptions;

/** What was written. */
export interface ExportResult extends Omit<BuiltPortfolio, 'files'> {
  /** Paths of the files. */
  readonly files: readonly string[];
  /** Names of files of an earlier export that this one does not have, and that are gone now. */
  readonly removed: readonly string[];
}

/**
 * Builds a portfolio and writes it.
 * @throws PairfolioError as {@link buildPortfolio} and {@link writePortfolio}
 */
export async function exportPortfolio(ledger: Ledger, options: ExportOptions): Promise<ExportResult> {
  const built = await buildPortfolio(ledger, options);
  await takeStep('writing', options);
  return writePortfolio(built, options, options.digest);
}

/**
 * Writes a portfolio as it was built, all files or none, and its signature with them.
 * @throws PairfolioError `output-unwritable`, and what `sign` throws
 */
export async function writePortfolio(
  built: BuiltPortfolio,
  { out, mayOverwrite, sign }: WriteOptions,
  digest: Digest,
): Promise<ExportResult> {
  const isSigned = built.signedWith !== undefined;
  const names = [...built.files.map(({ name }) => name), ...(isSigned ? [signatureName] : [])];
  const { changed, leftOver } = lookBeforeWriting(out, names, digest);
  if (changed.length > 0 && (await mayOverwrite?.(changed)) !== true) {
    throw new PairfolioError(
      'output-unwritable',
      `${changed.join(', ')} in ${out} was changed since it was exported; move it away or choose another folder.`,
    );
  }
  // Signed last: it may ask for a passphrase or a touch, and only for what will be written.
  const files = isSigned ? [...built.files, await signatureOf(built, sign)] : built.files;
  return { ...built, files: writeFiles(out, files, leftOver), removed: leftOver };
}

async function signatureOf({ files }: BuiltPortfolio, sign: WriteOptions['sign']): Promise<NewFile> {
  const sums = files.find(({ name }) => name === sumsName);
  if (!sums || !sign)
    throw new PairfolioError('signing-failed', 'The portfolio says that it is signed, and it was not.');
  return { name: signatureName, text: await sign(sums.text) };
}
