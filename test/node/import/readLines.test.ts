import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { mergeByTime } from '../../../src/node/transcripts/mergeByTime.ts';
import { longestLine, readLines } from '../../../src/node/transcripts/readLines.ts';
import { temporaryFolder } from '../../support/folder.ts';

const linesOf = (bytes: string | Buffer): unknown[] => {
  const file = path.join(temporaryFolder(), 'lines');
  fs.writeFileSync(file, bytes);
  return [...readLines(file)];
};

describe('readLines', () => {
  it('gives every line, the last one too', () => {
    assert.deepEqual(linesOf('a\n\nb\nc'), ['a', '', 'b', 'c']);
    assert.deepEqual(linesOf('a\n'), ['a']);
    assert.deepEqual(linesOf(''), []);
  });

  it('reads lines longer than what it reads at once, and characters that lie across', () => {
    const long = '日本😀'.repeat(400_000);
    assert.deepEqual(linesOf(`x${long}\nshort\n${long}`), [`x${long}`, 'short', long]);
  });

  it('passes over a line that is too long, and reads on', () => {
    const bytes = Buffer.alloc(longestLine + 10, 'x');
    bytes[longestLine + 1] = 10;
    assert.deepEqual(linesOf(bytes), [{ tooLong: longestLine + 1 }, 'x'.repeat(8)]);
  });
});

describe('mergeByTime', () => {
  it('puts the lines of several files in the order of time', () => {
    const at = (time: number): string => `{"timestamp":"2026-09-01T10:00:0${String(time)}Z"}`;
    const merged = [...mergeByTime([[at(1), 'no time', at(4)], [at(2), at(3)], []])];
    assert.deepEqual(merged, [at(1), 'no time', at(2), at(3), at(4)]);
  });
});
