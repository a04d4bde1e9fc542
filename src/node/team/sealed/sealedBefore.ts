import path from 'node:path';
import * as v from 'valibot';
import { PairfolioError } from '../../../core/shared/errors.ts';
import { attemptProblem } from '../../../core/team/sealed/attempts.ts';
import type { Roster } from '../../../core/team/sealed/roster.ts';
import { addLine, damaged, readLines } from './lineFile.ts';

/** What the member sealed, in the ledger's folder: so that no second, different vector is sealed for a window. */
const sealedBeforeName = 'team-sealed.jsonl';
const sealedBeforeSchema = 'pairfolio.sealed-before/1';

const line = v.looseObject({
  schema: v.literal(sealedBeforeSchema),
  window: v.string(),
  /** Digest of the roster. */
  roster: v.string(),
  attempt: v.number(),
  minimum: v.number(),
  members: v.array(v.string()),
  /** Before noise and masks. */
  vector: v.array(v.number()),
});
export type SealedBefore = Readonly<v.InferOutput<typeof line>>;

/** All that was sealed, oldest first. @throws PairfolioError `ledger-unreadable` */
export function readSealedBefore(home: string): SealedBefore[] {
  const file = path.join(home, sealedBeforeName);
  return readLines(file).map((value) => {
    const read = v.safeParse(line, value);
    if (!read.success) throw damaged(file);
    return read.output;
  });
}

/** What is about to be sealed. */
export interface Sealing {
  readonly roster: Roster;
  /** Digest of the roster. */
  readonly digest: string;
  readonly vector: readonly number[];
}

/** The vector that was sealed for a window first: no other one may be. */
export function vectorBefore(before: readonly SealedBefore[], window: string): readonly number[] | undefined {
  return before.find((sealed) => sealed.window === window)?.vector;
}

/**
 * Refuses what two files or two sums would tell of.
 * @throws PairfolioError `sealed-before` for other numbers, `usage` for a roster that must not follow
 */
export function refuseSecond(before: readonly SealedBefore[], { roster, digest, vector }: Sealing): void {
  const ofWindow = before.filter(({ window }) => window === roster.window);
  const first = vectorBefore(before, roster.window);
  if (first && first.join() !== vector.join())
    throw new PairfolioError(
      'sealed-before',
      `You sealed other numbers for ${roster.window} before. Two files would differ by just what changed, so no second vector is sealed for a window; use --as-before to seal the numbers of before again.`,
    );
  if (ofWindow.some((sealed) => sealed.roster === digest)) return;
  const problem = attemptProblem(roster, ofWindow);
  if (problem !== undefined) throw new PairfolioError('usage', problem);
}

/**
 * Notes what is sealed, before any file of it is written. Of two processes that do so at once the first wins.
 * @throws PairfolioError `sealed-before`, `usage`, `ledger-unreadable`, `ledger-unwritable`
 */
export function noteSealed(home: string, sealing: Sealing): void {
  const before = readSealedBefore(home);
  refuseSecond(before, sealing);
  const { roster, digest, vector } = sealing;
  if (before.some((sealed) => sealed.window === roster.window && sealed.roster === digest)) return;
  const { window, attempt, minimum, members } = roster;
  addLine(path.join(home, sealedBeforeName), {
    ...{ schema: sealedBeforeSchema, window, roster: digest, attempt, minimum },
    members: [...members],
    vector: [...vector],
  });
  const after = readSealedBefore(home);
  const own = after.findIndex((sealed) => sealed.window === window && sealed.roster === digest);
  refuseSecond(after.slice(0, own), sealing);
}
