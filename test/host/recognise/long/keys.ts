import { play } from '../../keys.ts';
import { list, pasteTimes } from '../actions.ts';
import { offering } from '../stage.ts';
import { lines, pressed, repeated, type LongRun } from './longRun.ts';

const prose = 'for (const item of items) { total += item.price; } '.repeat(2);
const commands = 'move, duplicate and other line commands';
const hundred = { actions: 100, batches: 6 };

/** Ordinary editing with keys. */
export const keyRuns = [
  {
    row: 'typing',
    name: 'characters',
    text: '|',
    actions: prose.length,
    batches: 6,
    settings: { 'editor.autoClosingBrackets': 'never' },
    run: () => play({ type: prose, delay: 0 }),
    done: (text) => text === prose,
  },
  {
    row: 'suggestion dismissed or typed through',
    name: 'characters typed through',
    text: '|',
    actions: prose.length,
    batches: 6,
    settings: { 'editor.autoClosingBrackets': 'never' },
    offer: (editor) => offering(editor, `${prose}end();`),
    run: () => play({ press: ['Alt+\\'] }, { see: 'ghost-text' }, { type: prose, delay: 0 }),
    done: (text) => text === prose,
  },
  {
    row: 'input method',
    name: 'words',
    in: 'md',
    text: '|',
    ...hundred,
    run: () => play(...repeated(100, [{ compose: ['に', 'にほ'], into: '日本' }])),
    done: (text) => text === '日本'.repeat(100),
  },
  {
    row: 'line break and indentation',
    name: 'Enter',
    in: 'py',
    text: 'if a:|',
    ...hundred,
    run: () => play(pressed(100, 'Enter')),
    done: (text) => text.split('\n').length === 101,
  },
  {
    row: 'deleting',
    name: 'Backspace',
    text: `${'const abc = 1; '.repeat(8)}|`,
    ...hundred,
    run: () => play(pressed(100, 'Backspace')),
    done: (text) => text.length === 20,
  },
  {
    row: 'undo and redo',
    name: 'of moved and added lines',
    text: `a();|\n${lines(30)}`,
    ...hundred,
    run: () =>
      play(pressed(25, 'Alt+ArrowDown'), ...repeated(2, [pressed(25, 'Control+Z'), pressed(25, 'Control+Shift+Z')]), {
        type: '!',
      }),
    done: (text) => text.includes('!'),
  },
  {
    row: 'completion list',
    name: 'taken with Enter',
    in: 'py',
    text: `we|\n${lines(99, 'we')}`,
    ...hundred,
    run: () => play(...repeated(100, [...list, { press: ['Enter', 'ArrowDown'] }])),
    done: (text) => text.split('wellKnownName\n').length === 101,
  },
  {
    row: 'paste from the editor',
    name: 'a line',
    text: '|const value = compute(1, 2);\n',
    ...hundred,
    run: ({ editor }) => play({ press: ['Control+C'] }).then(() => pasteTimes(editor.document, 100)),
    done: (text) => text.split('compute').length === 102,
  },
  {
    row: 'paste from outside',
    name: 'two lines',
    in: 'py',
    text: '|',
    ...hundred,
    run: ({ editor }) =>
      play({ copyElsewhere: 'def f(x):\n    return x * 2\n' }).then(() => pasteTimes(editor.document, 100)),
    done: (text) => text.split('return').length === 101,
  },
  {
    row: 'cut, drag and drop',
    name: 'cut',
    text: `|${lines(100)}`,
    ...hundred,
    run: () => play(pressed(100, 'Control+X')),
    done: (text) => text === '',
  },
  {
    row: commands,
    name: 'move',
    text: `first();|\n${lines(100)}`,
    ...hundred,
    run: () => play(pressed(100, 'Alt+ArrowDown')),
    done: (text) => text.trimEnd().endsWith('first();'),
  },
  {
    row: commands,
    name: 'duplicate',
    in: 'json',
    text: '"a": 1,|',
    ...hundred,
    run: () => play(pressed(100, 'Control+Shift+Alt+ArrowDown')),
    done: (text) => text.split('\n').length === 101,
  },
  {
    row: 'comment and indent',
    name: 'comment',
    text: `|${lines(100)}`,
    ...hundred,
    run: () => play(pressed(100, 'Control+/', 'ArrowDown')),
    done: (text) => text.split('// call').length === 101,
  },
  {
    row: 'comment and indent',
    name: 'indent',
    in: 'py',
    text: `|${lines(100, 'a = 1')}`,
    ...hundred,
    run: () => play(pressed(100, 'Control+]', 'ArrowDown')),
    done: (text) => text.split('    a').length === 101,
  },
  {
    row: 'rename, quick fix, replace all',
    name: 'replace all',
    in: 'md',
    text: '|apples and pears, pears and apples\n',
    ...hundred,
    run: () =>
      play(
        { press: ['Control+H'] },
        { see: 'find-widget' },
        { press: ['Control+A'] },
        { type: 'pears' },
        { press: ['Tab', 'Control+A'] }, // what an earlier batch left there
        { type: '+pears' },
        pressed(100, 'Control+Alt+Enter'),
        { press: ['Escape'] },
      ),
    done: (text) => text.split('+').length === 201,
  },
] satisfies readonly LongRun[];
