import assert from 'node:assert/strict';
import { changedLines, changesBlock, diffBlock, textBlock } from '../../../src/core/portfolio/codeBlocks.ts';
import { hunksOf, lineDiff } from '../../../src/core/portfolio/lineDiff.ts';

const numbered = (count: number): string => Array.from({ length: count }, (_, n) => `line ${String(n)}`).join('\n');

describe('code in a portfolio', () => {
  it('shows a short difference whole', () => {
    assert.equal(diffBlock('a\nb\n', 'a\nc\n'), '```diff\n  a\n- b\n+ c\n```');
    assert.deepEqual(changedLines('a\nb', 'a\nc\nd'), { removed: 1, added: 2 });
    assert.equal(diffBlock('', 'x'), '```diff\n+ x\n```');
  });

  it('folds a long one and shows its changed places', () => {
    const text = numbered(100);
    const block = diffBlock(text, text.replace('line 50', 'line fifty'));
    assert.match(block, /^```diff\n@@ 47 unchanged lines @@\n {2}line 47\n/);
    assert.match(block, /<details>\n<summary>The whole difference, 101 lines<\/summary>\n\n```diff\n {2}line 0\n/);
    assert.equal(changesBlock(text, text.replace('line 50', 'line fifty')).includes('<details>'), false);
    assert.match(changesBlock(text, ''), /^<details>\n<summary>The changes, 100 lines/);
    assert.match(textBlock('ts', text), /^<details>\n<summary>The whole text, 100 lines/);
  });

  it('finds every line of both texts in the difference, even where it gives up ordering them', () => {
    const lines = lineDiff(numbered(5000), Array.from({ length: 5000 }, (_, n) => `other ${String(n)}`).join('\n'));
    assert.equal(lines.filter(({ sign }) => sign === '-').length, 5000);
    assert.equal(lines.filter(({ sign }) => sign === '+').length, 5000);
    assert.deepEqual(hunksOf(lineDiff('a', 'a')), [{ skipped: 1 }]);
  });
});
