import assert from 'node:assert/strict';
import { joinHunks, netHunks } from '../../../src/core/follow/hunks.ts';

describe('netHunks', () => {
  it('gives whole lines without context, and where they stand', () => {
    const after = 'a\nB\nb2\nc\nd\n';
    assert.deepEqual(netHunks('a\nb\nc\nd\n', after), [{ before: 'b', suggested: 'B\nb2', start: 2, end: 6 }]);
    assert.equal(after.slice(2, 6), 'B\nb2');
  });

  it('gives an insertion, a deletion and a new file', () => {
    assert.deepEqual(netHunks('a\nc\n', 'a\nb\nc\n'), [{ before: '', suggested: 'b', start: 2, end: 3 }]);
    assert.deepEqual(netHunks('a\nb\nc\n', 'a\nc\n'), [{ before: 'b', suggested: '', start: 2, end: 2 }]);
    assert.deepEqual(netHunks('', 'a\nb\n'), [{ before: '', suggested: 'a\nb', start: 0, end: 3 }]);
    assert.deepEqual(netHunks('a\nb\n', ''), [{ before: 'a\nb', suggested: '', start: 0, end: 0 }]);
  });

  it('gives several', () => {
    assert.deepEqual(
      netHunks('1\n2\n3\n4\n5\n', '1\ntwo\n3\n4\n5\n6\n').map(({ before, suggested }) => [before, suggested]),
      [
        ['2', 'two'],
        ['', '6'],
      ],
    );
  });

  it('does not see line breaks, and counts offsets in the text as it is', () => {
    const after = 'a\r\nB\r\nC\r\nd';
    assert.deepEqual(netHunks('a\nb\nd\n', after), [{ before: 'b', suggested: 'B\nC', start: 3, end: 7 }]);
    assert.equal(after.slice(3, 7), 'B\r\nC');
    assert.deepEqual(netHunks('a\nb\n', 'a\r\nb'), []);
  });
});

describe('joinHunks', () => {
  it('puts a blank line between', () => {
    assert.equal(joinHunks(['a\nb', '', 'c']), 'a\nb\n\nc');
    assert.equal(joinHunks([]), '');
  });
});
