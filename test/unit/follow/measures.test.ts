import assert from 'node:assert/strict';
import { relativeDistance } from '../../../src/core/follow/distance.ts';
import { fourGram } from '../../../src/core/follow/fourGram.ts';
import { measure, measureParts } from '../../../src/core/follow/measure.ts';
import { noRevert } from '../../../src/core/follow/noRevert.ts';

describe('relativeDistance', () => {
  it('divides by the longer of the two, counting code points', () => {
    assert.equal(relativeDistance('abcd', 'abXd', null), 0.25);
    assert.equal(relativeDistance('ab', 'abcd', null), 0.5);
    assert.equal(relativeDistance('a😀c', 'abc', null), 1 / 3);
    assert.equal(relativeDistance('', '', null), 0);
    assert.equal(relativeDistance('abc', '', null), 1);
    assert.equal(relativeDistance(' \n', '\t', null), 0);
  });

  it('sees a line of Python or YAML move to another level, and only there', () => {
    const suggested = 'for x in items:\n    add(x)\n    log(x)\n';
    const moved = 'for x in items:\n    add(x)\nlog(x)\n';
    assert.ok(relativeDistance(suggested, moved, 'python') > 0.05);
    assert.equal(relativeDistance(suggested, moved, 'typescript'), 0);
    assert.ok(relativeDistance('a:\n  b: 1\n  c: 2\n', 'a:\n  b: 1\nc: 2\n', 'yaml') > 0);
  });

  it('sees no change where Python was re-indented as a whole, by tabs, or by another width', () => {
    const python = 'def f(x):\n    if x:\n        return 1\n    return 2\n';
    assert.equal(relativeDistance(python, python.replace(/^/gm, '        '), 'python'), 0);
    assert.equal(relativeDistance(python, python.replace(/ {4}/g, '\t'), 'python'), 0);
    assert.equal(relativeDistance(python, python.replace(/ {4}/g, '  '), 'python'), 0);
    assert.equal(relativeDistance(python, python.replace(/\n/g, '\r\n'), 'python'), 0);
  });

  it('compares whole lines above 20 000 characters', () => {
    const lines = Array.from(
      { length: 1000 },
      (_, index) => `const value${String(index)} = compute(${String(index)});`,
    );
    const changed = lines.with(500, 'const value500 = compute(499);');
    assert.equal(relativeDistance(lines.join('\n'), changed.join('\n'), 'typescript'), 1 / 1000);
  });

  it('counts lines in common, whatever their order, above 20 000 on both sides', () => {
    const lines = Array.from({ length: 20_004 }, (_, index) => `line ${String(index)}`);
    const quarter = lines.map((line, index) => (index % 4 === 0 ? `${line} changed` : line));
    assert.equal(relativeDistance(lines.join('\n'), quarter.join('\n'), null), 0.25);
    assert.equal(relativeDistance(lines.join('\n'), quarter.toReversed().join('\n'), null), 0.25);
    // A line that stands twice is in common twice only if it is so in both.
    const doubled = lines.flatMap((line) => [line, line]);
    assert.equal(relativeDistance(lines.join('\n'), doubled.join('\n'), null), 0.5);
  });

  it('compares the largest texts by character without freezing', () => {
    const noise = (seed: number): string => {
      let state = seed;
      return Array.from({ length: 20_000 }, () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return String.fromCharCode(97 + ((state >>> 16) % 26));
      }).join('');
    };
    const distance = relativeDistance(noise(1), noise(2), null);
    assert.ok(distance > 0.5 && distance < 1, String(distance));
  });
});

describe('fourGram', () => {
  it('counts the runs both have, with repetition', () => {
    assert.equal(fourGram('abcd', 'abcd'), 1);
    assert.equal(fourGram('abcde', 'abcdX'), 0.5); // abcd shared; bcde and bcdX alone
    assert.equal(fourGram('aaaaa', 'aaaa'), 2 / 3);
    assert.equal(fourGram('abcdef', 'uvwxyz'), 0);
  });

  it('knows only equal and different below four characters', () => {
    assert.equal(fourGram('abc', 'abc'), 1);
    assert.equal(fourGram('abc', 'abd'), 0);
    assert.equal(fourGram('', 'abcd'), 0);
    assert.equal(fourGram('', ''), 1);
  });
});

describe('noRevert', () => {
  const before = 'return total / count;';
  const suggested = 'if (count === 0) return 0;\nreturn total / count;';

  it('is 1 while kept, 0 when put back, between when half put back', () => {
    assert.equal(noRevert({ before, suggested, kept: suggested }), 1);
    assert.equal(noRevert({ before, suggested, kept: before }), 0);
    const half = noRevert({ before, suggested, kept: `// zero?\n${before}` });
    assert.ok(half > 0 && half < 1, String(half));
  });

  it('is 1 when something else was written instead', () => {
    assert.equal(noRevert({ before: 'alpha beta', suggested: 'gamma delta', kept: 'omega sigma' }), 1);
  });

  it('counts removing where nothing stood before', () => {
    assert.equal(noRevert({ before: '', suggested: 'abcdef', kept: '' }), 0);
    assert.equal(noRevert({ before: '', suggested: 'abcdef', kept: 'abc' }), 0.5);
    assert.equal(noRevert({ before: '', suggested: 'abcdef', kept: 'uvwxyz' }), 1);
    assert.equal(noRevert({ before: '', suggested: '', kept: '' }), 1);
  });

  it('weights insertions by what they inserted when there are several parts', () => {
    const removed = { before: '', suggested: 'x'.repeat(30), kept: '' };
    const keptPart = { before: 'old text 1', suggested: 'new text 2', kept: 'new text 2' };
    assert.equal(measureParts([removed, keptPart], null).noRevert, 0.25);
  });
});

describe('measure', () => {
  it('gives the three figures', () => {
    assert.deepEqual(measure({ before: '', suggested: 'abcdefgh', kept: 'abcdefgh' }, 'typescript'), {
      distance: 0,
      fourGram: 1,
      noRevert: 1,
    });
    assert.deepEqual(measure({ before: 'abcd', suggested: 'wxyz', kept: 'abcd' }, 'typescript'), {
      distance: 1,
      fourGram: 0,
      noRevert: 0,
    });
  });
});
