import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineKinds, type LineKind } from '../../../src/core/reflect/threeWay.ts';
import { markWords } from '../../../src/core/reflect/wordMarks.ts';

/** The marked lines with their marks in brackets. */
function marked(...lines: (readonly [LineKind, string])[]): string[] {
  return markWords(lines.map(([kind, text]) => ({ kind, text }))).map(({ text, marks = [] }) => {
    let drawn = text;
    for (const [start, end] of marks.toReversed())
      drawn = `${drawn.slice(0, start)}[${drawn.slice(start, end)}]${drawn.slice(end)}`;
    return drawn;
  });
}

describe('marks inside lines', () => {
  it('show the words by which a line differs from the one it took the place of', () => {
    assert.deepEqual(
      marked(['dropped', 'retry(() => pay(id), 3);'], ['written', 'retry(() => pay(id, { key }), 3);']),
      ['retry(() => pay(id), 3);', 'retry(() => pay(id[, { key }]), 3);'],
    );
    assert.deepEqual(marked(['before', 'let total = 0;'], ['kept', 'const total = 0n;']), [
      '[let] total = [0];',
      '[const] total = [0n];',
    ]);
  });

  it('pair lines that are alike, in their order, and leave others alone', () => {
    assert.deepEqual(
      marked(
        ['dropped', 'first(one);'],
        ['dropped', 'nothing like it'],
        ['dropped', 'second(one);'],
        ['written', 'added = 1 + 1 + 1;'],
        ['written', 'first(two);'],
        ['written', 'second(two);'],
      ),
      ['first([one]);', 'nothing like it', 'second([one]);', 'added = 1 + 1 + 1;', 'first([two]);', 'second([two]);'],
    );
  });

  it('do not look beyond an unchanged line', () => {
    assert.deepEqual(marked(['dropped', 'a(1);'], ['same', 'b();'], ['written', 'a(2);']), ['a(1);', 'b();', 'a(2);']);
  });

  it('leave the lines as they are, and lie inside them, apart and in order', () => {
    const line = fc.record(
      { kind: fc.constantFrom(...lineKinds), text: fc.string({ unit: 'binary' }) },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const all = markWords(lines);
        assert.deepEqual(
          all.map(({ kind, text }) => ({ kind, text })),
          lines,
        );
        for (const { text, marks = [] } of all) {
          const offsets = marks.flat();
          assert.deepEqual(
            offsets,
            offsets.toSorted((a, b) => a - b),
          );
          assert.ok(offsets.every((at) => at >= 0 && at <= text.length));
        }
      }),
    );
  });
});
