import assert from 'node:assert/strict';
import type { NewRecord } from '../../../src/core/ledger/records.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { suggestionRecord } from '../../support/records.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 22, 10, minute)).toISOString();
const ledgerOf = (...records: readonly [NewRecord, Record<string, string>?][]): Ledger => {
  const ledger = new Ledger(temporaryFolder(), { app: 'test', host: 'cli' }, new ManualClock(), nodeDigest);
  for (const [record, texts] of records) ledger.append(record, texts);
  return ledger;
};

// Found by `npm run mutate`: what no other test near the read model noticed.
describe('what stands of a suggestion', () => {
  it('is its version with more in it or recorded later, whichever is read first', () => {
    const small = suggestionRecord({ id: 'one', suggestions: 1, revision: 0 }, at(1));
    const more = suggestionRecord({ id: 'one', suggestions: 3, revision: 0 }, at(2));
    const later = suggestionRecord({ id: 'one', suggestions: 1, revision: 1 }, at(3));
    const stands = (...records: readonly NewRecord[]): unknown[] =>
      ledgerOf(...records.map((record): [NewRecord] => [record]))
        .decisions()
        .map(({ suggestions, at: time }) => [suggestions, time]);
    assert.deepEqual(stands(small, more), [[3, at(2)]]);
    assert.deepEqual(stands(more, small), [[3, at(2)]]);
    assert.deepEqual(stands(small, later), [[1, at(3)]]);
    assert.deepEqual(stands(later, small), [[1, at(3)]]);
    assert.deepEqual(stands(more, later), [[1, at(3)]], 'a transcript may be cut back');
    assert.deepEqual(stands(later, more), [[1, at(3)]]);
  });

  it('keeps its kind where only its domain is said, and the other way round', () => {
    const said = (body: object): NewRecord => ({
      type: 'classified',
      at: at(5),
      body: { suggestions: ['one'], by: 'author', ...body },
    });
    const states = ledgerOf([suggestionRecord({ id: 'one', kind: 'fix', domain: 'data' })], [said({ kind: 'test' })]);
    const [first] = states.decisions();
    assert.deepEqual([first?.kind, first?.domain], ['test', 'data']);
    states.append(said({ domain: 'infra' }));
    const [second] = states.decisions();
    assert.deepEqual([second?.kind, second?.domain], ['test', 'infra']);
    states.append(said({ kind: 'docs' }));
    const [third] = states.decisions();
    assert.deepEqual([third?.kind, third?.domain], ['docs', 'infra'], 'what was said of the other before stays');
  });

  it('is what was kept last, by records that say what was kept', () => {
    const verdict = (minute: number): NewRecord => ({
      type: 'verdict',
      at: at(minute),
      body: { suggestion: 'one', label: 'adapted', settled: false, because: 'distance' },
    });
    const ledger = ledgerOf([suggestionRecord({ id: 'one' })], [verdict(3), { kept: 'kept' }], [verdict(4)]);
    assert.equal(ledger.decisions()[0]?.kept, 'kept', 'a record that does not say it takes nothing away');
    ledger.append(verdict(5), { kept: 'kept later' });
    assert.equal(ledger.decisions()[0]?.kept, 'kept later');
  });

  it('counts a question once, though the file it stands in is put back and read again from its beginning', () => {
    const asked: NewRecord = { type: 'asked', at: at(2), body: { suggestions: ['one'], boundary: 'request' } };
    const ledger = ledgerOf([suggestionRecord({ id: 'one' })], [asked]);
    const model = ledger.read();
    assert.equal(model.asked.length, 1);
    for (const { lines } of ledger.segments())
      for (const line of lines) model.add(JSON.parse(line) as Parameters<typeof model.add>[0]);
    assert.equal(model.asked.length, 1);
  });
});
