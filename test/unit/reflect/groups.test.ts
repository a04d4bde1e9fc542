import assert from 'node:assert/strict';
import { isWaiting, unanswered, waiting } from '../../../src/core/reflect/groups.ts';
import { TestHistory } from '../../support/history.ts';

describe('decisions of several suggestions', () => {
  const now = Date.parse('2026-11-22T12:00:00.000Z');
  const at = now - 10 * 60_000;
  const time = new Date(now).toISOString();
  const run = (): TestHistory =>
    new TestHistory().decided('a', 'trusted', at, { group: 'run' }).decided('b', 'overrode', at, { group: 'run' });
  const asked = (history: TestHistory): string[][] =>
    waiting(history, now).map(({ states }) => states.map(({ id }) => id));

  it('are asked about without those that were no AI’s', () => {
    assert.deepEqual(asked(run()), [['a', 'b']]);
    const corrected = run().write({ type: 'correction', at: time, body: { suggestions: ['b'], ai: false } });
    assert.deepEqual(asked(corrected), [['a']]);
    assert.equal(waiting(corrected, now)[0]?.observed, 'trusted');
  });

  it('are not asked about when all of them were corrected, and again when that is taken back', () => {
    const history = run().write({ type: 'correction', at: time, body: { suggestions: ['a', 'b'], ai: false } });
    assert.deepEqual(asked(history), []);
    const later = new Date(now + 1000).toISOString();
    history.write({ type: 'correction', at: later, body: { suggestions: ['a', 'b'], ai: true } });
    assert.deepEqual(asked(history), [['a', 'b']]);
  });

  it('do not wait until a day comes that a wrong clock named, decided then or asked then', () => {
    const year = 365 * 24 * 3_600_000;
    const history = new TestHistory()
      .decided('future', 'trusted', now + year)
      .decided('asked', 'trusted', at)
      .asking(now + year, ['asked'])
      .decided('now', 'trusted', at);
    const open = unanswered(history.suggestions.values(), now);
    assert.deepEqual(open.map(({ id }) => id).toSorted(), ['asked', 'future', 'now']);
    assert.deepEqual(
      open.filter((group) => isWaiting(group, now)).map(({ id }) => id),
      ['now'],
    );
    assert.deepEqual(asked(history), [['now']]);
  });

  it('wait as one, however old the first of them is', () => {
    const day = 24 * 3_600_000;
    const history = new TestHistory()
      .decided('first', 'trusted', now - 20 * day, { group: 'turn' })
      .decided('last', 'trusted', at, { group: 'turn' });
    assert.deepEqual(asked(history), [['first', 'last']]);
    history.write({ type: 'skipped', at: time, body: { suggestions: ['first'] } });
    assert.deepEqual(asked(history), []);
  });

  it('are asked about where the developer confirmed what was only probable', () => {
    const history = new TestHistory().decided('guess', 'trusted', at, { confidence: 0.4 });
    assert.deepEqual(asked(history), []);
    history.write({ type: 'correction', at: time, body: { suggestions: ['guess'], ai: true } });
    assert.deepEqual(asked(history), [['guess']]);
  });
});
