import assert from 'node:assert/strict';
import fc from 'fast-check';
import { relativeDistance } from '../../../src/core/follow/distance.ts';
import { fourGram } from '../../../src/core/follow/fourGram.ts';
import { levenshtein } from '../../../src/core/follow/levenshtein.ts';
import { judge } from '../../../src/core/follow/verdict.ts';
import { runs } from '../../support/runs.ts';

/** The textbook table, the slow and obvious way. */
function reference(a: readonly number[], b: readonly number[]): number {
  let row = b.map((_, index) => index + 1);
  row.unshift(0);
  for (const [i, symbol] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries()) {
      next.push(Math.min((row[j] ?? 0) + (symbol === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const few = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 150 });
const many = fc.array(fc.integer({ min: -5, max: 0x10ffff }), { maxLength: 80 });
const text = fc.string({ unit: 'binary', maxLength: 60 });

describe('levenshtein', () => {
  it('agrees with the textbook table', () => {
    fc.assert(
      fc.property(few, few, (a, b) => levenshtein(a, b) === reference(a, b)),
      { numRuns: runs(500) },
    );
    fc.assert(fc.property(many, many, (a, b) => levenshtein(a, b) === reference(a, b)));
  });

  it('agrees with it where one text is the other, edited', () => {
    const edits = fc.array(fc.tuple(fc.nat(200), fc.nat(3), fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 60, maxLength: 200 }), edits, (a, changes) => {
        const b = [...a];
        for (const [place, symbol, insert] of changes) b.splice(place % b.length, insert ? 0 : 1, symbol);
        assert.equal(levenshtein(a, b), reference(a, b));
      }),
    );
  });
});

describe('relativeDistance', () => {
  it('is between 0 and 1, symmetric, and 0 for the same text', () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom('typescript', 'python', null), (a, b, language) => {
        const distance = relativeDistance(a, b, language);
        assert.ok(distance >= 0 && distance <= 1);
        assert.equal(distance, relativeDistance(b, a, language));
        assert.equal(relativeDistance(a, a, language), 0);
      }),
    );
  });

  it('does not see white space where it means nothing', () => {
    const space = fc.constantFrom(' ', '\t', '\n', '\r\n', '\u00a0');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 5 }), space)), (parts) => {
        const spaced = parts.map(([word, gap]) => word + gap).join('');
        assert.equal(relativeDistance(spaced, spaced.replace(/\s/gu, ''), 'typescript'), 0);
      }),
    );
  });

  it('does not see a block of Python being moved as a whole', () => {
    const line = fc.tuple(fc.nat(4), fc.stringMatching(/^[a-z]{1,8}$/));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 9 }), (lines, by) => {
        const block = (shift: number): string =>
          lines.map(([level, word]) => ' '.repeat(4 * level + shift) + word).join('\n');
        assert.equal(relativeDistance(block(0), block(by), 'python'), 0);
      }),
    );
  });
});

describe('fourGram', () => {
  it('is between 0 and 1, symmetric, and 1 for the same text', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const similarity = fourGram(a, b);
        assert.ok(similarity >= 0 && similarity <= 1);
        assert.equal(similarity, fourGram(b, a));
        assert.equal(fourGram(a, a), 1);
      }),
    );
  });
});

describe('judge', () => {
  it('trusts what was kept as it was and overrides what was taken back', () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom('typescript', 'python', null), (before, suggested, language) => {
        assert.equal(judge({ before, suggested, kept: suggested }, language).label, 'trusted');
        fc.pre(before.replace(/\r\n/g, '\n') !== suggested.replace(/\r\n/g, '\n'));
        assert.equal(judge({ before, suggested, kept: before }, language).label, 'overrode');
      }),
    );
  });
});
