import type { DashboardState } from '../../core/dashboard/messages.ts';
import { publishedCollaboration } from '../../core/portfolio/baselines.ts';
import { fewest, wilson } from '../../core/portfolio/rates.ts';
import { fill } from '../../core/reflect/strings.ts';
import { tipOffWords } from '../../core/shared/reasons.ts';
import { patterns, type Pattern } from '../../core/shared/words.ts';
import { button, element } from '../dom.ts';
import { few } from './curves.ts';
import { cite, countButton, percent, section, select, shareButton, table, type Look, type Strings } from './look.ts';
import { lineChart, svg } from './svg.ts';

/** Why things were changed or not kept: the stated reasons, most first. */
export function missedPart({ figures: { missed } }: DashboardState, look: Look): HTMLElement {
  const { strings } = look;
  const { decisions, reasons } = missed;
  if (reasons.length === 0) return section('missed', strings.missedTitle, null, few(strings.missedNone));
  const most = Math.max(...reasons.map(({ count }) => count));
  const rows = reasons.map(({ id, count, noticed }) => {
    const name = look.names[id] ?? id;
    return [
      name,
      element(
        'div',
        { class: 'with-bar' },
        bar(count / most),
        shareButton({ count, n: decisions }, look, { title: name, selection: select('missed', { at: id }) }),
      ),
      noticed.map((one) => `${look.names[`tip ${one.id}`] ?? tipOffWords[one.id]} (${String(one.count)})`).join(', '),
    ];
  });
  return section(
    'missed',
    strings.missedTitle,
    fill(strings.missedHint, decisions),
    table(strings.missedTitle, [strings.missedReason, strings.tableDecisions, strings.missedNoticed], rows),
  );
}

function bar(share: number): Element {
  return svg(
    'svg',
    { class: 'bar', viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { x: 0, y: 0, width: Math.max(1, Math.round(100 * share)), height: 8 }),
  );
}

/** How each pattern is called. */
export function patternNames(strings: Strings): Readonly<Record<Pattern, string>> {
  return {
    directive: strings.patternDirective,
    'feedback-loop': strings.patternFeedback,
    iteration: strings.patternIteration,
    learning: strings.patternLearning,
    validation: strings.patternValidation,
  };
}

const handedOver: readonly Pattern[] = ['directive', 'feedback-loop'];

/** Augmentation beside automation, and the five patterns they are made of. */
export function sharedPart({ figures }: DashboardState, look: Look): HTMLElement {
  const { strings } = look;
  const counts = figures.patterns;
  const n = patterns.reduce((sum, name) => sum + counts[name], 0);
  if (n === 0) return section('shared', strings.sharedTitle, null, few(strings.sharedNone));
  const automation = handedOver.reduce((sum, name) => sum + counts[name], 0);
  const names = patternNames(strings);
  const pair = (
    [
      ['augmentation', strings.augmentation, n - automation],
      ['automation', strings.automation, automation],
    ] as const
  ).map(([at, title, count]) =>
    element(
      'div',
      { class: 'tile' },
      element('h3', { class: 'name' }, title),
      shareButton({ count, n }, look, { title, selection: select('shared', { at }), large: true, drawn: true }),
    ),
  );
  const rows = [...patterns]
    .sort((a, b) => counts[b] - counts[a])
    .map((name) => [
      names[name],
      handedOver.includes(name) ? strings.automation : strings.augmentation,
      shareButton({ count: counts[name], n }, look, { title: names[name], selection: select('shared', { at: name }) }),
    ]);
  return section(
    'shared',
    strings.sharedTitle,
    strings.sharedHint,
    element('div', { class: 'tiles two' }, ...pair),
    element(
      'p',
      { class: 'elsewhere' },
      fill(strings.elsewhere, ''),
      ...publishedCollaboration.flatMap(({ shares, year, id, source: from }, index) => {
        const what = id === 'augmentation.upwork' ? strings.elsewhereFreelance : strings.elsewhereChats;
        const [first = 0, second = 0] = shares;
        const words = fill(strings.sharedElsewhere, `${percent(first)} %`, `${percent(second)} %`, what, year);
        return [`${index === 0 ? '' : ' · '}${words}`, cite(from, look)];
      }),
    ),
    table(strings.sharedTitle, [strings.sharedAs, strings.sharedKind, strings.tableDecisions], rows),
  );
}

/** Forecasts and what came of them. */
export function calibrationPart(
  { figures: { calibration }, predicts }: DashboardState,
  turnOn: () => void,
  look: Look,
): HTMLElement {
  const { strings } = look;
  const { predicted, scored, levels, brier } = calibration;
  const setting = predicts ? null : button(strings.calibrationOn, turnOn);
  if (predicted === 0)
    return section(
      'calibration',
      strings.calibrationTitle,
      null,
      few(predicts ? strings.calibrationNone : strings.calibrationOff),
      setting,
    );
  const rows = levels.map((level) => {
    const said = `${percent(level.expected)} %`;
    const at = String(level.expected);
    return [
      said,
      countButton(level.predicted, look, `${strings.calibrationSaid} ${said}`, select('forecast', { at })),
      shareButton({ count: level.stood, n: level.scored }, look, {
        title: `${strings.calibrationSaid} ${said}, ${strings.calibrationStood}`,
        selection: select('stood', { at }),
      }),
    ];
  });
  const drawn = brier !== null;
  const steps = levels.map(({ expected }) => `${percent(expected)} %`);
  const stood = levels.map(({ stood: count, scored: n }) => {
    if (n === 0) return null;
    if (n < fewest) return { share: count / n };
    const [low, high] = wilson(count, n);
    return { share: count / n, low, high };
  });
  return section(
    'calibration',
    strings.calibrationTitle,
    null,
    drawn
      ? lineChart(
          `${strings.calibrationTitle}. ${levels.map((level) => `${percent(level.expected)} %: ${String(level.stood)} / ${String(level.scored)}`).join(', ')}`,
          steps,
          [
            {
              name: strings.calibrationSaid,
              look: 'second',
              published: true,
              points: levels.map(({ expected }) => ({ share: expected })),
            },
            { name: strings.calibrationStood, look: 'first', points: stood },
          ],
        )
      : element('p', { class: 'none' }, fill(strings.calibrationWaiting, scored, predicted)),
    drawn ? element('p', { class: 'brier' }, fill(strings.brier, brier.toFixed(2), scored)) : null,
    table(strings.calibrationTitle, [strings.calibrationSaid, strings.calibrationMade, strings.calibrationStood], rows),
    setting,
  );
}
