import type { DashboardState } from '../../core/dashboard/messages.ts';
import type { Selection } from '../../core/dashboard/select.ts';
import { dashboardStrings, type DashboardStrings } from '../../core/dashboard/strings.ts';
import type { Counted } from '../../core/portfolio/followUpCounts.ts';
import { fewest, wilson } from '../../core/portfolio/rates.ts';
import { fill, reviewStrings, type ReviewStrings } from '../../core/reflect/strings.ts';
import { element } from '../dom.ts';
import { svg } from './svg.ts';

/** The words of the page, those it shares with the review view among them. */
export type Strings = ReviewStrings & DashboardStrings;

export const englishStrings: Strings = { ...reviewStrings, ...dashboardStrings };

/** What every part of the page needs to draw itself. */
export interface Look {
  readonly strings: Strings;
  /** BCP 47 tag of the display language. */
  readonly locale: string;
  readonly names: Readonly<Record<string, string>>;
  /** Shows the decisions behind a number. `title` says which. */
  readonly open: (selection: Selection, title: string) => void;
  /** Sources named so far; each is listed once, at the end of the page. */
  readonly sources: string[];
}

/** A selection with nothing left out. */
export function select(what: Selection['what'], more: Partial<Selection> = {}): Selection {
  return { what, base: false, at: null, where: [], month: null, ...more };
}

export function lookOf(
  { strings, locale, names }: Pick<DashboardState, 'strings' | 'locale' | 'names'>,
  open: Look['open'],
): Look {
  return { strings: { ...englishStrings, ...strings }, locale, names, open, sources: [] };
}

/** Words for a value of a dimension. */
export function valueWords(dimension: string, value: string | null, { strings, names }: Look): string {
  if (value === null) return strings.valueUnknown;
  const key = `${dimension}_${value.replace('-', '')}`;
  return Object.hasOwn(strings, key) ? strings[key as keyof Strings] : (names[value] ?? value);
}

export function percent(share: number): string {
  return String(Math.round(100 * share));
}

/** A share as it may be shown: "7 of 9" below twenty, else "58 %", its interval and its n. */
interface ShareWords {
  readonly main: string;
  /** The interval; null below twenty. */
  readonly range: string | null;
  readonly n: string | null;
}

function shareWords({ count, n }: Counted, { strings }: Look): ShareWords {
  if (n < fewest) return { main: fill(strings.shareOf, count, n), range: null, n: null };
  const [low, high] = wilson(count, n);
  return {
    main: `${percent(count / n)} %`,
    range: fill(strings.shareRange, percent(low), percent(high)),
    n: fill(strings.shareN, n),
  };
}

/** How a number is shown: in a table, or large. */
export interface NumberOptions {
  readonly title: string;
  readonly selection: Selection;
  readonly large?: boolean;
  /** Draws where the share lies between nothing and all. */
  readonly drawn?: boolean;
  /** A published share, 0 to 1, to stand beside it. */
  readonly published?: number;
}

/** A share that opens the decisions behind it. */
export function shareButton(counted: Counted, look: Look, options: NumberOptions): HTMLElement {
  const { strings } = look;
  const { title, selection, large = false, drawn = false, published } = options;
  if (counted.n === 0) return element('span', { class: 'unknown' }, large ? strings.rateNone : '–');
  const { main, range, n } = shareWords(counted, look);
  const more = [range, n].filter((words) => words !== null).join(' · ');
  const words = more === '' ? main : `${main}, ${more}`;
  const box = element(
    'button',
    {
      type: 'button',
      class: `number${large ? ' large' : ''}`,
      'aria-label': `${title}: ${words}. ${fill(strings.opensDecisions, counted.count)}`,
      'data-key': keyOf(selection),
    },
    element('span', { class: 'main' }, main),
    ...(more === '' ? [] : [element('span', { class: 'range' }, more)]),
    ...(drawn && counted.n >= fewest ? [interval(counted, published)] : []),
  );
  box.addEventListener('click', () => look.open(selection, title));
  return box;
}

