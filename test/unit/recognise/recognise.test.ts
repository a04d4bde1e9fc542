import assert from 'node:assert/strict';
import type { EditKind } from '../../../src/core/recognise/finding.ts';
import type { ObservedEdit } from '../../../src/core/recognise/observedEdit.ts';
import { recognise } from '../../../src/core/recognise/recognise.ts';
import type { TextEdit } from '../../../src/core/shared/textEdit.ts';
import { observedEdit } from '../../support/observedEdit.ts';

type Case = [what: string, before: string, edits: TextEdit[], seen?: Partial<ObservedEdit>];
const insert = (offset: number, text: string): TextEdit => ({ offset, length: 0, text });
const replace = (offset: number, length: number, text: string): TextEdit => ({ offset, length, text });
const remove = (offset: number, length: number): TextEdit => ({ offset, length, text: '' });

const keyboard = { selection: 'keyboard' } as const;
const line = 'const total = sum(items);';

// The shapes are those measured in VS Code; the recognition suite tries the same with real keys.
const cases: Partial<Record<EditKind, Case[]>> = {
  typing: [
    ['a letter', 'ab', [insert(2, 'c')], keyboard],
    ['a letter over a selection', 'abc', [replace(0, 3, 'x')], keyboard],
    ['an emoji', '', [insert(0, '👩🏽‍🚀')], keyboard],
    ['an auto-closed pair', 'f', [insert(1, '()')], keyboard],
    ['Enter', 'if (a) {', [insert(8, '\n  ')]],
    ['Enter between braces', '  {}', [insert(3, '\n    \n  ')]],
    ['Enter in a comment', '/**', [insert(3, '\n * ')]],
    ['Tab', '', [insert(0, '    ')]],
    ['three cursors', 'a\nb\nc', [insert(5, 'x'), insert(3, 'x'), insert(1, 'x')], keyboard],
    ['a bracket around a selection', 'abc', [insert(3, ')'), insert(0, '(')], keyboard],
    ['a step of a composition', 'か', [replace(0, 1, '漢字')]],
    ['a dead key', '', [insert(0, 'é')]],
  ],
  deleting: [
    ['Backspace', 'abc', [remove(2, 1)]],
    ['a line', 'a\nb\n', [remove(0, 2)]],
    ['at two cursors', 'ab\nab', [remove(4, 1), remove(1, 1)]],
  ],
  'undo or redo': [
    ['an undone accept', '', [insert(0, line)], { change: { ...changeOf([insert(0, line)]), reason: 'undo' } }],
    [
      'a marked redo',
      '',
      [insert(0, line)],
      { mark: 'whole', change: { ...changeOf([insert(0, line)]), reason: 'redo' } },
    ],
  ],
  paste: [
    ['one line', '', [insert(0, line)], { paste: { text: line, inside: false }, selection: 'keyboard' }],
    ['indented anew', '  ', [insert(2, 'a();\n  b();')], { paste: { text: 'a();\nb();', inside: true } }],
    [
      'spread over cursors',
      '\n',
      [insert(1, 'b();'), insert(0, 'a();')],
      { paste: { text: 'a();\nb();', inside: true } },
    ],
  ],
  rearranging: [
    ['a line moved up', 'a();\nb();', [remove(4, 5), insert(0, 'b();\n')]],
    ['a line duplicated', `${line}\n`, [insert(0, `${line}\n`)]],
    ['the last line duplicated', line, [insert(line.length, `\n${line}`)]],
    ['upper case', line, [replace(0, line.length, line.toUpperCase())]],
    ['lines sorted', 'b();\na();', [replace(0, 9, 'a();\nb();')]],
  ],
  commenting: [
    ['one line', line, [insert(0, '// ')]],
    ['a block', 'a();\nb();', [insert(5, '// '), insert(0, '// ')]],
    ['around', 'abc', [insert(3, ' */'), insert(0, '/* ')]],
  ],
  'white space': [
    ['formatted', 'a( b )', [replace(1, 2, '(\n')]],
    ['lines joined', 'a(\n  b\n)', [replace(2, 3, ' '), replace(6, 1, ' ')].reverse()],
    ['other line breaks', 'a\nb', [replace(0, 3, 'a\r\nb')]],
  ],
  'formatting on save': [
    [
      'quotes and a semicolon',
      "a('x')",
      [insert(6, ';'), replace(2, 3, '"x"')],
      { saving: true, selection: 'none-yet' },
    ],
  ],
  completion: [
    ['a name', 'veryL', [replace(0, 5, 'veryLongName')]],
    ['from the dot', 'a.', [replace(1, 1, '.toString()')]],
    ['with its import', 'read', [replace(0, 4, 'readFile'), insert(0, "import { readFile } from 'fs';\n")]],
    ['a property', '', [insert(0, '"scripts": ')]],
  ],
  snippet: [['a loop', 'for', [replace(0, 3, 'for (const item of items) {\n\t\n}')], { selections: 2 }]],
  rename: [['parts of a name', 'running = running', [replace(10, 3, 'mu'), replace(0, 7, 'acc')]]],
  'replace all': [['three times', 'a a a', [replace(4, 1, 'bb cc'), replace(2, 1, 'bb cc'), replace(0, 1, 'bb cc')]]],
  'read from disk': [
    ['a block', 'a();\nb();\n', [replace(0, 10, 'x(1);\ny(2);\n')], { dirty: false, selection: 'none-yet' }],
  ],
  git: [['a checkout', 'a();', [replace(0, 4, 'other(1);')], { dirty: false, sinceHeadMoved: -300 }]],
  program: [['away from the caret', 'a();', [insert(4, '\nother(1, 2);')], { active: false, selection: 'none-yet' }]],
  'inline suggestion': [
    ['behind a typed prefix', 'con', [replace(0, 3, line)], { mark: 'whole' }],
    ['one that looks like a completion', 'tot', [replace(0, 3, 'total')], { mark: 'whole' }],
  ],
  'part of an inline suggestion': [
    ['a word', '', [insert(0, 'const ')], { mark: 'part' }],
    ['one bracket', 'f', [insert(1, '(')], { mark: 'part' }],
  ],
  'next edit': [
    ['a least difference', 'f(x)', [insert(3, ', y')], { mark: 'next-edit' }],
    ['a deletion', 'f(x, y)', [remove(3, 3)], { mark: 'next-edit' }],
  ],
};

