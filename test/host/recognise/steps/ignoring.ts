import * as vscode from 'vscode';
import { play } from '../../keys.ts';
import { ghost, list } from '../actions.ts';
import type { Step } from '../step.ts';

const sum = 'return items.reduce((sum, item) => sum + item.price, 0);';
const row = 'suggestion dismissed or typed through';

/** Suggestions that were seen and not taken. */
export const ignoring = [
  {
    row,
    name: 'Escape, then typing',
    text: '|',
    offer: sum,
    run: () => play(...ghost, { press: ['Escape'] }, { type: 'z' }),
    done: (text) => text.includes('z'),
  },
  {
    row,
    name: 'a part typed through',
    text: '|',
    offer: sum,
    run: () => play(...ghost, { type: 'return', delay: 20 }),
    done: (text) => text === 'return',
  },
  {
    row,
    name: 'typed through to the end',
    text: '|',
    offer: 'stop();',
    run: () => play(...ghost, { type: 'stop();', delay: 20 }),
    done: (text) => text === 'stop();',
  },
  {
    row,
    name: 'something else typed',
    text: '|',
    offer: sum,
    run: () => play(...ghost, { type: 'const x = 1;' }),
    done: (text) => text === 'const x = 1;',
  },
  {
    row,
    name: 'Enter while it is shown',
    text: 'a();|',
    offer: ' // sum of all prices',
    run: () => play(...ghost, { press: ['Enter'] }),
    done: (text) => text === 'a();\n',
  },
  {
    row,
    name: 'cursor moved away',
    text: 'a();|\nb();',
    offer: ' // sum of all prices',
    run: () => play(...ghost, { press: ['ArrowDown', 'End'] }, { type: 'c' }),
    done: (text) => text === 'a();\nb();c',
  },
  {
    row,
    name: 'Tab to the next placeholder of a snippet',
    text: '|',
    offer: (document, position) =>
      document.lineAt(position).text.startsWith('pair(q,')
        ? [{ text: 'uite', range: new vscode.Range(position, position) }]
        : [],
    run: () => play({ type: 'pai' }, ...list, { press: ['Enter'] }, { type: 'q' }, { press: ['Tab'] }, { type: 'w' }),
    done: (text) => text === 'pair(q, w);',
  },
  {
    row,
    name: 'Tab indents the selected lines while one is offered',
    text: 'a();\nb();|',
    offer: ' // offered',
    run: () => play(...ghost, { press: ['Control+A', 'Tab'] }),
    done: (text) => /^\s+a\(\);\n\s+b\(\);$/.test(text),
  },
  {
    row,
    name: 'in Markdown, written on',
    in: 'md',
    text: '|',
    offer: 'Apples are sold by weight.',
    run: () => play(...ghost, { type: 'Pears are sold by number.' }),
    done: (text) => text === 'Pears are sold by number.',
  },
  {
    row,
    name: 'in Python, deleted from',
    in: 'py',
    text: 'total = su|',
    offer: 'm(items)',
    run: () => play(...ghost, { press: ['Backspace', 'Backspace'] }),
    done: (text) => text === 'total = ',
  },
] satisfies readonly Step[];
