import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { plainLine, plainText, readAnswer } from '../../../src/core/assist/answer.ts';
import { shortened } from '../../../src/core/assist/material.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { hostileText } from '../../support/hostileText.ts';

const schema = v.object({ title: plainLine(90) });

describe('the answer of a model', () => {
  it('is one of the form that was asked for, or none; whatever it is', () => {
    const object = fc.record({ title: hostileText }).map((value) => JSON.stringify(value));
    const around = fc.tuple(hostileText, fc.oneof(object, hostileText, fc.json()), hostileText);
    fc.assert(
      fc.property(
        around.map(([a, b, c]) => a + b + c),
        (answer) => {
          try {
            const { title } = readAnswer(answer, schema);
            assert.ok(title.length > 0 && title.length <= 90);
          } catch (error) {
            assert.ok(PairfolioError.is(error, 'model-answer'), String(error));
          }
        },
      ),
    );
  });

  it('is plain once it was read: no link, no address, nothing unseen, and reading it again changes nothing', () => {
    fc.assert(
      fc.property(hostileText, (said) => {
        const read = v.safeParse(plainText(100_000), said);
        if (!read.success) return;
        const text = read.output;
        assert.doesNotMatch(text, /https?:\/\/[^\s<>()[\]\x22'`]|\bcommand:[a-z]|\bjavascript:[a-z]|\]\(/i);
        assert.doesNotMatch(text, /[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u);
        assert.ok(text.isWellFormed());
        assert.equal(v.parse(plainText(100_000), text), text);
      }),
    );
  });

  it('keeps of a long text the beginning and the end, and of a short one all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 20, max: 200 }), (text, most) => {
        const kept = shortened(text, most);
        if (text.length <= most) assert.equal(kept, text);
        else {
          assert.ok(kept.isWellFormed() || !text.isWellFormed());
          assert.ok(kept.length <= most + 40);
          const [head = '', , tail = ''] = kept.split(/\n(\[\d+ characters left out\])\n/);
          assert.ok(text.startsWith(head) && text.endsWith(tail));
        }
      }),
    );
  });
});
