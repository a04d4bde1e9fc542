import assert from 'node:assert/strict';
import fc from 'fast-check';
import { draw } from '../../../src/core/reflect/draw.ts';

describe('draw', () => {
  it('depends on ids and seed alone, not on their order', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(ids, fc.string(), (some, seed) => {
        const drawn = draw(some, seed);
        assert.ok(drawn !== null && some.includes(drawn));
        assert.equal(draw(some.toReversed(), seed), drawn);
      }),
    );
    assert.equal(draw([], 'seed'), null);
  });

  it('gives each of ten the same chance over ten thousand days', () => {
    const ids = Array.from({ length: 10 }, (_, index) => `3f9c${String(index)}`);
    const counts = new Map<string, number>();
    for (let day = 0; day < 10_000; day++) {
      const drawn = draw(ids, new Date(day * 86_400_000).toISOString().slice(0, 10)) ?? '';
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
    }
    // Chi-square with 9 degrees of freedom: above 27.9 once in a thousand.
    const chiSquare = ids.reduce((sum, id) => sum + ((counts.get(id) ?? 0) - 1000) ** 2 / 1000, 0);
    assert.ok(chiSquare < 27.9, `chi-square ${String(chiSquare)}`);
  });
});
