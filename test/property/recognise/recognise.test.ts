import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ObservedEdit } from '../../../src/core/recognise/observedEdit.ts';
import { nextEdit } from '../../../src/core/recognise/nextEdit.ts';
import { recognise } from '../../../src/core/recognise/recognise.ts';
import { applyEdits, type TextEdit } from '../../../src/core/shared/textEdit.ts';
import { observedEdit } from '../../support/observedEdit.ts';

const text = fc.string({
  unit: fc.constantFrom(...Array.from('ab (){};=.\n\r\t'), 'é', '漢', '👩‍🚀', 'total', 'return '),
  maxLength: 30,
});

/** A text and edits of it that do not overlap, last first as editors report them. */
const changed: fc.Arbitrary<[string, TextEdit[]]> = text.chain((before) =>
  fc
    .array(fc.tuple(fc.nat(before.length), fc.nat(4), text), { minLength: 1, maxLength: 4 })
    .map((parts): [string, TextEdit[]] => {
      const edits: TextEdit[] = [];
      let end = 0;
      for (const [at, length, inserted] of parts.sort((a, b) => a[0] - b[0])) {
        if (at < end) continue;
        const edit = { offset: at, length: Math.min(length, before.length - at), text: inserted };
        if (edit.length === 0 && edit.text === '') continue;
        edits.unshift(edit);
        end = at + edit.length + 1;
      }
      return [before, edits];
    }),
);

const seen: fc.Arbitrary<Partial<ObservedEdit>> = fc.record({
  selection: fc.constantFrom('none-yet', 'keyboard', 'mouse', 'other'),
  selections: fc.nat(3),
  paste: fc.option(fc.record({ text, inside: fc.boolean() }), { nil: null }),
  saving: fc.boolean(),
  dirty: fc.boolean(),
  active: fc.boolean(),
  sinceHeadMoved: fc.option(fc.integer({ min: -5000, max: 5000 }), { nil: null }),
});

describe('recognise, for any edit', () => {
  it('never believes an AI wrote it without a key, a record or a paste that says so', () => {
    fc.assert(
      fc.property(changed, seen, ([before, edits], around) => {
        const { origin, findings } = recognise(observedEdit(before, edits, around));
        assert.notEqual(origin, 'ai');
        for (const { confidence } of findings) assert.ok(confidence > 0 && confidence < 1);
      }),
    );
  });

  it('believes the key, unless the editor says undo', () => {
    fc.assert(
      fc.property(changed, seen, ([before, edits], around) => {
        fc.pre(edits.length > 0);
        const edit = observedEdit(before, edits, { ...around, mark: 'next-edit', selection: 'other' });
        assert.equal(recognise(edit).origin, 'ai');
        const undone = recognise({ ...edit, change: { ...edit.change, reason: 'undo' } });
        assert.equal(undone.best?.kind, 'undo or redo');
      }),
    );
  });
});

describe('nextEdit, for any edits', () => {
  it('says what stands where after them', () => {
    fc.assert(
      fc.property(changed, ([before, edits]) => {
        fc.pre(edits.length > 0);
        const after = applyEdits(before, edits);
        const found = nextEdit(before, edits);
        assert.ok(found);
        assert.equal(after.slice(found.start, found.end), found.suggested);
        assert.equal(
          before.slice(0, found.start) + found.suggested + before.slice(found.start + found.before.length),
          after,
        );
      }),
    );
  });
});
