import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  beginMark,
  endMark,
  findSection,
  withLessons,
  withoutLessons,
} from '../../../src/core/practice/lessonsFile.ts';

/** What a project's file may hold: lines of any kind, with any line breaks, with or without one at the end. */
const line = fc.oneof(
  fc.constantFrom('', '# Agents', '- run the tests', '  ', '```', '<!-- a comment -->', 'áé', '\t'),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, '')),
);
const file = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, eol, ends]) => lines.join(eol) + (ends && lines.length > 0 ? eol : ''));
const mixed = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 8 })
  .map((lines) => lines.map(([text, eol]) => text + eol).join(''));
const anyFile = fc.oneof(file, mixed, fc.constantFrom('', '\n', '\r\n', '\n\n', 'x', 'x\n\n\n'));
const lessons = fc.array(
  fc
    .string({ minLength: 1, maxLength: 40 })
    .map((text) => text.replace(/[\r\n]/g, ' ').trim())
    .filter((text) => text !== '' && text !== beginMark && text !== endMark),
  { minLength: 1, maxLength: 4 },
);

describe('the section of lessons in a file', () => {
  it('leaves a file as it was, to the byte, when it is taken out again', () => {
    fc.assert(
      fc.property(anyFile, lessons, (text, said) => {
        assert.equal(withoutLessons(withLessons(text, said)), text);
      }),
    );
  });

  it('is updated in its place: what stands around it stays, however often', () => {
    fc.assert(
      fc.property(anyFile, anyFile, lessons, lessons, (before, after, first, second) => {
        const written = withLessons(before, first);
        const around = written + (written.endsWith('\n') || written.endsWith('\r') ? '' : '\n') + after;
        fc.pre(findSection(around).kind === 'one');
        const updated = withLessons(around, second);
        const [section, old] = [findSection(updated), findSection(around)];
        assert.ok(section.kind === 'one' && old.kind === 'one');
        assert.equal(updated.slice(0, section.start), around.slice(0, old.start));
        assert.equal(updated.slice(section.end), around.slice(old.end));
        assert.deepEqual(
          section.lines.filter((one) => one.startsWith('- ')),
          second.map((one) => `- ${one}`),
        );
        assert.equal(withLessons(updated, second), updated);
      }),
    );
  });

  it('has the line breaks of the file around it', () => {
    const windows = withLessons('# Agents\r\n\r\nBe brief.\r\n', ['One', 'Two']);
    assert.equal(windows.replaceAll('\r\n', '').includes('\n'), false);
    assert.equal(withLessons('# Agents\n', ['One']).includes('\r'), false);
    assert.equal(withLessons(null, ['One'], '\r\n').replaceAll('\r\n', '').includes('\n'), false);
  });

  it('is not guessed where its marks are damaged', () => {
    const damaged = (text: string): unknown => {
      const section = findSection(text);
      assert.throws(() => withLessons(text, ['x']), RangeError);
      assert.throws(() => withoutLessons(text), RangeError);
      return section.kind === 'damaged' ? [section.why, section.line] : section.kind;
    };
    assert.deepEqual(damaged(`a\n${beginMark}\n- x\n`), ['not-ended', 2]);
    assert.deepEqual(damaged(`a\nb\n${endMark}\n`), ['not-begun', 3]);
    assert.deepEqual(damaged(`${beginMark}\n${endMark}\n\n${beginMark}\n${endMark}\n`), ['twice', 4]);
    assert.deepEqual(damaged(`${beginMark}\n${beginMark}\n${endMark}\n`), ['not-ended', 1]);
    // A mark within a line is somebody's sentence about it.
    assert.equal(findSection(`See ${beginMark} for more.\n`).kind, 'none');
  });
});
