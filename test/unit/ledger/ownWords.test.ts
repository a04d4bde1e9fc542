import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { toDecision } from '../../../src/core/ledger/toDecision.ts';
import type { Decision } from '../../../src/core/ledger/decision.ts';
import type { NewRecord } from '../../../src/core/ledger/records.ts';
import { emptyLedger, tell } from '../../support/portfolioLedger.ts';
import { TestHistory } from '../../support/history.ts';
import { suggestionRecord } from '../../support/records.ts';

const day = (number: number): string => `2026-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;
const suggestions = ['a'];

/** The decision all records make, in this order and in the opposite one: it must be the same. */
function decisionOf(...records: readonly NewRecord[]): Decision {
  const [forth, back] = [records, records.toReversed()].map((ordered) => {
    const history = new TestHistory();
    for (const record of [suggestionRecord({ id: 'a' }, day(1)), ...ordered]) history.write(record);
    const state = history.suggestions.get('a');
    if (!state) throw new Error('no suggestion');
    return toDecision(state, () => ({ title: 'Small steps', prompt: 'one file at a time' }));
  });
  assert.deepEqual(forth, back);
  if (!forth) throw new Error('no decision');
  return forth;
}

describe('what the developer says of a decision', () => {
  it('of patterns and practices the newest stands, of predictions the first: it was made before looking', () => {
    const said = decisionOf(
      { type: 'pattern', at: day(2), body: { suggestions, pattern: 'directive' } },
      { type: 'pattern', at: day(3), body: { suggestions, pattern: 'learning' } },
      { type: 'prediction', at: day(2), body: { suggestions, expected: 0.9 } },
      { type: 'prediction', at: day(3), body: { suggestions, expected: 0.5 } },
      { type: 'practice', at: day(4), body: { suggestions, kept: true } },
    );
    assert.equal(said.pattern, 'learning');
    assert.deepEqual(said.prediction, { expected: 0.9, at: day(2) });
    assert.deepEqual(said.practice, { title: 'Small steps', prompt: 'one file at a time', at: day(4) });
  });

  it('can be taken back where it is a word, not where it is a forecast', () => {
    const said = decisionOf(
      { type: 'pattern', at: day(2), body: { suggestions, pattern: 'directive' } },
      { type: 'pattern', at: day(3), body: { suggestions, pattern: null } },
      { type: 'practice', at: day(2), body: { suggestions, kept: true } },
      { type: 'practice', at: day(5), body: { suggestions, kept: false } },
    );
    assert.deepEqual([said.pattern, said.practice, said.prediction], [null, null, null]);
  });

  it('has its words erased when the decision is forgotten, and they never were in the chain', () => {
    const { ledger } = emptyLedger();
    const id = tell(ledger, { verdict: 'trusted', prompt: 'the asked-for thing' });
    const other = tell(ledger, { verdict: 'trusted' });
    ledger.append(
      { type: 'practice', at: day(20), body: { suggestions: [id, other], kept: true } },
      { title: 'A title of mine', prompt: 'my way of asking' },
    );
    const bytes = (folder: string): string =>
      fs
        .readdirSync(path.join(ledger.home, folder))
        .map((name) => fs.readFileSync(path.join(ledger.home, folder, name), 'utf8'))
        .join('');
    assert.match(bytes('texts'), /my way of asking/);
    assert.doesNotMatch(bytes('segments'), /my way of asking|A title of mine/);
    ledger.forget([id]);
    assert.doesNotMatch(bytes('texts'), /my way of asking|A title of mine|the asked-for thing/);
    ledger.dispose();
  });
});
