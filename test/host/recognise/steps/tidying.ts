import * as vscode from 'vscode';
import { play, press } from '../../keys.ts';
import type { Step } from '../step.ts';

const is = (wanted: string) => (text: string) => text === wanted;
const onSave = { 'editor.formatOnSave': true };
const refactoring = 'rename, quick fix, replace all';

/** What commands do to code that is there. */
export const tidying = [
  {
    row: 'comment and indent',
    name: 'comment out a line',
    text: 'foo();|',
    run: () => press('Control+/'),
    done: is('// foo();'),
  },
  {
    row: 'comment and indent',
    name: 'comment out and in again',
    in: 'py',
    changes: 2,
    text: 'a = 1\nb = 2|',
    run: () => press('Control+A', 'Control+/', 'Control+/'),
    done: is('a = 1\nb = 2'),
  },
  {
    row: 'comment and indent',
    name: 'a block comment',
    in: 'md',
    text: 'text|',
    run: () => press('Shift+Home', 'Control+Shift+A'),
    done: is('<!-- text -->'),
  },
  {
    row: 'comment and indent',
    name: 'indent',
    text: 'a();\nb();|',
    run: () => press('Control+A', 'Control+]'),
    done: is('    a();\n    b();'),
  },
  {
    row: 'comment and indent',
    name: 'indent and back',
    in: 'json',
    changes: 2,
    text: '{ "a": 1 }|',
    run: () => press('Control+]', 'Control+['),
    done: is('{ "a": 1 }'),
  },
  {
    row: 'format',
    name: 'TypeScript',
    text: 'const  a=1;\nfunction f( ){return  a}|',
    run: () => press('Control+Alt+D'),
    done: (text) => text.includes('function f() {'),
  },
  {
    row: 'format',
    name: 'JSON',
    in: 'json',
    text: '{"a":1,"b":[1,2]}|',
    run: () => press('Control+Alt+D'),
    done: (text) => text.includes('\n') && text.includes('"a": 1'),
  },
  {
    row: 'format',
    name: 'Python',
    in: 'py',
    text: 'a  =   1  \nb =  2|',
    run: () => press('Control+Alt+D'),
    done: is('a = 1\nb = 2'),
  },
  {
    row: 'save with formatting',
    name: 'TypeScript',
    text: '|',
    settings: onSave,
    run: () => play({ type: 'const  a=1;' }, { press: ['Control+S'] }),
    done: is('const a = 1;'),
  },
  {
    row: 'save with formatting',
    name: 'Python',
    in: 'py',
    text: '|',
    settings: onSave,
    run: () => play({ type: 'a  =  1' }, { press: ['Control+S'] }),
    done: is('a = 1'),
  },
  {
    row: 'save with formatting',
    name: 'JSON',
    in: 'json',
    text: '{"a":|}',
    settings: onSave,
    run: () => play({ type: '1' }, { press: ['Control+S'] }),
    done: (text) => text.includes('"a": 1'),
  },
  {
    row: 'save with formatting',
    name: 'white space at the end of lines goes',
    in: 'md',
    text: 'a \nb |',
    settings: { 'files.trimTrailingWhitespace': true },
    run: () => play({ type: 'c   ' }, { press: ['Control+S'] }),
    done: is('a\nb c'),
  },
  {
    row: 'save with formatting',
    name: 'a line break at the end comes',
    text: '|',
    settings: { 'files.insertFinalNewline': true },
    run: () => play({ type: 'a();' }, { press: ['Control+S'] }),
    done: is('a();\n'),
  },
  {
    row: refactoring,
    name: 'rename in Python',
    in: 'py',
    text: 'runningTotal = 1\nrunningTotal += 2\nprint(runningTotal|)',
    run: () =>
      play(
        { press: ['F2'] },
        { see: 'rename-box' },
        { press: ['Control+A'] },
        { type: 'accumulatedTotal' },
        { press: ['Enter'] },
      ),
    done: (text) => text.split('accumulatedTotal').length === 4,
  },
  {
    row: refactoring,
    name: 'rename in TypeScript',
    text: 'const running = 1;\nexport const twice = running| * 2;\n',
    run: () =>
      play(
        { press: ['F2'] },
        { see: 'rename-box' },
        { press: ['Control+A'] },
        { type: 'accumulated' },
        { press: ['Enter'] },
      ),
    done: (text) => text.split('accumulated').length === 3,
  },
  {
    row: refactoring,
    name: 'quick fix',
    in: 'py',
    text: 'if a == None|: pass',
    async run({ document, holds }) {
      const looked = await lookedForFixes(document);
      await play({ press: ['Control+.'] }, { see: 'action-list' }, { press: ['Enter'] });
      await holds(is('if a is None: pass'));
      looked.dispose();
    },
    done: is('if a is None: pass'),
  },
  {
    row: refactoring,
    name: 'replace all',
    in: 'md',
    text: '|apples and pears, pears and apples',
    run: () =>
      play(
        { press: ['Control+H'] },
        { see: 'find-widget' },
        { press: ['Control+A'] },
        { type: 'pears' },
        { press: ['Tab'] },
        { type: 'ripe cherries' },
        { press: ['Control+Alt+Enter', 'Escape'] },
      ),
    done: is('apples and ripe cherries, ripe cherries and apples'),
  },
  {
    row: refactoring,
    name: 'all occurrences changed at once',
    text: 'price = price| * 2;',
    run: () => play({ press: ['Control+F2'] }, { type: 'cost' }),
    done: is('cost = cost * 2;'),
  },
] satisfies readonly Step[];

/**
 * The editor looks for fixes by itself a moment after the cursor moved, and when a provider comes or goes; who asks for
 * them before gets no list. @returns once it looked; to be disposed of after the list was used
 */
async function lookedForFixes(document: vscode.TextDocument): Promise<vscode.Disposable> {
  const asked = Promise.withResolvers<undefined>();
  const { uri } = document;
  const provider = vscode.languages.registerCodeActionsProvider(
    { scheme: uri.scheme, pattern: uri.fsPath },
    {
      provideCodeActions: () => {
        asked.resolve(undefined);
        return [];
      },
    },
  );
  await asked.promise;
  return provider;
}
