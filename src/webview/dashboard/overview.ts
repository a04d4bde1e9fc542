import type { DashboardState } from '../../core/dashboard/messages.ts';
import type { LaterMeasure } from '../../core/dashboard/rates.ts';
import { publishedFigures, type PublishedFigure } from '../../core/portfolio/baselines.ts';
import { stances } from '../../core/shared/words.ts';
import { fill } from '../../core/reflect/strings.ts';
import { element } from '../dom.ts';
import { cite, select, shareButton, type Look } from './look.ts';
import { svg } from './svg.ts';

/** What became of everything: the verdicts as one bar, and what was known later. */
export function overview({ figures: { rates } }: DashboardState, look: Look): HTMLElement {
  const { strings } = look;
  const published = { trusted: strings.elsewhereTrusted, adapted: null, overrode: strings.elsewhereOverrode } as const;
  const titles = { trusted: strings.rateTrusted, adapted: strings.rateAdapted, overrode: strings.rateOverrode };
  const tiles = stances.map((stance) => {
    const words = published[stance];
    const other = stance === 'adapted' ? undefined : publishedFigures[stance];
    return tile(
      element('h2', { class: `name of-${stance}` }, titles[stance]),
      shareButton({ count: rates[stance], n: rates.decided }, look, {
        title: titles[stance],
        selection: select(stance),
        large: true,
        drawn: true,
        ...(other && { published: other.share }),
      }),
      words !== null && other ? elsewhere(words, other, look) : null,
    );
  });
  return element(
    'div',
    { class: 'overview' },
    verdictBar(rates),
    element('div', { class: 'tiles three' }, ...tiles),
    element('div', { class: 'tiles four' }, ...later(rates, look)),
  );
}

function later(rates: DashboardState['figures']['rates'], look: Look): HTMLElement[] {
  const { strings } = look;
  const words: readonly (readonly [LaterMeasure, string, string])[] = [
    ['stillThere', strings.rateStill, strings.rateStillWhy],
    ['overReliance', strings.rateOver, strings.rateOverWhy],
    ['goodOverride', strings.rateGood, strings.rateGoodWhy],
    ['underReliance', strings.rateUnder, strings.rateUnderWhy],
  ];
  return words.map(([measure, title, why]) => {
    const other = measure === 'stillThere' ? publishedFigures.stillThere : undefined;
    return tile(
      element('h2', { class: 'name' }, title),
      shareButton(rates[measure], look, {
        title,
        selection: select(measure),
        large: true,
        drawn: true,
        ...(other && { published: other.share }),
      }),
      element('p', { class: 'why' }, why),
      other ? elsewhere(strings.elsewhereStill, other, look) : null,
    );
  });
}

function tile(...content: (Node | null)[]): HTMLElement {
  return element('div', { class: 'tile' }, ...content);
}

/** What was published: never without its n, year and source. */
function elsewhere(words: string, figure: PublishedFigure, look: Look): HTMLElement {
  const said = fill(words, Math.round(1000 * figure.share) / 10, figure.n, figure.year);
  return element('p', { class: 'elsewhere' }, fill(look.strings.elsewhere, said), cite(figure.source, look));
}

function verdictBar(rates: DashboardState['figures']['rates']): Element {
  let x = 0;
  const parts = stances.map((stance) => {
    const width = rates.decided === 0 ? 0 : (1000 * rates[stance]) / rates.decided;
    const part = svg('rect', { class: `of-${stance}`, x, y: 0, width: Math.max(0, width - 3), height: 14 });
    x += width;
    return part;
  });
  return svg(
    'svg',
    { class: 'verdict-bar', viewBox: '0 0 1000 14', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    ...parts,
  );
}
