import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileNames, type NameRule } from '../../../src/core/portfolio/redact/names.ts';
import { shortenPaths } from '../../../src/core/portfolio/redact/homePaths.ts';
import { runs } from '../../support/runs.ts';

const names: readonly NameRule[] = [
  { name: 'Acme Corp', instead: 'Client A' },
  { name: 'Acme', instead: '' },
  { name: 'Zoë Quist', instead: 'the designer' },
  { name: 'Hooli', instead: 'Firm-B' },
  { name: "O'Hara", instead: 'Person 9' },
];
const list = compileNames(names);

/** Every way an identifier or a sentence may write a name. */
const forms = names.flatMap(({ name }) => {
  const words = name.split(' ');
  const joined = ['', ' ', '-', '_'].map((between) => words.join(between));
  return [...joined, ...joined.map((one) => one.toLowerCase()), ...joined.map((one) => one.toUpperCase())];
});
const around = fc.constantFrom(
  ' ',
  '\n',
  '_',
  '-',
  '.',
  '/',
  '(',
  '"',
  'x = ',
  '://',
  '@',
  ', and ',
  '',
  'my',
  'URL',
  '7',
);
const texts = fc
  .array(fc.oneof(fc.constantFrom(...forms), around, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

describe('replacing names', () => {
  it('done twice is done once, and leaves no name', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = list.replace(text);
        assert.equal(list.replace(once), once);
        assert.equal(list.hasName(once), false);
        assert.equal(list.hasName(text), once !== text);
        assert.equal(once.split('\n').length, text.split('\n').length);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('takes every form of a name away, whatever that is no letter stands around it', () => {
    const free = fc.constantFrom(' ', '\n', '_', '-', '.', '/', '(', '"', ': ', '', '+');
    fc.assert(
      fc.property(fc.constantFrom(...forms), free, free, (form, before, after) => {
        assert.ok(!list.replace(`${before}${form}${after}`).toLowerCase().includes(form.toLowerCase()));
      }),
    );
  });

  it('is the same in every text', () => {
    const line = fc.tuple(fc.constantFrom(...forms), fc.constantFrom('x = "@";', '// @ said so', '- @'));
    fc.assert(
      fc.property(line, fc.array(texts, { maxLength: 3 }), ([form, template], others) => {
        const one = template.replace('@', form);
        const inText = list.replace([...others.map((other) => `${other} `), one].join('\n;\n'));
        assert.ok(inText.endsWith(`\n${list.replace(one)}`) || inText === list.replace(one));
      }),
    );
  });

  it('leaves texts without names alone', () => {
    const free = fc.string({
      unit: fc.constantFrom(...Array.from('bdfgijknsuvwxyBDFGIJKNSUVWXY0123456789 _-./\n(){}')),
      maxLength: 80,
    });
    fc.assert(fc.property(free, (text) => assert.equal(list.replace(text), text)));
  });

  it('goes with shortened paths: neither undoes the other', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const both = list.replace(shortenPaths(`/home/${text}`));
        assert.equal(list.replace(shortenPaths(both)), both);
      }),
    );
  });
});
