import assert from 'node:assert/strict';
import type { NewRecord } from '../../../src/core/ledger/records.ts';
import { toDecision } from '../../../src/core/ledger/toDecision.ts';
import { outcomes } from '../../../src/core/shared/checkOutcomes.ts';
import { TestHistory } from '../../support/history.ts';

const fact = (minute: number, what: string, result: 'passed' | 'failed', suggestions = ['a']): NewRecord => ({
  type: 'verification',
  at: `2026-11-22T10:0${String(minute)}:00.000Z`,
  body: { suggestions, kind: 'terminal', what, result, check: 'test' },
});

describe('checks in the ledger', () => {
  it('are those of a decision in the order they were seen, whatever order they are read in', () => {
    const records = [
      fact(1, 'npm test', 'failed', ['a', 'b']),
      fact(2, 'npm test', 'passed'),
      fact(2, 'go vet', 'passed'),
    ];
    for (const order of [records, [...records].reverse()]) {
      const history = new TestHistory();
      // One is read before the suggestion it is about.
      const [first, ...rest] = order;
      if (first) history.write(first);
      for (const id of ['a', 'b']) history.decided(id, 'trusted', Date.parse('2026-11-22T10:00:00.000Z'));
      for (const record of rest) history.write(record);
      const published = ['a', 'b'].map((id) => {
        const state = history.suggestions.get(id);
        return state && toDecision(state, () => ({})).verification;
      });
      assert.deepEqual(published, [
        [
          { kind: 'terminal', what: 'npm test', result: 'failed', at: '2026-11-22T10:01:00.000Z' },
          { kind: 'terminal', what: 'go vet', result: 'passed', at: '2026-11-22T10:02:00.000Z' },
          { kind: 'terminal', what: 'npm test', result: 'passed', at: '2026-11-22T10:02:00.000Z' },
        ],
        [{ kind: 'terminal', what: 'npm test', result: 'failed', at: '2026-11-22T10:01:00.000Z' }],
      ]);
    }
  });

  it('are told together, without repeating what did not change', () => {
    const seen = ['failed', 'failed', 'unknown', 'passed', 'from a newer version'].map((result) => ({
      what: 'x',
      result,
    }));
    assert.deepEqual(outcomes([...seen, { what: 'y', result: 'unknown' }]), [
      { what: 'x', results: ['failed', 'passed'] },
      { what: 'y', results: ['unknown'] },
    ]);
  });
});
