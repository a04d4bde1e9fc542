import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalJson, parseJson, parseWellFormed } from '../../src/core/shared/json.ts';

/** Values with whole and half characters in them. */
const text = fc.string({ unit: fc.constantFrom('a', '\\', '"', '\ud83d', '\ude00', '\ud83d\ude00') });
const halves = fc.oneof(text, fc.array(text), fc.dictionary(text, text));

/** JSON as others may write it: with every character as an escape, or as itself. */
const written = fc
  .tuple(fc.oneof(fc.jsonValue(), halves), fc.boolean())
  .map(([value, escaped]) =>
    escaped
      ? JSON.stringify(value).replace(
          /[\u0080-\uffff]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        )
      : JSON.stringify(value),
  );

describe('JSON that is hashed again', () => {
  it('always has a canonical form', () => {
    fc.assert(
      fc.property(written, (text) => {
        const value = parseWellFormed(text);
        if (value !== undefined) canonicalJson(value);
      }),
    );
  });

  it('is refused only for half a character', () => {
    fc.assert(
      fc.property(written, (text) => {
        const value = parseJson(text);
        if (value === undefined || parseWellFormed(text) !== undefined) return;
        // Written anew, every half stands as an escape.
        assert.match(JSON.stringify(value), /\\ud[89a-f]/);
      }),
    );
  });

  it('holds whole characters however they are written, and no half of one', () => {
    assert.deepEqual(parseWellFormed(String.raw`["\ud83d\ude00", "😀"]`), ['😀', '😀']);
    for (const half of [String.raw`"\ud83d"`, String.raw`[{"a": "\uDE00 "}]`, String.raw`{"\udc00": 1}`])
      assert.equal(parseWellFormed(half), undefined, half);
  });
});