/** A count that opens the decisions behind it. */
export function countButton(count: number, look: Look, title: string, selection: Selection): HTMLElement {
  if (count === 0) return element('span', { class: 'unknown' }, '0');
  const box = element(
    'button',
    {
      type: 'button',
      class: 'number',
      'aria-label': `${title}: ${String(count)}. ${fill(look.strings.opensDecisions, count)}`,
      'data-key': keyOf(selection),
    },
    element('span', { class: 'main' }, count.toLocaleString(look.locale)),
  );
  box.addEventListener('click', () => look.open(selection, title));
  return box;
}

function keyOf(selection: Selection): string {
  return JSON.stringify(selection);
}

/** Where a share lies: its interval as a line, itself as a dot, what was published as an open mark. */
function interval({ count, n }: Counted, published: number | undefined): Element {
  const [low, high] = wilson(count, n);
  const x = (share: number): number => Math.round(4 + share * 112);
  return svg(
    'svg',
    { class: 'interval', viewBox: '0 0 120 12', preserveAspectRatio: 'xMinYMid meet', 'aria-hidden': 'true' },
    svg('line', { class: 'axis', x1: 4, x2: 116, y1: 6, y2: 6 }),
    svg('line', { class: 'span', x1: x(low), x2: x(high), y1: 6, y2: 6 }),
    svg('circle', { class: 'dot', cx: x(count / n), cy: 6, r: 3.5 }),
    ...(published === undefined ? [] : [svg('path', { class: 'other', d: `M${String(x(published))} 1v10` })]),
  );
}

/** Names a source: a number that leads to it. */
export function cite(words: string, { sources, strings }: Look): HTMLElement {
  const known = sources.indexOf(words);
  const number = known >= 0 ? known + 1 : sources.push(words);
  return element(
    'a',
    { class: 'cite', href: `#source-${String(number)}`, 'aria-label': `${strings.sourceTitle} ${String(number)}` },
    `\u00a0[${String(number)}]`,
  );
}

/** Every source named on the page. */
export function sourceList({ sources, strings }: Look): HTMLElement | null {
  if (sources.length === 0) return null;
  const entries = sources.map((words, index) => element('li', { id: `source-${String(index + 1)}` }, words));
  return section('sources', strings.sourcesTitle, strings.sourcesHint, element('ol', {}, ...entries));
}

/** A section with its heading. */
export function section(id: string, title: string, hint: string | null, ...content: (Node | null)[]): HTMLElement {
  return element(
    'section',
    { class: `part ${id}`, 'aria-labelledby': `${id}-title` },
    element('h2', { id: `${id}-title` }, title),
    hint === null ? null : element('p', { class: 'aside' }, hint),
    ...content,
  );
}

/** A table that may be wider than its place. The first cell of each row is its heading. */
export function table(
  label: string,
  heads: readonly (string | Node)[],
  rows: readonly (readonly (string | Node)[])[],
): HTMLElement {
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': label },
    element(
      'table',
      {},
      element('caption', { class: 'unseen' }, label),
      element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
      element(
        'tbody',
        {},
        ...rows.map(([first = '', ...cells]) =>
          element('tr', {}, element('th', { scope: 'row' }, first), ...cells.map((cell) => element('td', {}, cell))),
        ),
      ),
    ),
  );
}

/** "October 2026" for `2026-10`. */
export function monthWords(month: string, { locale }: Pick<Look, 'locale'>, short = false): string {
  const style = short ? ({ month: 'short', year: '2-digit' } as const) : ({ month: 'long', year: 'numeric' } as const);
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString(locale, { ...style, timeZone: 'UTC' });
}

export function dateWords(at: string, { locale }: Pick<Look, 'locale'>): string {
  return new Date(at).toLocaleDateString(locale, { year: 'numeric', month: 'short', day: 'numeric' });
}
