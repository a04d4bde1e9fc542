import { play } from '../../keys.ts';
import { complete, list } from '../actions.ts';
import type { Step } from '../step.ts';

const is = (wanted: string) => (text: string) => text === wanted;

/** What VS Code and language extensions fill in without any model. */
export const lists = [
  {
    row: 'completion list',
    name: 'taken with Enter',
    text: 'wellK|',
    run: () => complete('Enter'),
    done: is('wellKnownName'),
  },
  {
    row: 'completion list',
    name: 'taken with Tab',
    text: 'wellK|',
    run: () => complete('Tab'),
    done: is('wellKnownName'),
  },
  {
    row: 'completion list',
    name: 'taken with a dot',
    in: 'py',
    text: 'wellK|',
    run: () => complete('.'),
    done: is('wellKnownName.'),
  },
  {
    row: 'completion list',
    name: 'taken with a bracket',
    text: 'wellK|',
    run: () => complete('('),
    done: (text) => text.startsWith('wellKnownName('),
  },
  {
    row: 'completion list',
    name: 'narrowed by typing',
    in: 'md',
    text: 'w|',
    run: () => play(...list, { type: 'ellKn' }, { press: ['Enter'] }),
    done: is('wellKnownName'),
  },
  {
    row: 'completion list',
    name: 'Tab while a suggestion is offered too',
    text: '|',
    offer: 'wellKnownName.toFixed(2);',
    run: () => play({ type: 'wellK' }, ...list, { press: ['Tab'] }),
    done: is('wellKnownName'),
  },
  {
    row: 'completion list',
    name: 'at three cursors',
    text: 'a = wellK|\nb = wellK|\nc = wellK|',
    run: () => complete('Enter'),
    done: is('a = wellKnownName\nb = wellKnownName\nc = wellKnownName'),
  },
  {
    row: 'completion list',
    name: 'in a cell of a notebook',
    in: 'ipynb',
    text: 'wellK|',
    run: () => complete('Enter'),
    done: is('wellKnownName'),
  },
  {
    row: 'snippets and Emmet',
    name: 'a snippet with two placeholders',
    text: 'pai|',
    run: () =>
      play(
        ...list,
        { press: ['Enter'] },
        { type: 'a' },
        { press: ['Tab'] },
        { type: 'b' },
        { press: ['Tab'] },
        { type: '!' },
      ),
    done: is('pair(a, b);!'),
  },
  {
    row: 'snippets and Emmet',
    name: 'a snippet of several lines',
    in: 'py',
    text: 'bloc|',
    run: () => play(...list, { press: ['Tab'] }, { type: 'x' }, { press: ['Tab'] }, { type: 'y' }),
    done: is('begin x\n    y\nend'),
  },
  {
    row: 'snippets and Emmet',
    name: 'Emmet in HTML',
    in: 'html',
    text: 'ul>li*3|',
    run: () => play({ press: ['Tab'] }),
    done: (text) => text.split('<li>').length === 4,
  },
  {
    row: 'snippets and Emmet',
    name: 'Emmet, an attribute',
    in: 'html',
    text: 'a.shop|',
    run: () => play({ press: ['Tab'] }),
    done: (text) => text.includes('class="shop"'),
  },
] satisfies readonly Step[];
