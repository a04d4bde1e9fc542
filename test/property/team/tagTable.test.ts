import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TagTable } from '../../../src/core/team/tagTable.ts';

// Few words, so that tags come again, begin alike and stand in each other's way.
const word = fc.oneof(
  fc.constantFrom('00000001', '00000401', '00000801', 'ffffffff'),
  fc.nat({ max: 2 ** 31 }).map(hex),
);
const tag = fc.tuple(word, word, word, word).map((words) => words.join(''));
const content = fc.constantFrom('a'.repeat(16), 'b'.repeat(16), 'ab'.repeat(8));

function hex(value: number): string {
  return (value + 1).toString(16).padStart(8, '0');
}

describe('the table of tags', () => {
  it('knows each tag with its content as a map does, also after it grew', () => {
    const many = { minLength: 0, maxLength: 4000, size: 'max' } as const;
    fc.assert(
      fc.property(fc.array(fc.tuple(tag, content), many), fc.array(tag, { maxLength: 20 }), (noted, asked) => {
        const [table, map] = [new TagTable(), new Map<string, string>()];
        for (const [one, what] of noted) {
          const known = map.get(one);
          assert.equal(table.note(one, what), known === undefined ? 'new' : known === what ? 'same' : 'other');
          if (known === undefined) map.set(one, what);
        }
        for (const one of [...map.keys(), ...asked]) assert.equal(table.has(one), map.has(one));
      }),
      { numRuns: 30 },
    );
  });
});
