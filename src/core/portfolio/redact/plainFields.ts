import type { LedgerRecord } from '../../ledger/records.ts';

// The line of a record is published to the letter, because its hash proves it. Its plain fields (names of tools and
// models, of checks, ids) can therefore not be redacted: a record that needs it cannot be published.

/** A plain text of a record with the name of its field. */
export interface PlainField {
  readonly field: string;
  readonly text: string;
  /** Whether it is an id: drawn or computed, never written. */
  readonly isId: boolean;
}

/** Fields that hold ids. */
const ids: ReadonlySet<string> = new Set([
  'id',
  'group',
  'session',
  'call',
  'suggestion',
  'suggestions',
  'segment',
  'prev',
  'random',
]);

/** What people call a field. */
const words: Readonly<Record<string, string>> = { what: 'check', name: 'tool' };

/** Hashes and times say nothing. */
const empty = /^(?:[0-9a-f]{32,64}|\d{4}-\d\d-\d\dT[\d:.]+Z)$/;

/** All plain texts of a record or a part of one, also those of fields a newer version added. */
export function plainFields(record: LedgerRecord | LedgerRecord['body']): PlainField[] {
  const found: PlainField[] = [];
  collect(record, 'record', found);
  return found;
}

function collect(value: unknown, field: string, found: PlainField[]): void {
  if (typeof value === 'string') {
    if (!empty.test(value)) found.push({ field: words[field] ?? field, text: value, isId: ids.has(field) });
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, field, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      // The name of a field a newer version added is a text as well.
      if (!/^[A-Za-z]{1,24}$/.test(key)) collect(key, field, found);
      collect(item, key, found);
    }
  }
}
