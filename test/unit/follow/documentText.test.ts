import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DocumentText } from '../../../src/core/follow/documentText.ts';
import { applyEdits, type TextEdit } from '../../../src/core/shared/textEdit.ts';

describe('document text', () => {
  it('gives the text after any of the last changes, in whatever order one asks', () => {
    const edit = fc.record({ offset: fc.nat(30), length: fc.nat(4), text: fc.string({ maxLength: 5 }) });
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.tuple(edit, fc.boolean()), { maxLength: 150 }),
        fc.nat(31),
        (start, steps, back) => {
          const document = new DocumentText(start, 0);
          const versions = [start];
          for (const [{ offset, length, text }, ask] of steps) {
            const last = versions.at(-1) ?? '';
            const at = Math.min(offset, last.length);
            const made: TextEdit = { offset: at, length: Math.min(length, last.length - at), text };
            versions.push(applyEdits(last, [made]));
            document.note({ version: versions.length - 1, edits: [made] });
            if (ask) assert.equal(document.current(), versions.at(-1));
          }
          const wanted = Math.max(0, versions.length - 1 - back);
          assert.equal(document.at(wanted), versions[wanted]);
          assert.equal(document.current(), versions.at(-1));
        },
      ),
    );
  });

  it('lets go of what is long past', () => {
    const document = new DocumentText('', 0);
    for (let version = 1; version <= 5000; version++)
      document.note({ version, edits: [{ offset: 0, length: 0, text: 'x' }] });
    assert.equal(document.at(1), undefined);
    assert.equal(document.current().length, 5000);
  });
});
