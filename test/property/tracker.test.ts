import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Change } from '../../src/core/follow/change.ts';
import { Tracker } from '../../src/core/follow/tracker.ts';
import { applyEdits, type TextEdit } from '../../src/core/shared/textEdit.ts';
import { runs } from '../support/runs.ts';

/** One character of the slow reference: the text, and whether the suggestion brought it. */
interface Character {
  readonly text: string;
  readonly own: boolean;
}

const randomEdit = fc.record({
  from: fc.nat(60),
  length: fc.oneof(fc.constant(0), fc.nat(12)),
  text: fc.string({ maxLength: 6 }),
});

describe('tracker against a character-by-character reference', () => {
  it('agrees on the characters of the suggestion that were never touched', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 20 }),
        fc.string({ minLength: 1, maxLength: 20 }),
        fc.string({ maxLength: 20 }),
        fc.array(randomEdit, { maxLength: 12 }),
        (head, own, tail, random) => {
          const tracker = new Tracker({ start: head.length, end: head.length + own.length });
          let text = head + own + tail;
          let characters: Character[] = [...text.split('')].map((character, index) => ({
            text: character,
            own: index >= head.length && index < head.length + own.length,
          }));
          for (const { from, length, text: inserted } of random) {
            const offset = Math.min(from, text.length);
            const edit: TextEdit = { offset, length: Math.min(length, text.length - offset), text: inserted };
            const after = applyEdits(text, [edit]);
            tracker.apply(new Change([edit], { before: () => text, after: () => after }, null));
            characters = replaceCharacters(characters, edit);
            text = after;
          }
          const left = characters.filter((character) => character.own).length;
          assert.equal(Math.round(tracker.retained * own.length), left);
          const { start, end } = tracker.range;
          assert.ok(start >= 0 && start <= end && end <= text.length, 'the range lies in the text');
          const first = characters.findIndex((character) => character.own);
          const last = characters.findLastIndex((character) => character.own);
          if (first >= 0)
            assert.ok(start <= first && end > last, 'the range holds every character left of the suggestion');
        },
      ),
      { numRuns: runs(2000) },
    );
  });

  it('holds exactly the suggestion while all edits are outside it', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ minLength: 1 }),
        fc.string(),
        fc.array(fc.tuple(fc.boolean(), fc.nat(30), fc.nat(5), fc.string())),
        (head, own, tail, edits) => {
          const tracker = new Tracker({ start: head.length, end: head.length + own.length });
          let text = head + own + tail;
          for (const [left, at, length, inserted] of edits) {
            const { start, end } = tracker.range;
            const offset = left ? Math.min(at, start) : Math.min(end + at, text.length);
            const edit = { offset, length: Math.min(length, (left ? start : text.length) - offset), text: inserted };
            const before = text;
            const after = applyEdits(text, [edit]);
            tracker.apply(new Change([edit], { before: () => before, after: () => after }, null));
            text = after;
          }
          assert.equal(text.slice(tracker.range.start, tracker.range.end), own);
          assert.equal(tracker.retained, 1);
        },
      ),
      { numRuns: runs(1000) },
    );
  });
});

/** The same trimming as an editor's minimal difference, so that both count the same characters as touched. */
function replaceCharacters(characters: readonly Character[], { offset, length, text }: TextEdit): Character[] {
  const removed = characters.slice(offset, offset + length);
  const inserted = text.split('');
  const result: Character[] = [];
  let head = 0;
  while (head < Math.min(removed.length, inserted.length) && removed[head]?.text === inserted[head]) head++;
  let tail = 0;
  while (
    tail < Math.min(removed.length, inserted.length) - head &&
    removed.at(-1 - tail)?.text === inserted.at(-1 - tail)
  )
    tail++;
  result.push(...characters.slice(0, offset), ...removed.slice(0, head));
  result.push(...inserted.slice(head, inserted.length - tail).map((character) => ({ text: character, own: false })));
  result.push(...(tail > 0 ? removed.slice(-tail) : []), ...characters.slice(offset + length));
  return result;
}
