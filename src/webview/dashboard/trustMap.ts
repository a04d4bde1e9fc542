import type { DashboardState } from '../../core/dashboard/messages.ts';
import { fewest, wilson } from '../../core/portfolio/rates.ts';
import { fill } from '../../core/reflect/strings.ts';
import { element } from '../dom.ts';
import { section, select, shareButton, valueWords, type Look } from './look.ts';

/** Kind of work by language: a table whose cells are as strong as the share that was kept as offered. */
export function trustMap({ figures: { map, rarer } }: DashboardState, look: Look): HTMLElement {
  const { strings } = look;
  const { kinds, languages, cells } = map;
  if (cells.length === 0)
    return section('map', strings.cellsTitle, null, element('p', { class: 'none' }, strings.cellsNone));
  const byPlace = new Map(cells.map((cell) => [`${cell.kind}\n${cell.language}`, cell]));
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, strings.cellsKind),
    ...languages.map((language) => element('th', { scope: 'col' }, valueWords('language', language, look))),
  );
  const rows = kinds.map((kind) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, valueWords('kind', kind, look)),
      ...languages.map((language) => {
        const rates = byPlace.get(`${kind}\n${language}`)?.rates;
        if (!rates)
          return element(
            'td',
            { class: 'cell blank' },
            element('span', { 'aria-hidden': 'true' }, '·'),
            element('span', { class: 'unseen' }, strings.cellsEmpty),
          );
        const counted = { count: rates.trusted, n: rates.decided };
        const title = `${strings.rateTrusted}, ${valueWords('kind', kind, look)}, ${valueWords('language', language, look)}`;
        const where = [
          { dimension: 'kind', value: kind },
          { dimension: 'language', value: language },
        ] as const;
        return element(
          'td',
          { class: `cell ${strength(counted)}` },
          shareButton(counted, look, { title, selection: select('trusted', { where: [...where] }), drawn: true }),
        );
      }),
    ),
  );
  const left = rarer.kind + rarer.language;
  return section(
    'map',
    strings.cellsTitle,
    strings.cellsHint,
    element(
      'div',
      { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': strings.cellsTitle },
      element(
        'table',
        { class: 'heat' },
        element('caption', { class: 'unseen' }, strings.cellsTitle),
        element('thead', {}, head),
        element('tbody', {}, ...rows),
      ),
    ),
    left > 0 ? element('p', { class: 'aside' }, fill(strings.cellsMore, left)) : null,
  );
}

/** How strong a cell is: by fifths of its share; few decisions have no colour, for their share says more than it knows. */
function strength({ count, n }: { readonly count: number; readonly n: number }): string {
  if (n < fewest) return 'few';
  const [low, high] = wilson(count, n);
  return `s${String(Math.min(4, Math.floor((5 * count) / n)))}${high - low > 0.3 ? ' unsure' : ''}`;
}
