import type { LedgerRecord } from './records.ts';

/** Where a record stands in the ledger's order. Kept instead of the record, of which a long ledger has too many. */
export interface Order {
  readonly type: LedgerRecord['type'];
  readonly at: string;
  readonly segment: string;
  readonly seq: number;
}

/** The ledger's order: time, segment, sequence. */
export function isBefore(a: Order, b: Order): boolean {
  if (a.at !== b.at) return a.at < b.at;
  return a.segment !== b.segment ? a.segment < b.segment : a.seq < b.seq;
}
