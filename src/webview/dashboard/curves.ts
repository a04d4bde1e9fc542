import type { DashboardState } from '../../core/dashboard/messages.ts';
import { publishedSurvival } from '../../core/portfolio/baselines.ts';
import type { Counted } from '../../core/portfolio/followUpCounts.ts';
import { fewest, wilson } from '../../core/portfolio/rates.ts';
import { fill } from '../../core/reflect/strings.ts';
import { element } from '../dom.ts';
import { cite, monthWords, percent, section, select, shareButton, table, type Look } from './look.ts';
import { lineChart, sign, type Series } from './svg.ts';

/** What was taken in and still stood, moment by moment, beside what was published. */
export function survivalPart({ figures: { survival } }: DashboardState, look: Look): HTMLElement {
  const { strings } = look;
  const moments = {
    '30s': strings.moment30s,
    '120s': strings.moment120s,
    '300s': strings.moment300s,
    '600s': strings.moment600s,
    commit: strings.momentCommit,
    '14d': strings.moment14d,
  };
  const steps = survival.map(({ checkpoint }) => moments[checkpoint]);
  const mine = (measure: 'unchanged' | 'mostlyUnchanged'): Series['points'] =>
    survival.map((share) => pointOf({ count: share[measure], n: share.measured }));
  const others = (measure: 'unchanged' | 'mostlyUnchanged'): Series['points'] =>
    survival.map(({ checkpoint }) => {
      const share = publishedSurvival.at(checkpoint)[measure];
      return share === null ? null : { share };
    });
  const series: Series[] = [
    { name: strings.mostly, look: 'first', published: true, points: others('mostlyUnchanged') },
    { name: strings.unchanged, look: 'second', published: true, points: others('unchanged') },
    { name: strings.mostly, look: 'first', points: mine('mostlyUnchanged') },
    { name: strings.unchanged, look: 'second', points: mine('unchanged') },
  ];
  const enough = survival.filter(({ measured }) => measured >= fewest).length >= 2;
  const rows = survival.map((share) => [
    moments[share.checkpoint],
    ...(['mostlyUnchanged', 'unchanged'] as const).flatMap((measure) => {
      const name = measure === 'unchanged' ? strings.unchanged : strings.mostly;
      const published = publishedSurvival.at(share.checkpoint)[measure];
      return [
        shareButton({ count: share[measure], n: share.measured }, look, {
          title: `${name}, ${moments[share.checkpoint]}`,
          selection: select(measure, { at: share.checkpoint }),
        }),
        published === null ? '–' : `${String(Math.round(1000 * published) / 10)} %`,
      ];
    }),
  ]);
  const heads = [strings.moment, strings.mostly, strings.published, strings.unchanged, strings.published];
  return section(
    'survival',
    strings.survivalTitle,
    strings.survivalHint,
    enough ? lineChart(described(strings.survivalTitle, steps, series), steps, series) : few(strings.survivalFew),
    enough
      ? legendOf([
          [`${strings.mostly} (${strings.mostlyWhy})`, { look: 'first' }],
          [strings.unchanged, { look: 'second' }],
        ])
      : null,
    element(
      'p',
      { class: 'elsewhere' },
      fill(strings.survivalPublished, publishedSurvival.n, publishedSurvival.year),
      cite(publishedSurvival.source, look),
    ),
    table(strings.survivalTitle, heads, rows),
  );
}

/** Over- and under-reliance by month. */
export function timePart({ figures: { months } }: DashboardState, look: Look): HTMLElement | null {
  const { strings } = look;
  const known = months.filter(({ rates }) => rates.overReliance.n + rates.underReliance.n + rates.goodOverride.n > 0);
  if (known.length === 0) return null;
  const measures = [
    ['overReliance', strings.rateOver, 'first'],
    ['underReliance', strings.rateUnder, 'second'],
  ] as const;
  const steps = known.map(({ month }) => monthWords(month, look, true));
  const series = measures.map(
    ([measure, name, kind]): Series => ({
      name,
      look: kind,
      points: known.map(({ rates }) => pointOf(rates[measure])),
    }),
  );
  const drawn = series.some(({ points }) => points.some((point) => point !== null));
  const rows = known.toReversed().map(({ month, rates }) => [
    monthWords(month, look),
    ...([...measures, ['goodOverride', strings.rateGood]] as const).map(([measure, name]) =>
      shareButton(rates[measure], look, {
        title: `${name}, ${monthWords(month, look)}`,
        selection: select(measure, { month }),
      }),
    ),
  ]);
  return section(
    'time',
    strings.timeTitle,
    strings.timeHint,
    drawn ? lineChart(described(strings.timeTitle, steps, series), steps, series) : few(strings.timeFew),
    drawn ? legendOf(measures.map(([, name, kind]) => [name, { look: kind }])) : null,
    table(strings.timeTitle, [strings.month, strings.rateOver, strings.rateUnder, strings.rateGood], rows),
  );
}

export function few(words: string): HTMLElement {
  return element('p', { class: 'none' }, words);
}

function legendOf(entries: readonly (readonly [string, Pick<Series, 'look' | 'published'>])[]): HTMLElement {
  return element(
    'p',
    { class: 'key', 'aria-hidden': 'true' },
    ...entries.map(([words, line]) => element('span', { class: 'entry' }, sign(line), words)),
  );
}

/** A share is drawn from twenty on. */
function pointOf({ count, n }: Counted): Series['points'][number] {
  if (n < fewest) return null;
  const [low, high] = wilson(count, n);
  return { share: count / n, low, high };
}

/** A chart in words: what is drawn, line by line. */
function described(title: string, steps: readonly string[], series: readonly Series[]): string {
  const lines = series
    .filter(({ published }) => published !== true)
    .map(({ name, points }) => {
      const said = points.flatMap((point, index) => (point ? [`${steps[index] ?? ''} ${percent(point.share)} %`] : []));
      return `${name}: ${said.join(', ')}`;
    });
  return `${title}. ${lines.join('. ')}.`;
}
