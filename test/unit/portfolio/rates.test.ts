import assert from 'node:assert/strict';
import { publishedFigures } from '../../../src/core/portfolio/baselines.ts';
import { bareShare, shareWords, wilson } from '../../../src/core/portfolio/rates.ts';

describe('rates', () => {
  it('are Wilson intervals', () => {
    // Values of the closed formula, as R's prop.test(correct = FALSE) prints them.
    const rounded = (count: number, n: number): number[] =>
      wilson(count, n).map((end) => Math.round(end * 10_000) / 10_000);
    assert.deepEqual(rounded(0, 10), [0, 0.2775]);
    assert.deepEqual(rounded(5, 10), [0.2366, 0.7634]);
    assert.deepEqual(rounded(10, 10), [0.7225, 1]);
    assert.deepEqual(rounded(81, 263), [0.2553, 0.3662]);
  });

  it('are counts below twenty items and never percentages', () => {
    assert.equal(shareWords(7, 9), '7 of 9');
    assert.equal(shareWords(19, 19), '19 of 19');
    assert.equal(shareWords(0, 0), '0 of 0');
  });

  it('come with interval and n from twenty on', () => {
    assert.equal(shareWords(10, 20), '50 % (30–70), n = 20');
    assert.equal(bareShare(10, 20), '50 % (30–70)');
  });

  it('stand beside published figures that say n, year and source', () => {
    for (const { words, source } of Object.values(publishedFigures)) {
      assert.match(words, /^\d+(\.\d)? % .*\(n = \d+ .*, \d{4}\)$/);
      assert.match(source, /arXiv/);
    }
  });
});