function changeOf(edits: TextEdit[]): ObservedEdit['change'] {
  return { document: 'a', at: 1000, edits, reason: null, version: 1, atCaret: true };
}

describe('recognise', () => {
  for (const [kind, list] of Object.entries(cases)) {
    for (const [what, before, edits, seen] of list) {
      it(`knows ${kind}: ${what}`, () => {
        const { best, origin } = recognise(observedEdit(before, edits, seen));
        assert.equal(best?.kind, kind);
        const marked = seen?.mark !== undefined && best.evidence?.kind === 'mark';
        assert.equal(origin === 'ai', marked, 'only a key makes it an AI’s');
      });
    }
  }

  it('says unknown of what only looks like a suggestion, and says so', () => {
    const { origin, best } = recognise(observedEdit('con', [replace(0, 3, line)]));
    assert.equal(origin, 'unknown');
    assert.deepEqual([best?.kind, best?.evidence?.kind], ['suggestion by its shape', 'shape']);
    assert.ok((best?.confidence ?? 1) < 0.5);
  });

  const shapeless: Case[] = [
    ['an edit of a program elsewhere', '', [insert(0, line)], { active: false }],
    ['a paste', '', [insert(0, line)], { paste: { text: line, inside: true } }],
    ['a file read anew', '', [insert(0, line)], { dirty: false }],
    ['a snippet', '', [insert(0, line)], { selections: 2 }],
    ['typing', '', [insert(0, line)], keyboard],
    ['several places', 'a\nb', [insert(3, line), insert(1, line)]],
  ];
  for (const [what, before, edits, seen] of shapeless) {
    it(`finds no shape of a suggestion in ${what}`, () => {
      assert.notEqual(recognise(observedEdit(before, edits, seen)).best?.kind, 'suggestion by its shape');
    });
  }
});
