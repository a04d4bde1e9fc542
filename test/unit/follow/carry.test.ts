import assert from 'node:assert/strict';
import { carryRange, carryRanges } from '../../../src/core/follow/carry.ts';

/** What stands in the place of the text between « and » after the change. */
function carried(marked: string, to: string): string | undefined {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const [range] = carryRange(marked.replace(/[«»]/g, ''), to, [{ start, end }]);
  return range ? to.slice(range.start, range.end) : undefined;
}

describe('carryRange', () => {
  it('takes what is typed inside and leaves what is typed at the edges', () => {
    assert.equal(carried('a(«one two»);', 'a(one, two);'), 'one, two');
    assert.equal(carried('a(«one»);', 'a(zero, one, two);'), 'one');
    assert.equal(carried('«one\ntwo\n»three\n', 'zero\none\n1.5\ntwo\nx\nthree\n'), 'one\n1.5\ntwo\n');
  });

  it('leaves a function added after one out, though its closing brace could be either', () => {
    const own = 'function a() {\n  x();\n}\n';
    assert.equal(carried(`«${own}»`, `${own}function b() {\n  y();\n}\n`), own);
    assert.equal(carried(`«${own}»`, `function b() {\n  y();\n}\n${own}`), own);
    // The same where something in it changed, so that its very text is no longer there.
    const changed = own.replace('x()', 'x(1)');
    assert.equal(carried(`«${own}»\nend\n`, `${changed}\nfunction b() {\n  y();\n}\n\nend\n`), changed);
    assert.equal(carried(`start\n\n«${own}»`, `start\n\nfunction b() {\n  y();\n}\n\n${changed}`), changed);
  });

  it('leaves lines out that follow a last line which changed', () => {
    assert.equal(
      carried(
        'top\n«  const sum = a + b;\n  return sum;\n»}\n',
        'top\n  const sum = a + b;\n  return sum + 1;\n  // later\n  other();\n}\n',
      ),
      '  const sum = a + b;\n  return sum + 1;\n',
    );
  });

  it('is empty at its place where the range was deleted', () => {
    assert.deepEqual(carryRange('a\nb\nc\n', 'a\nc\n', [{ start: 2, end: 4 }]), [{ start: 2, end: 2 }]);
    assert.deepEqual(carryRange('abc', '', [{ start: 0, end: 3 }]), [{ start: 0, end: 0 }]);
    // Deleting one of two equal neighbours takes back the range, not what stood there before.
    assert.equal(carried('x\nlog()\n«log()\n»y\n', 'x\nlog()\ny\n'), '');
  });

  it('holds what replaced it, and no part of a neighbour that was replaced with it', () => {
    assert.equal(
      carried('head\n«alpha beta\n»tail\n', 'head\nsomething else\nentirely\ntail\n'),
      'something else\nentirely\n',
    );
    assert.equal(carried('one\n«two\n»three\n', 'uno\ndos\ntres\n'), 'dos\n');
  });

  it('holds all of what a whole file was rewritten to', () => {
    const rewritten = 'export function withVat(net: bigint): bigint {\n  return (net * 119n) / 100n;\n}\n';
    assert.equal(carried('«export const tax = (n: number) => n * 0.19;\n»', rewritten), rewritten);
  });

  it('lines up a file that was formatted anew', () => {
    const marked = 'function f() {\nif (a) {\n«call(one, two, three);\n»}\n}\n';
    assert.equal(
      carried(marked, 'function f() {\n  if (a) {\n    call(\n      one,\n      two,\n      three,\n    );\n  }\n}\n'),
      '    call(\n      one,\n      two,\n      three,\n    );\n',
    );
    assert.equal(carried('if x:\n«  one()\n  two()\n»', 'if x:\n    one()\n    two()\n'), '    one()\n    two()\n');
  });

  it('finds a block that was moved', () => {
    assert.equal(carried('«helper(1, 2);\n»a\nb\nc\nd\n', 'a\nb\nc\nd\nhelper(1, 2);\n'), 'helper(1, 2);\n');
  });

  it('does not mind line breaks that differ', () => {
    assert.equal(carried('a\n«b\nc»\nd\n', 'a\r\nb\r\nc\r\nd\r\n'), 'b\r\nc');
    assert.equal(carried('a\r\n«b\r\nc»\r\nd\r\n', 'x\na\nb\nC\nd\n'), 'b\nC');
  });

  it('says what is still there, and what was put at the edges', () => {
    const [range] = carryRanges('a\nkeep these words\nb\n', 'a\nnew\nkeep those words\nb\n', [{ start: 2, end: 18 }]);
    assert.ok(range);
    assert.ok(Math.abs(range.retained - 14 / 16) < 0.13, String(range.retained));
    const [deletion] = carryRanges('a\nc\n', 'a\nb\nc\n', [{ start: 2, end: 2 }]);
    assert.deepEqual(deletion, { start: 2, end: 2, wide: { start: 2, end: 4 }, retained: 1 });
  });

  it('gives null for a range that is not in the text', () => {
    assert.deepEqual(
      carryRange('abc', 'abcd', [
        { start: 2, end: 9 },
        { start: 2, end: 1 },
        { start: -1, end: 1 },
      ]),
      [null, null, null],
    );
  });

  it('does not freeze on a megabyte, formatted anew or rewritten', () => {
    const line = (index: number): string => `  const value${String(index)} = compute(${String(index)}, "text");`;
    const from = Array.from({ length: 30_000 }, (_, index) => line(index)).join('\n');
    const place = from.indexOf(line(15_000));
    const [formatted] = carryRange(from, from.replace(/^ {2}/gm, '\t').replace(/compute\(7/g, 'calculate(7'), [
      { start: place, end: place + 40 },
    ]);
    assert.ok(formatted && formatted.end - formatted.start === 39);
    assert.equal(carryRange(from, from.replace(/\d/g, 'x'), [{ start: place, end: place + 40 }]).length, 1);
    assert.equal(
      carryRange(
        from,
        from.replace(/"text"/g, (_, at: number) => String(at)),
        [{ start: place, end: place + 40 }],
      ).length,
      1,
    );
  });
});
