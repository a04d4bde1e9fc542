import path from 'node:path';
import * as v from 'valibot';
import { isoTime, type Clock } from '../../../core/shared/clock.ts';
import { addLine, damaged, readLines } from './lineFile.ts';

/** Whom the member knows to be real, in the ledger's folder. */
const confirmedName = 'team-confirmed.jsonl';
const confirmedSchema = 'pairfolio.confirmed/1';

const line = v.looseObject({
  schema: v.literal(confirmedSchema),
  at: v.string(),
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  /** Whether the member said that this is the lead. */
  lead: v.optional(v.boolean(), false),
});

/** Fingerprint → whether it is the lead's. */
export type Confirmed = ReadonlyMap<string, boolean>;

/** @throws PairfolioError `ledger-unreadable` */
export function readConfirmed(home: string): Confirmed {
  const file = path.join(home, confirmedName);
  return new Map(
    readLines(file).map((value) => {
      const read = v.safeParse(line, value);
      if (!read.success) throw damaged(file);
      return [read.output.fingerprint, read.output.lead];
    }),
  );
}

/**
 * Notes that the member was told a fingerprint by its owner. It holds for all windows.
 * @throws PairfolioError `ledger-unwritable`
 */
export function noteConfirmed(home: string, fingerprint: string, lead: boolean, clock: Clock): void {
  const at = isoTime(clock.now());
  addLine(path.join(home, confirmedName), { schema: confirmedSchema, at, fingerprint, lead });
}
