import assert from 'node:assert/strict';
import { aboutSuggestions } from '../../../src/core/ledger/about.ts';
import { toDecision } from '../../../src/core/ledger/toDecision.ts';
import type { Decision } from '../../../src/core/ledger/decision.ts';
import { decodeLine } from '../../../src/core/ledger/codec.ts';
import type { NewRecord } from '../../../src/core/ledger/records.ts';
import { TestHistory } from '../../support/history.ts';
import { suggestionRecord } from '../../support/records.ts';

const day = (number: number): string => `2026-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;

function classified(number: number, by: 'inferred' | 'author', said: object): NewRecord {
  return { type: 'classified', at: day(number), body: { suggestions: ['a'], by, ...said } };
}

/** The decision all records make, in this order and in the opposite one: it must be the same. */
function decisionOf(...records: readonly NewRecord[]): Decision {
  const [forth, back] = [records, records.toReversed()].map((ordered) => {
    const history = new TestHistory();
    for (const record of ordered) history.write(record);
    const state = history.suggestions.get('a');
    if (!state) throw new Error('no suggestion');
    return toDecision(state, () => ({}));
  });
  assert.deepEqual(forth, back);
  if (!forth) throw new Error('no decision');
  return forth;
}

const suggestion = suggestionRecord({ id: 'a', kind: 'other', domain: 'other' }, day(1));

describe('kind and domain in the read model', () => {
  it('are those of the suggestion until somebody says otherwise', () => {
    const { kind, domain } = decisionOf(suggestion);
    assert.deepEqual([kind, domain], ['other', 'other']);
  });

  it('are the newest inference', () => {
    const { kind, domain } = decisionOf(
      suggestion,
      classified(2, 'inferred', { kind: 'test', domain: 'back-end', from: 'path' }),
      classified(3, 'inferred', { kind: 'fix', domain: null, from: 'commit' }),
    );
    assert.deepEqual([kind, domain], ['fix', null]);
  });

  it('are the developer’s word, also over a later inference; what they did not say stays inferred', () => {
    const { kind, domain } = decisionOf(
      suggestion,
      classified(2, 'author', { kind: 'refactor' }),
      classified(3, 'inferred', { kind: 'fix', domain: 'data', from: 'commit' }),
      classified(4, 'author', { kind: 'docs' }),
    );
    assert.deepEqual([kind, domain], ['docs', 'data']);
  });
});

describe('follow-ups in the read model', () => {
  const followUp = (number: number, outcome: 'over-reliance' | null, because: string): NewRecord => ({
    type: 'followUp',
    at: day(number),
    body: { suggestion: 'a', days: 14, distance: 0.4, outcome, because, texts: { sha: 'f'.repeat(64) } },
  });

  it('are published; the newest stands', () => {
    const decision = decisionOf(
      suggestion,
      followUp(20, null, 'not-in-history'),
      followUp(21, 'over-reliance', 'fixed'),
    );
    assert.deepEqual(decision.followUp, { days: 14, distance: 0.4, outcome: 'over-reliance' });
    assert.equal(decisionOf(suggestion).followUp, null);
  });

  it('name their private text, so that forgetting erases it; what no version knows is not read', () => {
    const line = (body: object): string =>
      JSON.stringify({ v: 1, segment: 's', seq: 0, at: day(1), type: 'followUp', prev: null, body });
    const known = decodeLine(
      line({ suggestion: 'a', days: 14, distance: null, outcome: null, because: 'x', texts: { sha: 'f'.repeat(64) } }),
    );
    assert.ok(known.kind === 'record');
    assert.deepEqual(aboutSuggestions(known.record), { ids: ['a'], texts: { sha: 'f'.repeat(64) } });
    assert.notEqual(
      decodeLine(line({ suggestion: 'a', days: -1, distance: 2, outcome: 'nonsense', because: 'x' })).kind,
      'record',
    );
  });
});
