import fs from 'node:fs';
import path from 'node:path';
import {
  contributionText,
  makeContribution,
  parseCohort,
  readContribution,
  tagOf,
  withdrawalSchema,
  type Contribution,
  type Withdrawal,
} from '../../core/team/contribution.ts';
import { contributionWords, withdrawalWords } from '../../core/team/contributionWords.ts';
import { countDecisions } from '../../core/team/countDecisions.ts';
import { isClosed, latestClosed, type TeamWindow } from '../../core/team/window.ts';
import { patternVotes } from '../../core/team/pattern.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { codeOf } from '../portfolio/portfolioFolder.ts';
import { memberSecret } from './memberSecret.ts';

export interface ContributeOptions {
  readonly window: TeamWindow;
  /** A label the team agreed on. */
  readonly cohort?: string | undefined;
  /** What the member says of the patterns, instead of what was derived; see `parsePatterns`. */
  readonly patterns?: readonly number[] | undefined;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly signal?: AbortSignal | undefined;
}

/** What would be written, to be shown before it is. */
export interface Prepared {
  readonly given: Contribution | Withdrawal;
  /** The exact bytes. */
  readonly text: string;
  /** The same in words, for the member. */
  readonly words: readonly string[];
  /** Decisions it stands for; they are not in it. */
  readonly decisions: number;
}

/**
 * Makes a member's contribution to a closed window. Never refuses for few decisions.
 * @throws PairfolioError `usage` for an open window or a wrong label, `ledger-unreadable`, `cancelled`
 */
export async function prepareContribution(ledger: Ledger, options: ContributeOptions): Promise<Prepared> {
  const { window, clock, digest } = options;
  refuseOpen(window, clock);
  const cohort = options.cohort === undefined ? null : parseCohort(options.cohort);
  await ledger.readSoon({ signal: options.signal });
  const { votes, decisions } = countDecisions(ledger.states(), window);
  if (options.patterns && decisions === 0)
    throw new PairfolioError('usage', 'No decision lies in this window, so there is no pattern to state.');
  const stated = options.patterns ? new Map([...votes, ...patternVotes(options.patterns)]) : votes;
  const tag = tagOf(memberSecret(ledger.home, digest), window, digest);
  const contribution = makeContribution(stated, window, { tag, cohort });
  const text = contributionText(contribution);
  return { given: contribution, text, words: contributionWords(contribution, decisions), decisions };
}

/**
 * Makes the word that a contribution of this member is not to be counted; the lead puts it into the same folder.
 * @throws PairfolioError `usage` for an open window, `ledger-unreadable`
 */
export function prepareWithdrawal(ledger: Ledger, { window, clock, digest }: ContributeOptions): Prepared {
  refuseOpen(window, clock);
  const tag = tagOf(memberSecret(ledger.home, digest), window, digest);
  const given: Withdrawal = { schema: withdrawalSchema, window: window.id, tag };
  return { given, text: contributionText(given), words: withdrawalWords(given), decisions: 0 };
}

/**
 * Where a contribution goes: the file that was named, or in a folder that was named (which need not exist if the name ends
 * like one) a file whose name tells no person.
 */
export function contributionFile(named: string, { given }: Prepared): string {
  const isFolder = named.endsWith(path.sep) || fs.statSync(named, { throwIfNoEntry: false })?.isDirectory();
  if (isFolder !== true) return named;
  const what = given.schema === withdrawalSchema ? 'withdrawal-' : '';
  return path.join(named, `${what}${given.window}-${given.tag.slice(0, 12)}.json`);
}

/**
 * Writes what was prepared, at once. Only a file of the same member and window is replaced.
 * @throws PairfolioError `output-unwritable`
 */
export function writeContribution(file: string, { given, text }: Prepared): void {
  writeOwnFile(file, text, 'your contribution to this window', (other) => isOwn(other, given));
}

/**
 * Writes a file at once, over nothing but an own one.
 * @param what it must be to be replaced, for the sentence that says it is not
 * @throws PairfolioError `output-unwritable`
 */
export function writeOwnFile(file: string, text: string, what: string, isOwnFile: (text: string) => boolean): void {
  const staged = `${file}.${String(process.pid)}.tmp`;
  try {
    if (fs.existsSync(file) && !isOwnFile(fs.readFileSync(file, 'utf8')))
      throw new PairfolioError('output-unwritable', `${file} exists and is not ${what}; choose another name.`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(staged, text, { flag: 'wx' });
    fs.renameSync(staged, file);
  } catch (error) {
    if (PairfolioError.is(error)) throw error;
    fs.rmSync(staged, { force: true });
    throw new PairfolioError('output-unwritable', `${file} cannot be written (${codeOf(error)}).`, { cause: error });
  }
}

function isOwn(text: string, { tag, window }: Contribution | Withdrawal): boolean {
  const read = readContribution(text);
  const other =
    read.kind === 'contribution' ? read.contribution : read.kind === 'withdrawal' ? read.withdrawal : undefined;
  return other?.tag === tag && other.window === window;
}

/** @throws PairfolioError `usage` for a window that is not over */
export function refuseOpen(window: TeamWindow, clock: Clock): void {
  if (isClosed(window, clock.now())) return;
  throw new PairfolioError(
    'usage',
    `The window ${window.id} is open until ${window.end.slice(0, 10)}; the last that is over is ${latestClosed(clock.now()).id}.`,
  );
}
