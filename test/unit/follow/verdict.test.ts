import assert from 'node:assert/strict';
import { judge, judgeWithAnswer } from '../../../src/core/follow/verdict.ts';

const label = (before: string, suggested: string, kept: string, language: string | null = 'typescript'): string => {
  const { label: said, because } = judge({ before, suggested, kept }, language);
  return `${said} by ${because}`;
};

describe('judge', () => {
  it('draws the lines at exactly .05 and .5', () => {
    const suggested = 'abcdefghijklmnopqrst'; // 20 characters: each is .05
    const changed = (count: number): string => '#'.repeat(count) + suggested.slice(count);
    assert.equal(label('', suggested, suggested), 'trusted by distance');
    assert.equal(label('', suggested, changed(1)), 'adapted by distance');
    assert.equal(label('', suggested, changed(9)), 'adapted by distance');
    assert.equal(label('', suggested, changed(10)), 'overrode by distance');
    assert.equal(label('', `${suggested}u`, `${changed(1)}u`), 'trusted by distance'); // 1 of 21
  });

  it('calls a short replacement that was taken back a revert, however small its distance', () => {
    const [before, suggested] = ['for (i = 0; i <= n; i++) {', 'for (i = 0; i < n; i += 1) {'];
    assert.equal(label(before, suggested, before), 'overrode by reverted');
    assert.equal(label(before, suggested, before.replace('i++', 'i++ ')), 'overrode by reverted');
    assert.equal(label('x = 1', 'x = 2', 'x = 1'), 'overrode by reverted');
  });

  it('does not call it a revert when kept is as near to both', () => {
    assert.equal(label('a+b', 'a-b', 'a*b'), 'adapted by distance');
    assert.equal(label('a+b', 'a-b', 'a-b'), 'trusted by distance');
  });

  it('knows an insertion that was removed, and a deletion that was kept or put back', () => {
    assert.equal(label('', 'log(x);', ''), 'overrode by removed');
    assert.equal(label('', 'log(x);', '\n'), 'overrode by removed');
    assert.equal(label('keep();', 'log(x);', ''), 'overrode by removed');
    assert.equal(label('log(x);', '', ''), 'trusted by distance');
    assert.equal(label('log(x);', '', 'log(x);'), 'overrode by reverted');
  });

  it('tells a suggestion of white space alone from its revert', () => {
    assert.equal(label('if(x){', 'if (x) {', 'if (x) {'), 'trusted by distance');
    assert.equal(label('if(x){', 'if (x) {', 'if(x){'), 'overrode by reverted');
    assert.equal(label('a\r\nb', 'a\nb', 'a\r\nb'), 'trusted by distance'); // line breaks are nobody's decision
  });

  it('sees Python moved to another level as adapted, moved as a whole as trusted', () => {
    const suggested = 'for x in xs:\n    total += x\n    count += 1';
    assert.equal(label('', suggested, 'for x in xs:\n    total += x\ncount += 1', 'python'), 'adapted by distance');
    assert.equal(label('', suggested, suggested.replace(/^/gm, '    '), 'python'), 'trusted by distance');
  });
});

describe('judgeWithAnswer', () => {
  const kept = { before: '', suggested: 'abc', kept: 'abc' };

  it('lets a recorded rejection win over the text', () => {
    assert.deepEqual(judgeWithAnswer('rejected', kept, null), {
      label: 'overrode',
      because: 'rejected',
      rests: 'tool',
    });
    assert.equal(judgeWithAnswer('rejected', null, null).label, 'overrode');
  });

  it('lets the text win over a recorded accept', () => {
    for (const answer of ['accepted', 'modified', 'automatic', 'none'] as const) {
      assert.equal(judgeWithAnswer(answer, { ...kept, kept: '' }, null).label, 'overrode');
      assert.equal(judgeWithAnswer(answer, kept, null).label, 'trusted');
    }
  });

  it('trusts a person where no text can be read, and never a setting', () => {
    assert.deepEqual(judgeWithAnswer('accepted', null, null), {
      label: 'trusted',
      because: 'accepted',
      rests: 'unread',
    });
    assert.deepEqual(judgeWithAnswer('modified', null, null), {
      label: 'adapted',
      because: 'modified',
      rests: 'unread',
    });
    assert.equal(judgeWithAnswer('automatic', null, null).label, 'undecided');
    assert.equal(judgeWithAnswer('none', null, null).label, 'undecided');
  });
});
