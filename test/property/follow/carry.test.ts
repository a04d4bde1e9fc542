import assert from 'node:assert/strict';
import fc from 'fast-check';
import { align, gapsOf } from '../../../src/core/follow/alignment.ts';
import { carryRange, carryRanges } from '../../../src/core/follow/carry.ts';
import { runs } from '../../support/runs.ts';

const word = fc.stringMatching(/^[a-z]{1,6}$/);
const line = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '));
const lines = fc.array(line, { maxLength: 15 });

/** Lines that occur nowhere else, so that there is one right answer. */
const ownLines = fc
  .array(fc.tuple(fc.nat(3), fc.stringMatching(/^[A-Z]{4,8}$/)), { minLength: 1, maxLength: 8 })
  .map((all) => all.map(([indent, name], index) => `${'  '.repeat(indent)}${name}_${String(index)}();`));

const text = (...parts: readonly (readonly string[])[]): string => parts.flat().join('\n');

describe('carryRange', () => {
  it('finds a range again whatever happens around it', () => {
    fc.assert(
      fc.property(lines, ownLines, lines, lines, lines, (above, own, below, newAbove, newBelow) => {
        const from = text(above, own, below);
        const to = text(newAbove, own, newBelow);
        const start = above.length === 0 ? 0 : text(above).length + 1;
        const [range] = carryRange(from, to, [{ start, end: start + text(own).length }]);
        assert.ok(range);
        assert.equal(to.slice(range.start, range.end), text(own));
      }),
      { numRuns: runs(400) },
    );
  });

  it('finds it in a file whose line breaks changed, and counts all of it as retained', () => {
    fc.assert(
      fc.property(lines, ownLines, lines, lines, (above, own, below, newAbove) => {
        const from = text(above, own, below).replace(/\n/g, '\r\n');
        const ownText = text(own).replace(/\n/g, '\r\n');
        const start = above.length === 0 ? 0 : text(above).replace(/\n/g, '\r\n').length + 2;
        const to = text(newAbove, own, below);
        const [range] = carryRanges(from, to, [{ start, end: start + ownText.length }]);
        assert.ok(range);
        assert.equal(to.slice(range.start, range.end), text(own));
        assert.equal(range.retained, 1);
      }),
    );
  });

  it('gives ranges inside the text, in order, for any two texts', () => {
    const any = fc
      .array(fc.constantFrom('a', 'b', '}', ' ', '\n', '\r\n', 'word'), { maxLength: 60 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(any, any, fc.nat(), fc.nat(), (from, to, a, b) => {
        const [start, end] = [a % (from.length + 1), b % (from.length + 1)].sort((x, y) => x - y);
        assert.ok(start !== undefined && end !== undefined);
        const [range] = carryRanges(from, to, [{ start, end }]);
        assert.ok(range);
        assert.ok(range.start >= 0 && range.start <= range.end && range.end <= to.length);
        assert.ok(range.wide.start <= range.start && range.wide.end >= range.end);
        assert.ok(range.retained >= 0 && range.retained <= 1);
        assert.deepEqual(carryRange(from, from, [{ start, end }]), [{ start, end }]);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('keeps text typed at the edges out and text typed inside in', () => {
    fc.assert(
      fc.property(ownLines, word, word, fc.nat(), (own, left, right, at) => {
        const from = `before\n${text(own)}\nafter\n`;
        const range = { start: 7, end: 7 + text(own).length };
        const inside = own.map((one, index) => (index === at % own.length ? `${one} ${left} //` : one));
        const to = `before\n${right}\n${text(own)}\n${right}\nafter\n`;
        assert.deepEqual(carryRange(from, to, [range]), [
          { start: 8 + right.length, end: 8 + right.length + text(own).length },
        ]);
        const grown = `before\n${text(inside)}\nafter\n`;
        const [found] = carryRange(from, grown, [range]);
        assert.ok(found);
        const kept = grown.slice(found.start, found.end);
        // At the end of the last line it stands at the edge.
        assert.equal(kept, at % own.length === own.length - 1 ? text(own) : text(inside));
      }),
    );
  });
});

describe('align', () => {
  it('pairs equal characters only, in order, and what is left is the rest', () => {
    const any = fc
      .array(fc.constantFrom('a', 'b', '(', '}', ' ', '\t', '\n', 'word', '12'), { maxLength: 80 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(any, any, (from, to) => {
        const segments = align(from, to);
        let [rebuilt, place] = ['', 0];
        for (const segment of segments) {
          const text = from.slice(segment.from, segment.from + segment.length);
          assert.ok(segment.length > 0);
          assert.equal(text, to.slice(segment.to, segment.to + segment.length));
        }
        for (const gap of gapsOf(segments, from.length, to.length)) {
          rebuilt += from.slice(place, gap.fromStart) + to.slice(gap.toStart, gap.toEnd);
          place = gap.fromEnd;
        }
        assert.equal(rebuilt + from.slice(place), to);
      }),
      { numRuns: runs(500) },
    );
  });
});
