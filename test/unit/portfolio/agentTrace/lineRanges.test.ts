import assert from 'node:assert/strict';
import { linesOfTexts } from '../../../../src/core/portfolio/agentTrace/lineRanges.ts';

const lines = (file: string, base: string | null, ...wanted: string[]): (number | boolean)[] => {
  const { ranges, complete } = linesOfTexts(file, base, wanted);
  return [...ranges.flatMap(({ start, end }) => [start, end]), complete];
};

const file = 'import a;\n\nfunction one() {\n  return 1;\n}\n\nfunction two() {\n  return 1;\n}\n';

describe('lines of a text in a committed file', () => {
  it('count from one, both ends in, and hold what stands there', () => {
    const { ranges, complete } = linesOfTexts(file, '', ['function one() {\n  return 1;\n}']);
    assert.deepEqual([ranges, complete], [[{ start: 3, end: 5, text: 'function one() {\n  return 1;\n}' }], true]);
    assert.deepEqual(lines(file, '', 'import a;'), [1, 1, true]);
    assert.deepEqual(lines(file, '', 'function two() {\n  return 1;\n}\n'), [7, 9, true]);
    assert.deepEqual(lines('last', '', 'last'), [1, 1, true]);
  });

  it('are the same in a file with other line breaks', () => {
    assert.deepEqual(lines(file.replace(/\n/g, '\r\n'), '', '\nfunction two() {\n  return 1;\n}\n'), [7, 9, true]);
    assert.deepEqual(lines(file, '', 'function two() {\r\n  return 1;\r\n}'), [7, 9, true]);
  });

  it('are whole lines where a text is a part of one, and one range where two texts share it', () => {
    const { ranges } = linesOfTexts('let x = one(2) + three(4);\n', '', ['one(2)', 'three(4)']);
    assert.deepEqual(ranges, [{ start: 1, end: 1, text: 'let x = one(2) + three(4);' }]);
  });

  it('are never guessed: of several places the new one is meant, else none', () => {
    assert.deepEqual(lines(file, '', '  return 1;'), [false]);
    assert.deepEqual(lines(file, null, '  return 1;'), [false]);
    const base = 'import a;\n\nfunction one() {\n  return 1;\n}\n';
    assert.deepEqual(lines(file, base, '  return 1;'), [8, 8, true]);
    assert.deepEqual(lines(file, '', 'return 2'), [false]);
    assert.deepEqual(lines('counter += 1;\n', '', 'count'), [false]);
    assert.deepEqual(lines(file, '', 'function one() {', 'gone'), [3, 3, false]);
  });

  it('of white space are none', () => {
    assert.deepEqual(lines(file, '', ' \n\n', ''), [true]);
  });
});
