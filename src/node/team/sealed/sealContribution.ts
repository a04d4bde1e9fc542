import path from 'node:path';
import fs from 'node:fs';
import { PairfolioError } from '../../../core/shared/errors.ts';
import { countDecisions } from '../../../core/team/countDecisions.ts';
import { vectorOf } from '../../../core/team/layout.ts';
import { patternVotes } from '../../../core/team/pattern.ts';
import { fingerprintOf } from '../../../core/team/sealed/fingerprint.ts';
import { withNoise } from '../../../core/team/sealed/noise.ts';
import { layoutDigest, rosterDigest, type Roster } from '../../../core/team/sealed/roster.ts';
import { makeSealed, readSealed, sealedText, type Sealed } from '../../../core/team/sealed/sealedFile.ts';
import { sealedWords, type Crowd } from '../../../core/team/sealed/sealedWords.ts';
import { masked, withCheckWords } from '../../../core/team/sealed/words32.ts';
import { parseWindow } from '../../../core/team/window.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { refuseOpen, writeOwnFile, type ContributeOptions } from '../contribute.ts';
import { memberSecret } from '../memberSecret.ts';
import { crowdOf } from './crowd.ts';
import { memberKey } from './memberKey.ts';
import { noteSealed, readSealedBefore, refuseSecond, vectorBefore, type Sealing } from './sealedBefore.ts';
import { checkCoefficients, memberDice, pairMasks } from './sealedCrypto.ts';

export interface SealOptions extends Omit<ContributeOptions, 'window' | 'cohort'> {
  readonly roster: Roster;
  /** Seals the numbers that were sealed for this window before, whatever the record says now. */
  readonly asBefore?: boolean | undefined;
}

/** What would be written, to be shown before it is. */
export interface PreparedSealed {
  readonly sealed: Sealed;
  /** The exact bytes. */
  readonly text: string;
  /** The same in words, for the member: also what went into it, which does not leave. */
  readonly words: readonly string[];
  readonly decisions: number;
  readonly sealing: Sealing;
  readonly crowd: Crowd;
}

/**
 * Makes a member's sealed contribution.
 * @throws PairfolioError `usage` where the member must not seal under this roster, `sealed-before` where not these
 * numbers; `input-unreadable`, `ledger-unreadable`, `ledger-unwritable`, `cancelled`
 */
export async function prepareSealed(ledger: Ledger, options: SealOptions): Promise<PreparedSealed> {
  const { roster, clock, digest } = options;
  const { home } = ledger;
  const window = parseWindow(roster.window);
  refuseOpen(window, clock);
  if (roster.layout !== layoutDigest(digest))
    throw new PairfolioError(
      'usage',
      'The roster is for contributions of another version of Pairfolio, whose numbers mean something else; all members and the lead need the same.',
    );
  const crowd = crowdOf(home, roster, digest);
  refuseThinCrowd(crowd);
  await ledger.readSoon({ signal: options.signal });
  const before = readSealedBefore(home);
  const counted = countDecisions(ledger.states(), window);
  if (options.patterns && counted.decisions === 0)
    throw new PairfolioError('usage', 'No decision lies in this window, so there is no pattern to state.');
  const stated = options.patterns ? new Map([...counted.votes, ...patternVotes(options.patterns)]) : counted.votes;
  const first = options.asBefore === true ? vectorBefore(before, roster.window) : undefined;
  const vector = first ?? vectorOf(stated);
  const sealing = { roster, digest: rosterDigest(roster, digest), vector };
  refuseSecond(before, sealing);
  const sealed = seal(ledger, sealing, options);
  return {
    ...{ sealed, text: sealedText(sealed), decisions: counted.decisions, sealing, crowd },
    words: sealedWords(vector, counted.decisions, crowd),
  };
}

function refuseThinCrowd({ confirmed, needed, roster }: Crowd): void {
  if (confirmed.length >= needed) return;
  throw new PairfolioError(
    'usage',
    `You confirmed ${String(confirmed.length)} of the ${String(roster.members.length - 1)} others on the roster, and at least ${String(needed)} are needed, or invented members could make up the crowd you are hidden in. Ask each for their fingerprint, not through the lead, and run: pairfolio roster confirm ROSTER FINGERPRINT.`,
  );
}

function seal({ home }: Ledger, { roster, digest: rosterHash, vector }: Sealing, { digest }: SealOptions): Sealed {
  const { privateKey, publicKey } = memberKey(home);
  const { window, layout, attempt, members, noise } = roster;
  const about = [window, layout, String(noise), ...members];
  const noisy = withNoise(vector, noise, members.length, memberDice(memberSecret(home, digest), about));
  const words = withCheckWords(noisy, checkCoefficients(rosterHash, vector.length));
  const others = members.filter((key) => key !== publicKey);
  const masks = pairMasks(privateKey, others, { window, layout, roster: rosterHash, attempt });
  const member = fingerprintOf(publicKey, digest);
  return makeSealed({ window, roster: rosterHash, attempt, member }, masked(words, publicKey, masks), digest);
}

/** Where it goes: the file that was named, or in a folder that was named a file of its own. */
export function sealedFile(named: string, { sealed: { window, attempt, member } }: PreparedSealed): string {
  const isFolder = named.endsWith(path.sep) || fs.statSync(named, { throwIfNoEntry: false })?.isDirectory();
  if (isFolder !== true) return named;
  return path.join(named, `sealed-${window}-${String(attempt)}-${member.slice(0, 12)}.json`);
}

/**
 * Notes what is sealed, then writes it. Only a sealed file of the same member, window and attempt is replaced.
 * @throws PairfolioError `usage`, `ledger-unreadable`, `ledger-unwritable`, `output-unwritable`
 */
export function writeSealed(
  home: string,
  file: string,
  prepared: PreparedSealed,
  { digest }: Pick<SealOptions, 'digest'>,
): void {
  const { sealed } = prepared;
  noteSealed(home, prepared.sealing);
  writeOwnFile(file, prepared.text, 'your sealed contribution to this window', (text) => {
    const read = readSealed(text, digest);
    return read.kind === 'sealed' && read.sealed.member === sealed.member && read.sealed.window === sealed.window;
  });
}
