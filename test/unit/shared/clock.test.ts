import assert from 'node:assert/strict';
import { since } from '../../../src/core/shared/clock.ts';

describe('what happened from a moment on', () => {
  const times = ['2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z', '2026-11-03T00:00:00.000Z'];
  const from = (time: string): string[] =>
    since(
      times.map((at) => ({ at })),
      Date.parse(time),
    ).map(({ at }) => at);

  it('begins with that moment', () => {
    assert.deepEqual(from('2026-11-02T00:00:00.000Z'), times.slice(1));
    assert.deepEqual(from('2026-11-02T00:00:00.001Z'), times.slice(2));
  });

  it('is all of it, or nothing', () => {
    assert.deepEqual(from('2026-10-01T00:00:00.000Z'), times);
    assert.deepEqual(from('2026-12-01T00:00:00.000Z'), []);
    assert.deepEqual(since([], 0), []);
  });
});
