import { fingerprintOf } from '../../../core/team/sealed/fingerprint.ts';
import { layoutDigest, rosterDigest } from '../../../core/team/sealed/roster.ts';
import { SealedMerge, type SealedFate } from '../../../core/team/sealed/sealedMerge.ts';
import { vectorLength } from '../../../core/team/layout.ts';
import { PairfolioError } from '../../../core/shared/errors.ts';
import { readFolder } from '../mergeFolder.ts';
import type { Added, ReleaseOptions } from '../releaseTeamReport.ts';
import { readRosterFile } from './rosterFile.ts';
import { checkCoefficients } from './sealedCrypto.ts';

/**
 * Adds up the sealed contributions of a folder.
 * @param file of the roster
 * @throws PairfolioError `usage`, `input-unreadable`, `cancelled`
 */
export async function openSealed(file: string, options: ReleaseOptions): Promise<Added> {
  const { digest } = options;
  const roster = readRosterFile(file);
  const { window, attempt, noise } = roster;
  if (options.window && options.window.id !== window)
    throw new PairfolioError('usage', `The roster is of the window ${window}, not of ${options.window.id}.`);
  if (roster.layout !== layoutDigest(digest))
    throw new PairfolioError(
      'usage',
      'The roster is for contributions of another version of Pairfolio, whose numbers mean something else; use that version.',
    );
  const merge = new SealedMerge(roster, digest);
  for (const [name, fate] of await readFolder(options.from, options, (text): SealedFate => merge.add(text)))
    if (fate !== 'beside') options.onFile?.(name, fate);
  const hash = rosterDigest(roster, digest);
  const opened = merge.open(checkCoefficients(hash, vectorLength));
  if (!opened.opened) return { window, reasons: opened.reasons };
  const members = roster.members.map((key) => fingerprintOf(key, digest)).sort();
  return { window, ...opened, sealed: { attempt, noise, roster: hash, members } };
}
