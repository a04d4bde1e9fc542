import { play, press, type } from '../../keys.ts';
import { accept, acceptWords, ghost } from '../actions.ts';
import type { Step } from '../step.ts';

const sum = 'return items.reduce((sum, item) => sum + item.price, 0);';
const row = 'part of an inline suggestion';

/** Suggestions taken over word by word. */
export const acceptingParts = [
  {
    row,
    name: 'one word',
    text: '|',
    offer: sum,
    run: (stage) => acceptWords(stage, 1),
    done: (text) => text.trimEnd() === 'return',
  },
  {
    row,
    name: 'two words, then the rest',
    text: '|',
    offer: sum,
    run: (stage) => acceptWords(stage, 2).then(() => accept('Tab')),
    done: (text) => text === sum,
    suggested: [sum],
  },
  {
    row,
    name: 'three words, then Escape',
    text: '|',
    offer: sum,
    run: (stage) => acceptWords(stage, 3).then(() => press('Escape')),
    done: (text) => text.startsWith('return items'),
  },
  {
    row,
    name: 'a word, then other text',
    text: '|',
    offer: sum,
    run: (stage) => acceptWords(stage, 1).then(() => type('nothing;')),
    done: (text) => text.startsWith('return') && text.endsWith('nothing;'),
  },
  {
    row,
    name: 'a word, then typed along, then the rest',
    text: '|',
    offer: sum,
    run: (stage) => acceptWords(stage, 1).then(() => play({ type: ' items.' }, ...ghost, { press: ['Tab'] })),
    done: (text) => text === sum,
    suggested: [sum],
  },
  {
    row,
    name: 'a word after its beginning was typed',
    text: '|',
    offer: sum,
    run: (stage) => type('ret').then(() => acceptWords(stage, 1)),
    done: (text) => text.trimEnd() === 'return',
  },
  {
    row,
    name: 'to the last word',
    text: '|',
    offer: 'stop here now',
    run: (stage) => acceptWords(stage, 5),
    done: (text) => text === 'stop here now',
    suggested: ['stop here now'],
  },
  {
    row,
    name: 'the only word, after its beginning was typed',
    text: '|',
    offer: 'returned',
    run: (stage) => type('ret').then(() => acceptWords(stage, 1)),
    done: (text) => text === 'returned',
  },
  {
    row,
    name: 'in the middle of a line',
    text: 'const total = | + tax;',
    offer: 'subtotal * (1 - discount)',
    run: (stage) => acceptWords(stage, 1),
    done: (text) => text.startsWith('const total = subtotal'),
  },
  {
    row,
    name: 'in Python',
    in: 'py',
    text: 'def total(items):\n    |',
    offer: 'return sum(items)',
    run: (stage) => acceptWords(stage, 1).then(() => accept('Tab')),
    done: (text) => text.endsWith('    return sum(items)'),
    suggested: ['return sum(items)'],
  },
  {
    row,
    name: 'in Markdown',
    in: 'md',
    text: '|',
    offer: 'Apples are sold by weight.',
    run: (stage) => acceptWords(stage, 2),
    done: (text) => text.startsWith('Apples '),
  },
  {
    row,
    name: 'in a cell of a notebook',
    in: 'ipynb',
    text: '|',
    offer: 'total = sum(prices)',
    run: (stage) => acceptWords(stage, 1),
    done: (text) => text.startsWith('total'),
  },
  {
    row,
    name: 'in JSON',
    in: 'json',
    text: '{\n  |\n}',
    offer: '"name": "corner-shop"',
    run: (stage) => acceptWords(stage, 1).then(() => accept('Tab')),
    done: (text) => text.includes('"name": "corner-shop"'),
  },
  {
    row,
    name: 'a word of one, Enter, a word of the next',
    text: '|',
    offer: (document, position) => {
      const text = position.line === 0 ? 'first(1, 2);' : 'second(3, 4);';
      return document.lineAt(position).text === '' ? [{ text, range: document.lineAt(position).range }] : [];
    },
    run: async (stage) => {
      await acceptWords(stage, 1);
      await press('Escape', 'Enter');
      await stage.holds('first\n');
      await acceptWords(stage, 1);
    },
    done: (text) => text === 'first\nsecond',
    accepts: 2,
    suggested: ['first', 'second'],
  },
] satisfies readonly Step[];
