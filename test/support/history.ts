import * as v from 'valibot';
import { ReadModel } from '../../src/core/ledger/readModel.ts';
import { bodies, type LedgerRecord, type NewRecord } from '../../src/core/ledger/records.ts';
import type { Stance, Verdict } from '../../src/core/shared/words.ts';
import { suggestionRecord } from './records.ts';

/** A read model of records given in order, with the path of each suggestion beside it. */
export class TestHistory extends ReadModel {
  #seq = 0;
  readonly files = new Map<string, string>();
  readonly file = ({ id }: { readonly id: string }): string | null => this.files.get(id) ?? null;

  write(record: NewRecord): this {
    const body = v.parse(bodies[record.type], record.body);
    // The body fits the type: the schema of the type has read it.
    this.add({
      v: 1,
      segment: 'test',
      seq: this.#seq++,
      prev: null,
      type: record.type,
      at: record.at,
      body,
    } as LedgerRecord);
    return this;
  }

  /** A suggestion with a settled verdict. */
  decided(
    id: string,
    label: Verdict,
    at: number,
    options: {
      readonly group?: string;
      readonly lines?: number;
      readonly file?: string;
      readonly confidence?: number;
    } = {},
  ): this {
    const { group = id, lines = 5, file, confidence = 0.95 } = options;
    const time = new Date(at).toISOString();
    const size = { before: { characters: 0, lines: 0 }, suggested: { characters: lines * 30, lines } };
    if (file !== undefined) this.files.set(id, file);
    this.write(suggestionRecord({ id, group, size, confidence }, time));
    return this.write({ type: 'verdict', at: time, body: { suggestion: id, label, settled: true, because: 'text' } });
  }

  asking(at: number, suggestions: readonly string[], boundary = 'after-commit', random: string | null = null): this {
    return this.write({
      type: 'asked',
      at: new Date(at).toISOString(),
      body: { suggestions: [...suggestions], boundary, random },
    });
  }

  answered(at: number, suggestions: readonly string[], stance: Stance = 'trusted'): this {
    const body = { suggestions: [...suggestions], stance, reasons: [], tippedOff: null };
    return this.write({ type: 'reflection', at: new Date(at).toISOString(), body });
  }
}
