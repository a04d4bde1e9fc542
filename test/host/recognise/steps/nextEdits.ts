import * as vscode from 'vscode';
import { play, press } from '../../keys.ts';
import { acceptEdit } from '../actions.ts';
import type { Assistant } from '../oracle.ts';
import type { Stage, Step } from '../step.ts';

const row = 'next-edit suggestion';

/** Offers to replace the first `from` in the document, as long as it is there. */
function replacing(from: string, to: string): Assistant {
  return (document) => {
    const at = document.getText().indexOf(from);
    if (at < 0) return [];
    const range = new vscode.Range(document.positionAt(at), document.positionAt(at + from.length));
    return [{ text: to, range, edit: true }];
  };
}

const filler = (lines: number): string => Array.from({ length: lines }, (_, i) => `line${String(i)}();`).join('\n');

/** Edits suggested elsewhere than at the cursor, taken over with Tab. */
export const nextEdits = [
  {
    row,
    name: 'on the line of the cursor',
    text: 'const total = price + tax;|',
    offer: replacing('price + tax', 'price * (1 + taxRate)'),
    run: () => acceptEdit('Tab'),
    done: (text) => text === 'const total = price * (1 + taxRate);',
  },
  {
    row,
    name: 'on the next line',
    text: 'class Point { x = 0; y = 0; z = 0; }|\nconst length = Math.hypot(this.x, this.y);',
    offer: replacing('Math.hypot(this.x, this.y)', 'Math.hypot(this.x, this.y, this.z)'),
    run: () => acceptEdit('Tab'),
    done: (text) => text.includes('this.y, this.z'),
  },
  {
    row,
    name: 'far away',
    text: `|\n${filler(30)}\nconst far = old(1);\n`,
    offer: replacing('old(1)', 'renamed(1, 2)'),
    run: jumpAndAccept,
    done: (text) => text.includes('renamed(1, 2)'),
  },
  {
    row,
    name: 'of several lines',
    text: 'function add(a, b) {|\n  return a + b;\n}\n',
    offer: replacing('  return a + b;\n', '  if (a === null) return b;\n  return a + b + 0;\n'),
    run: jumpAndAccept,
    done: (text) => text.includes('a === null'),
  },
  {
    row,
    name: 'that deletes',
    text: 'keep(); |\ndebug(1); keepToo();',
    offer: replacing('debug(1); ', ''),
    run: () => acceptEdit('Tab'),
    done: (text) => !text.includes('debug'),
  },
  {
    row,
    name: 'and keys pressed at once',
    text: 'const total = price + tax;|',
    offer: replacing('price + tax', 'price * taxRate'),
    run: () => acceptEdit('Tab', 'End', 'x'),
    done: (text) => text === 'const total = price * taxRate;x',
  },
  {
    row,
    name: 'in Python',
    in: 'py',
    text: 'def total(items, tax):|\n    return sum(items)\n',
    offer: replacing('sum(items)\n', 'sum(items) * (1 + tax)\n'),
    run: jumpAndAccept,
    done: (text) => text.includes('* (1 + tax)'),
  },
  {
    row,
    name: 'in JSON',
    in: 'json',
    text: '{ "name": "a",|\n  "version": "1.0.0" }',
    offer: replacing('1.0.0', '1.1.0-beta'),
    run: () => acceptEdit('Tab'),
    done: (text) => text.includes('1.1.0-beta'),
  },
  {
    row: 'suggestion dismissed or typed through',
    name: 'a next edit gone to, then dismissed',
    text: `|\n${filler(30)}\nconst far = old(1);\n`,
    offer: replacing('old(1)', 'renamed(1, 2)'),
    run: async (stage) => {
      await jump(stage);
      await play({ press: ['Escape'] }, { type: 'z' });
    },
    done: (text) => text.includes('z') && !text.includes('renamed'),
  },
] satisfies readonly Step[];

/** The first Tab goes to the suggested edit, the next one takes it over. */
async function jumpAndAccept(stage: Stage): Promise<void> {
  await jump(stage);
  await press('Tab');
}

/** One that was asked for by name is taken over at once; one that came while typing is jumped to first. */
async function jump({ editor }: Stage): Promise<void> {
  const from = editor.selection.active.line;
  const moved = new Promise<void>((resolve) => {
    const watching = vscode.window.onDidChangeTextEditorSelection(({ selections: [selection] }) => {
      if (selection?.active.line === from) return;
      watching.dispose();
      resolve();
    });
  });
  await play({ type: ' ' }, { see: 'suggested-edit' }, { press: ['Tab'] });
  await moved;
}
