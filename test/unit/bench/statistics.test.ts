import assert from 'node:assert/strict';
import { mean, median, quantile } from '../../bench/statistics.ts';

describe('statistics of the bench', () => {
  it('has one of a hundred values above the 99th percentile at most', () => {
    const values = Array.from({ length: 500 }, (_, index) => 500 - index);
    const p99 = quantile(values, 0.99);
    assert.equal(p99, 496);
    assert.ok(values.filter((value) => value > p99).length <= 5);
    assert.equal(quantile(values, 1), 500);
    assert.ok(Number.isNaN(quantile([], 0.5)));
  });

  it('takes the middle value, or the mean of the two in the middle', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([4, 1, 2, 9]), 3);
    assert.equal(median([7]), 7);
  });

  it('has a mean that one value moves', () => {
    assert.equal(mean([1, 1, 1, 97]), 25);
  });
});
