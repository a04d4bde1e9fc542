import type { NewRecord } from './records.ts';

/** Private texts to store beside a record: name → text. `undefined` ones are left out. */
export type Texts = Readonly<Record<string, string | undefined>>;

/** Where new records go. What returned without an error survives a crash of the process. */
export interface RecordSink {
  /**
   * Appends one record; `texts` are masked for secrets, stored apart and named in `body.texts` by keyed hash.
   * @throws PairfolioError `ledger-unwritable`
   */
  append(record: NewRecord, texts?: Texts): void;
}
