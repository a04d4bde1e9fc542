import assert from 'node:assert/strict';
import { apportion } from '../../../src/core/team/votes.ts';

describe('twenty votes', () => {
  it('go by largest remainder, the earlier first where remainders are equal', () => {
    assert.deepEqual(apportion([2, 1, 0]), [13, 7, 0]);
    assert.deepEqual(apportion([1, 1, 1]), [7, 7, 6]);
    assert.deepEqual(apportion([50, 30, 20]), [10, 6, 4]);
    assert.deepEqual(apportion([1, 0, 0]), [20, 0, 0]);
  });

  it('are none where nothing was counted', () => {
    assert.deepEqual(apportion([0, 0, 0]), [0, 0, 0]);
  });
});
