import { play, press, type } from '../../keys.ts';
import { accept, ghost } from '../actions.ts';
import type { Step } from '../step.ts';

const sum = 'return items.reduce((sum, item) => sum + item.price, 0);';
const loop = 'for (const item of items) {\n  total += item.price;\n}';
const row = 'inline suggestion';
const is = (wanted: string) => (text: string) => text === wanted;

/** Suggestions taken over as a whole, with Tab. */
export const accepting = [
  { row, name: 'taken over', text: '|', offer: sum, run: () => accept('Tab'), done: is(sum), suggested: [sum] },
  {
    row,
    name: 'after its beginning was typed',
    text: '|',
    offer: sum,
    run: () => play({ type: 'ret' }, ...ghost, { press: ['Tab'] }),
    done: is(sum),
  },
  {
    row,
    name: 'of several lines',
    text: '|',
    offer: loop,
    run: () => accept('Tab'),
    done: is(loop),
    suggested: [loop],
  },
  {
    row,
    name: 'in the middle of a line',
    text: 'const total = | + tax;',
    offer: 'items.reduce(add, 0)',
    run: () => accept('Tab'),
    done: is('const total = items.reduce(add, 0) + tax;'),
    suggested: ['items.reduce(add, 0)'],
  },
  {
    row,
    name: 'inside brackets the editor closed',
    text: '|',
    offer: 'items.map((item) => item.price)',
    run: () => play({ type: 'items.map(' }, ...ghost, { press: ['Tab'] }),
    done: (text) => text.startsWith('items.map((item) => item.price)'),
  },
  {
    row,
    name: 'and keys pressed at once',
    text: '|',
    offer: sum,
    run: () => accept('Tab', 'x', 'y'),
    done: is(`${sum}xy`),
    suggested: [sum],
  },
  {
    row,
    name: 'and Enter pressed at once',
    text: '|',
    offer: sum,
    run: () => accept('Tab', 'Enter', 'a'),
    done: is(`${sum}\na`),
    suggested: [sum],
  },
  {
    row,
    name: 'right after a key',
    text: '|',
    offer: sum,
    run: () => play(...ghost, { type: 'r', delay: 0 }, ...ghost, { press: ['Tab'] }),
    done: is(sum),
  },
  {
    row,
    name: 'taken back and taken over again',
    text: '|',
    offer: sum,
    run: async ({ holds }) => {
      await accept('Tab');
      await holds(sum);
      await press('Control+Z');
      await holds('');
      await accept('Tab');
    },
    done: is(sum),
    accepts: 2,
  },
  {
    row,
    name: 'at three cursors',
    text: 'a = |\nb = |\nc = |',
    offer: 'compute(1, 2);',
    run: () => accept('Tab'),
    done: is('a = compute(1, 2);\nb = compute(1, 2);\nc = compute(1, 2);'),
    suggested: ['compute(1, 2);'],
  },
  {
    row,
    name: 'after the completion list was closed',
    text: 'const wellKnownName = 1;\n|',
    offer: 'wellKnownName.toFixed(2);',
    run: () =>
      play(
        { type: 'well' },
        { press: ['Control+Space'] },
        { see: 'completion-list' },
        { press: ['Escape'] },
        ...ghost,
        { press: ['Tab'] },
      ),
    done: (text) => text.endsWith('\nwellKnownName.toFixed(2);'),
  },
  {
    row,
    name: 'two, one after the other',
    text: '|',
    offer: (document, position) => {
      const text = position.line === 0 ? 'first(1, 2);' : 'second(3, 4);';
      return document.lineAt(position).text === '' ? [{ text, range: document.lineAt(position).range }] : [];
    },
    run: async ({ holds }) => {
      await accept('Tab');
      await holds('first(1, 2);');
      await press('Enter');
      await holds('first(1, 2);\n');
      await accept('Tab');
    },
    done: is('first(1, 2);\nsecond(3, 4);'),
    accepts: 2,
    suggested: ['first(1, 2);', 'second(3, 4);'],
  },
  {
    row,
    name: 'of one character',
    text: 'run()|',
    offer: ';',
    run: () => accept('Tab'),
    done: is('run();'),
    suggested: [';'],
  },
  {
    row,
    name: 'with characters outside the BMP',
    text: '|',
    offer: "say('👩‍🚀 hello 世界');",
    run: () => accept('Tab'),
    done: is("say('👩‍🚀 hello 世界');"),
    suggested: ["say('👩‍🚀 hello 世界');"],
  },
  {
    row,
    name: 'in a file with CRLF',
    text: 'a();\r\n|\r\nb();',
    offer: loop,
    run: () => accept('Tab'),
    done: (text) => text.includes('total += item.price;'),
    suggested: [loop],
  },
  {
    row,
    name: 'in Python, indented',
    in: 'py',
    text: 'def total(items):\n    |',
    offer: 'result = 0\n    for item in items:\n        result += item.price\n    return result',
    run: () => accept('Tab'),
    done: (text) => text.endsWith('    return result'),
    suggested: ['result = 0\n    for item in items:\n        result += item.price\n    return result'],
  },
  {
    row,
    name: 'in Python, after its beginning was typed',
    in: 'py',
    text: 'def total(items):\n    |',
    offer: 'return sum(item.price for item in items)',
    run: () => play({ type: 'return s' }, ...ghost, { press: ['Tab'] }),
    done: (text) => text.endsWith('    return sum(item.price for item in items)'),
  },
  {
    row,
    name: 'in JSON',
    in: 'json',
    text: '{\n  |\n}',
    offer: '"name": "corner-shop",\n  "version": "1.0.0"',
    run: () => accept('Tab'),
    done: is('{\n  "name": "corner-shop",\n  "version": "1.0.0"\n}'),
    suggested: ['"name": "corner-shop",\n  "version": "1.0.0"'],
  },
  {
    row,
    name: 'in Markdown',
    in: 'md',
    text: '# Corner shop\n\n|',
    offer: 'The corner shop sells what is left of the day.',
    run: () => accept('Tab'),
    done: (text) => text.endsWith('what is left of the day.'),
    suggested: ['The corner shop sells what is left of the day.'],
  },
  {
    row,
    name: 'in Markdown, while writing',
    in: 'md',
    text: '|',
    offer: '- [ ] count the apples, then the pears',
    run: () => play({ type: '- [ ] cou' }, ...ghost, { press: ['Tab'] }),
    done: (text) => text.endsWith('count the apples, then the pears'),
  },
  {
    row,
    name: 'in HTML',
    in: 'html',
    text: '|',
    offer: '<ul class="basket"></ul>',
    run: () => accept('Tab'),
    done: is('<ul class="basket"></ul>'),
    suggested: ['<ul class="basket"></ul>'],
  },
  {
    row,
    name: 'in a cell of a notebook',
    in: 'ipynb',
    text: 'prices = [1, 2]\n|',
    offer: 'total = sum(price for price in prices)',
    run: () => accept('Tab'),
    done: (text) => text.endsWith('total = sum(price for price in prices)'),
    suggested: ['total = sum(price for price in prices)'],
  },
  {
    row,
    name: 'in a document without a file',
    in: 'untitled',
    text: '|',
    offer: sum,
    run: () => accept('Tab'),
    done: is(sum),
    suggested: [sum],
  },
  {
    row,
    name: 'right before a save with formatting',
    text: '|',
    offer: 'const a  =  1;',
    settings: { 'editor.formatOnSave': true },
    run: () => accept('Tab', 'Control+S'),
    done: is('const a = 1;'),
    suggested: ['const a  =  1;'],
  },
  {
    row,
    name: 'typed on until the end, the rest taken over',
    text: '|',
    offer: sum,
    run: async ({ holds }) => {
      await play(...ghost);
      await type('return items.reduce(', 5);
      await holds((text) => text.startsWith('return items.reduce('));
      await play(...ghost, { press: ['Tab'] });
    },
    done: (text) => text.startsWith(sum),
  },
] satisfies readonly Step[];
