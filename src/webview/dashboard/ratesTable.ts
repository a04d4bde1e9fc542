import { dimensions, type Dimension } from '../../core/dashboard/dimensions.ts';
import type { DashboardState } from '../../core/dashboard/messages.ts';
import { laterMeasures } from '../../core/dashboard/rates.ts';
import { stances } from '../../core/shared/words.ts';
import { fill } from '../../core/reflect/strings.ts';
import { element } from '../dom.ts';
import { countButton, section, select, shareButton, table, valueWords, type Look } from './look.ts';

/** Every rate, told apart by one thing at a time. */
export function ratesTable(
  { figures }: DashboardState,
  dimension: Dimension,
  choose: (dimension: Dimension) => void,
  look: Look,
): HTMLElement {
  const { strings } = look;
  const names: Readonly<Record<Dimension, string>> = {
    language: strings.byLanguage,
    kind: strings.byKind,
    domain: strings.byDomain,
    surface: strings.bySurface,
    tool: strings.byTool,
  };
  const measures = {
    trusted: strings.rateTrusted,
    adapted: strings.rateAdapted,
    overrode: strings.rateOverrode,
    stillThere: strings.rateStill,
    overReliance: strings.rateOver,
    goodOverride: strings.rateGood,
    underReliance: strings.rateUnder,
  };
  const rows = figures.rows[dimension].map(({ value, rates }) => {
    const name = valueWords(dimension, value, look);
    const where = [{ dimension, value }];
    const title = (measure: string): string => `${measure}, ${name}`;
    return [
      name,
      countButton(rates.decided, look, title(strings.tableDecisions), select('decided', { where })),
      ...stances.map((stance) =>
        shareButton({ count: rates[stance], n: rates.decided }, look, {
          title: title(measures[stance]),
          selection: select(stance, { where }),
        }),
      ),
      ...laterMeasures.map((measure) =>
        shareButton(rates[measure], look, { title: title(measures[measure]), selection: select(measure, { where }) }),
      ),
    ];
  });
  const label = `${strings.tableTitle}: ${names[dimension]}`;
  const heads = [names[dimension], strings.tableDecisions, ...Object.values(measures)];
  const rarer = figures.rarer[dimension];
  return section(
    'rates',
    strings.tableTitle,
    null,
    choices('dimension', strings.tableBy, dimensions, names, dimension, choose),
    table(label, heads, rows),
    rarer > 0 ? element('p', { class: 'aside' }, fill(strings.tableRarer, rarer)) : null,
  );
}

/** A row of choices of which one holds. */
export function choices<T extends string>(
  name: string,
  label: string,
  values: readonly T[],
  words: Readonly<Record<T, string>>,
  now: T,
  choose: (value: T) => void,
): HTMLElement {
  return element(
    'fieldset',
    { class: 'choices' },
    element('legend', { class: 'unseen' }, label),
    ...values.map((value) => {
      const input = element('input', {
        type: 'radio',
        name,
        value,
        class: 'unseen',
        checked: value === now,
        'data-key': `${name} ${value}`,
      });
      input.addEventListener('change', () => {
        if (input.checked) choose(value);
      });
      return element('label', { class: 'choice' }, input, element('span', {}, words[value]));
    }),
  );
}
