import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linesOf, threeWay, type LineKind } from '../../../src/core/reflect/threeWay.ts';

// Few different lines, so that texts share some of them.
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd', 'e', ''), { maxLength: 12 })
  .map((lines) => lines.map((line) => `${line}\n`).join(''));

describe('before, suggested and kept as one difference', () => {
  it('holds what stands now in order, and every line of before and of the suggestion once', () => {
    fc.assert(
      fc.property(text, text, text, (before, suggested, kept) => {
        const { lines, counts } = threeWay(before, suggested, kept);
        const of = (...kinds: LineKind[]): string[] =>
          lines.filter(({ kind }) => kinds.includes(kind)).map(({ text: line }) => line);
        assert.deepEqual(of('same', 'kept', 'written', 'restored'), linesOf(kept));
        assert.deepEqual(of('same', 'before', 'restored').sort(), linesOf(before).sort());
        assert.equal(counts.offered, of('kept', 'dropped').length);
        assert.equal(counts.kept, of('kept').length);
      }),
    );
  });

  it('shows nothing as written where all was kept, and nothing as kept where all was put back', () => {
    fc.assert(
      fc.property(text, text, (before, suggested) => {
        const trusted = threeWay(before, suggested, suggested);
        assert.equal(
          trusted.lines.filter(({ kind }) => kind === 'dropped' || kind === 'written' || kind === 'restored').length,
          0,
        );
        const reverted = threeWay(before, suggested, before).counts;
        assert.equal(reverted.kept, 0);
        assert.equal(reverted.written, 0);
      }),
    );
  });
});
