import type { Body, LedgerRecord } from './records.ts';

type Practice = 'rule' | 'week' | 'reconsidered' | 'lessons';
type PracticeRecord = Extract<LedgerRecord, { readonly type: Practice }>;

/** What one record says, and where it stands. */
export interface Stated<T extends Practice> {
  /** ISO 8601. */
  readonly at: string;
  readonly segment: string;
  readonly seq: number;
  /** Its texts are still hashes. */
  readonly body: Body<T>;
}

/**
 * What the records say about rules, weekly reviews and lessons for agents. Records may come in any order: every list is
 * in the ledger's order (`at`, segment, sequence), and the last of it stands.
 */
export class PracticeState {
  /** Everything ever said of each rule, by its id. */
  readonly rules = new Map<string, Stated<'rule'>[]>();
  /** By week (`2026-W48`). */
  readonly weeks = new Map<string, Stated<'week'>[]>();
  /** By week. */
  readonly reconsidered = new Map<string, Stated<'reconsidered'>[]>();
  /** Of all files of all projects. */
  readonly lessons: Stated<'lessons'>[] = [];

  add(record: PracticeRecord): void {
    switch (record.type) {
      case 'rule':
        insert(listOf(this.rules, record.body.rule), record);
        return;
      case 'week':
        insert(listOf(this.weeks, record.body.week), record);
        return;
      case 'reconsidered':
        insert(listOf(this.reconsidered, record.body.week), record);
        return;
      case 'lessons':
        insert(this.lessons, record);
        return;
    }
  }
}

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  const known = lists.get(key);
  if (known) return known;
  const made: T[] = [];
  lists.set(key, made);
  return made;
}

/** Nearly always the new one comes last. */
function insert<T extends Practice>(
  list: Stated<T>[],
  { at, segment, seq, body }: { at: string; segment: string; seq: number; body: Body<T> },
): void {
  const stated = { at, segment, seq, body };
  let place = list.length;
  for (let before = list[place - 1]; before && isBefore(stated, before); before = list[place - 1]) place -= 1;
  list.splice(place, 0, stated);
}

type Place = Pick<Stated<'rule'>, 'at' | 'segment' | 'seq'>;

function isBefore(a: Place, b: Place): boolean {
  if (a.at !== b.at) return a.at < b.at;
  return a.segment !== b.segment ? a.segment < b.segment : a.seq < b.seq;
}
