import * as vscode from 'vscode';
import { play, press, type, type KeyRequest } from '../../keys.ts';
import { acceptLine, acceptWords } from '../actions.ts';
import type { Assistant } from '../oracle.ts';
import { lines, repeated, type LongRun } from './longRun.ts';

const twenty = { actions: 20, batches: 5 };
const edit: readonly KeyRequest[] = [{ press: ['Alt+\\'] }, { see: 'suggested-edit' }];

/** Suggestions taken over many times. */
export const acceptRuns = [
  {
    row: 'inline suggestion',
    name: 'one after the other',
    text: '|',
    ...twenty,
    offer: () => lineByLine,
    async run({ editor: { document } }) {
      for (let line = 0; line < 20; line++) await acceptLine(document);
    },
    done: (text) => text.split(';\n').length === 21,
  },
  {
    row: 'inline suggestion',
    name: 'begun by typing',
    in: 'py',
    text: '|',
    ...twenty,
    offer: () => lineByLine,
    async run({ editor: { document } }) {
      for (let line = 0; line < 20; line++) {
        await type('result', 0);
        await acceptLine(document);
      }
    },
    done: (text) => text.split(';\n').length === 21,
  },
  {
    row: 'part of an inline suggestion',
    name: 'a word of each',
    text: `|${lines(20, '')}`,
    ...twenty,
    offer: () => lineByLine,
    async run({ editor: { document } }) {
      for (let line = 0; line < 20; line++) {
        await acceptWords({ document }, 1);
        await press('Escape', 'ArrowDown');
      }
    },
    done: (text) => text.split('result').length === 21,
  },
  {
    row: 'next-edit suggestion',
    name: 'line by line',
    text: `|${lines(20, 'const a = old(1) + b;')}`,
    ...twenty,
    batches: 3,
    offer: () => oldToNew,
    run: () => play(...repeated(20, [...edit, { press: ['Tab', 'ArrowDown'] }])),
    done: (text) => text.split('renewed').length === 21,
  },
] satisfies readonly LongRun[];

/** One suggestion a line, each with a text of its own. */
const lineByLine: Assistant = (document, position) => {
  const range = new vscode.Range(position.with({ character: 0 }), position);
  const text = `result${String(position.line)} = compute(items, ${String(position.line)});`;
  const typed = document.getText(range);
  return text.startsWith(typed) && typed !== text && typed.length < 7 ? [{ text, range }] : [];
};

const oldToNew: Assistant = (document, { line }) => {
  const at = document.lineAt(line).text.indexOf('old(1)');
  const range = new vscode.Range(line, at, line, at + 6);
  return at < 0 ? [] : [{ text: 'renewed(1, 2)', range, edit: true }];
};
