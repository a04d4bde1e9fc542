import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What became of the files that were not simply counted. Counts only: names of files may be names of people. */
export const handledSchema = v.looseObject({
  /** The same contribution again: counted once. */
  duplicates: count,
  /** Files with one tag and different content: which one the member means is not known, so none is counted. */
  conflicting: count,
  /** Contributions their members took back. */
  withdrawn: count,
  /** Files of a newer version of the schema. */
  newer: count,
  /** Files that cannot be read. */
  damaged: count,
  /** Files that were edited: no ledger gives their numbers. */
  impossible: count,
  /** Contributions to other windows. */
  otherWindows: count,
});
export type Handled = Readonly<v.InferOutput<typeof handledSchema>>;

export const nothingHandled: Handled = {
  duplicates: 0,
  conflicting: 0,
  withdrawn: 0,
  newer: 0,
  damaged: 0,
  impossible: 0,
  otherWindows: 0,
};
