import assert from 'node:assert/strict';
import { waiting } from '../../../src/core/reflect/groups.ts';
import { TestHistory } from '../../support/history.ts';

describe('decisions of several suggestions', () => {
  const now = Date.parse('2026-11-22T12:00:00.000Z');
  const at = now - 10 * 60_000;
  const time = new Date(now).toISOString();
  const run = (): TestHistory =>
    new TestHistory().decided('a', 'trusted', at, { group: 'run' }).decided('b', 'overrode', at, { group: 'run' });
  const asked = (history: TestHistory): string[][] =>
    waiting(history.suggestions.values(), now).map(({ states }) => states.map(({ id }) => id));

  it('are asked about without those that were no AI’s', () => {
    assert.deepEqual(asked(run()), [['a', 'b']]);
    const corrected = run().write({ type: 'correction', at: time, body: { suggestions: ['b'], ai: false } });
    assert.deepEqual(asked(corrected), [['a']]);
    assert.equal(waiting(corrected.suggestions.values(), now)[0]?.observed, 'trusted');
  });

  it('are not asked about when all of them were corrected, and again when that is taken back', () => {
    const history = run().write({ type: 'correction', at: time, body: { suggestions: ['a', 'b'], ai: false } });
    assert.deepEqual(asked(history), []);
    const later = new Date(now + 1000).toISOString();
    history.write({ type: 'correction', at: later, body: { suggestions: ['a', 'b'], ai: true } });
    assert.deepEqual(asked(history), [['a', 'b']]);
  });

  it('are asked about where the developer confirmed what was only probable', () => {
    const history = new TestHistory().decided('guess', 'trusted', at, { confidence: 0.4 });
    assert.deepEqual(asked(history), []);
    history.write({ type: 'correction', at: time, body: { suggestions: ['guess'], ai: true } });
    assert.deepEqual(asked(history), [['guess']]);
  });
});
