import assert from 'node:assert/strict';
import fc from 'fast-check';
import { looksLikeFix } from '../../../src/core/follow/commitMessage.ts';
import { domainOf } from '../../../src/core/follow/domain.ts';
import { taskKindOf } from '../../../src/core/follow/taskKind.ts';
import { domains, taskKinds } from '../../../src/core/shared/words.ts';
import { runs } from '../../support/runs.ts';

const folder = fc.oneof(
  fc.constantFrom(
    'src',
    'Docs',
    'tests',
    'migrations',
    '.github',
    'workflows',
    'front-end',
    'Server',
    'größe',
    'café',
    'İ',
    'ſrc',
    'ﬁles',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const name = fc.oneof(
  fc.constantFrom(
    'Cart.Test.ts',
    'README.md',
    'Dockerfile',
    'main.tf',
    'V1__é.sql',
    'Überschrift.vue',
    'Test_größe.PY',
    '.env',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const file = fc.tuple(fc.array(folder, { maxLength: 4 }), name).map(([folders, last]) => [...folders, last].join('/'));
const message = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('fix', 'Feat', 'Add tests for', 'Revert', 'Bump', 'docs:', '🐛', '[x]', 'ABC-12'),
      fc.string({ maxLength: 30 }),
    )
    .map((words) => words.join(' ')),
  fc.string({ unit: 'binary', maxLength: 80 }),
);

describe('kind and domain', () => {
  it('never fail, and are words of the record or unknown', () => {
    fc.assert(
      fc.property(
        file,
        message,
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (file, message, before, suggested) => {
          const kind = taskKindOf({ file, message, before, suggested, language: null });
          const domain = domainOf({ file, language: before, dependencies: [message, suggested] });
          assert.ok(kind === null || taskKinds.includes(kind));
          assert.ok(domain === null || domains.includes(domain));
          assert.equal(typeof looksLikeFix(message), 'boolean');
        },
      ),
      { numRuns: runs(2000) },
    );
  });

  it('do not hang on case, separators or how accents are encoded', () => {
    fc.assert(
      fc.property(file, message, (file, message) => {
        const expected = [taskKindOf({ file, message: null }), taskKindOf({ file: null, message }), domainOf({ file })];
        for (const change of [
          (text: string) => text.normalize('NFD'),
          (text: string) => text.normalize('NFC'),
          (text: string) => text.toLowerCase(),
          (text: string) => text.replaceAll('/', '\\'),
          (text: string) => `./${text}`,
        ]) {
          const other = change(file);
          assert.deepEqual([taskKindOf({ file: other }), domainOf({ file: other })], [expected[0], expected[2]]);
        }
        for (const form of ['NFC', 'NFD'])
          assert.equal(taskKindOf({ file: null, message: message.normalize(form) }), expected[1]);
        assert.equal(taskKindOf({ file: null, message: message.toLowerCase() }), expected[1]);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('answer quickly whatever they are given', () => {
    const start = process.cpuUsage();
    for (const text of [
      'a'.repeat(100_000),
      ' '.repeat(100_000),
      'test '.repeat(20_000),
      '['.repeat(100_000),
      'fix '.repeat(30_000),
      'add the '.repeat(20_000),
    ]) {
      taskKindOf({ file: text, message: text, before: text, suggested: text });
      domainOf({ file: text, dependencies: [text] });
    }
    // A hundred times what it takes; a pattern that backtracks needs minutes.
    assert.ok(process.cpuUsage(start).user < 20_000_000);
  });
});
