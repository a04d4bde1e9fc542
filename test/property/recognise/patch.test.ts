import assert from 'node:assert/strict';
import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { composePatches } from '../../../src/core/recognise/transcripts/composePatches.ts';
import { applyHunks, toLines, type PatchHunk } from '../../../src/core/recognise/transcripts/patch.ts';
import { parseUnifiedDiff } from '../../../src/core/recognise/transcripts/unifiedDiff.ts';

const line = fc.constantFrom(
  '',
  'a',
  'b',
  '  b',
  '--- a',
  '+++ b',
  '-x',
  '@@ -1 +1 @@',
  '\\ no',
  '*** End Patch',
  'ä 日本',
);
const text = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
  .map(([lines, ended]) => lines.join('\n') + (ended && lines.length > 0 ? '\n' : ''));
/** A text in which no two lines are the same, so that there is only one way to tell what changed. */
const distinct = fc
  .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 20 })
  .map((numbers) => numbers.map((n) => `line ${String(n)}\n`).join(''));

function hunksBetween(before: string, after: string, context: number): readonly PatchHunk[] {
  const diff = createTwoFilesPatch('a/file', 'b/file', before, after, '', '', { context });
  return parseUnifiedDiff(diff)[0]?.hunks ?? [];
}

describe('patches (property)', () => {
  it('lead from the one text to the other', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 3 }), (before, after, context) => {
        assert.equal(applyHunks(before, hunksBetween(before, after, context)), after);
      }),
    );
  });

  it('add up to what changed from the first text to the last', () => {
    fc.assert(
      fc.property(distinct, distinct, distinct, fc.integer({ min: 0, max: 3 }), (first, second, third, context) => {
        const composed = composePatches([hunksBetween(first, second, context), hunksBetween(second, third, context)]);
        assert.ok(composed);
        const removed = new Set(composed.flatMap(({ before }) => toLines(before)));
        const added = composed.flatMap(({ suggested }) => toLines(suggested));
        const left = toLines(first).filter((one) => !removed.has(one));
        // No line is there twice, so these are all: what the second text alone had is in none of them.
        assert.deepEqual([...left, ...added].sort(), toLines(third).sort());
        assert.ok(toLines(first).length - left.length === removed.size);
      }),
    );
  });
});
