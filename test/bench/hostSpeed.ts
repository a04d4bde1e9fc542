import path from 'node:path';
import { benchWindow } from './hostWindow.ts';
import { subjects, type Part, type Plan, type Sample, type Subject, type WindowResults } from './host/shared.ts';
import { makeMeasuredExtensions } from './measuredExtensions.ts';
import type { Figure } from './run.ts';
import { mean, median, quantile } from './statistics.ts';

const [pairfolio, empty] = subjects;

/**
 * Not none: every 15 seconds it is asked, by looking at the times of files and folders, whether an agent wrote where no
 * watcher tells. That is one timer, a handful of calls each time.
 */
const idleCalls = 50;

/**
 * What Pairfolio costs a real VS Code, beside an extension that does nothing in the same window. Windows take turns in
 * which of the two is activated first; the first three are typed in, the fourth is left alone, the fifth works for an hour.
 */
export async function benchHost(folder: string, windows: number): Promise<Figure[]> {
  const extensions = await makeMeasuredExtensions(path.join(folder, 'extensions'));
  const results: WindowResults[] = [];
  for (let i = 0; i < windows; i++)
    results.push(await benchWindow(plan(i), path.join(folder, `window-${String(i)}`), extensions));
  return [
    ...activation(results),
    ...handlers(results),
    ...spread('mark after its change', results, ({ accepts }) => accepts.map(({ mark }) => mark)),
    ...spread('Tab to its record', results, ({ accepts }) => accepts.map(({ recorded }) => recorded)),
    ...idle(results),
    ...hour(results),
  ];
}

function plan(i: number): Plan {
  const typed: Part[] = ['typing', 'reload', 'following'];
  return {
    order: i % 2 === 0 ? [empty, pairfolio] : [pairfolio, empty],
    parts: i < 3 ? typed : i === 3 ? ['idle'] : i === 4 ? ['hour'] : [],
  };
}

function activation(results: readonly WindowResults[]): Figure[] {
  const times = (id: Subject): { load: number; call: number }[] =>
    results.flatMap(({ observed }) => observed[id]?.activation ?? []);
  const later = (begins: string): number[] =>
    results.flatMap(({ observed }) => {
      const took = observed[pairfolio]?.later[begins];
      return took ? [took.load + took.call] : [];
    });
  const figure = (name: string, values: readonly number[], budget: number | null): Figure => ({
    name,
    value: median(values),
    unit: 'ms',
    budget,
    runs: { count: values.length, least: Math.min(...values), most: Math.max(...values) },
  });
  const own = times(pairfolio);
  return [
    figure(
      'activation',
      own.map(({ load, call }) => load + call),
      15,
    ),
    figure(
      '  load',
      own.map(({ load }) => load),
      null,
    ),
    figure(
      '  call',
      own.map(({ call }) => call),
      null,
    ),
    figure('  a turn later, what must see the next key: load and call', later('start'), null),
    figure('  another turn later, the rest: load and call', later('createAfterStart'), null),
    figure(
      'activation, empty extension',
      times(empty).map(({ load, call }) => load + call),
      null,
    ),
    ...subjects.map((id) =>
      figure(
        `  VS Code's own table: load, call and finish, ${id === pairfolio ? 'Pairfolio' : 'empty extension'}`,
        results.flatMap(({ table }) => {
          const row = table[id];
          return row ? [row.load + row.call + row.finish] : [];
        }),
        null,
      ),
    ),
  ];
}

function handlers(results: readonly WindowResults[]): Figure[] {
  const change = 'onDidChangeTextDocument';
  const selection = 'onDidChangeTextEditorSelection';
  const of =
    (id: Subject, what: string, phase: string) =>
    (window: WindowResults): number[] =>
      window.observed[id]?.samples.filter((sample) => fits(sample, what, phase)).map(({ ms }) => ms) ?? [];
  const typing = { mean: 0.03, p99: 0.1 };
  return [
    ...spread('change handler, typing', results, of(pairfolio, change, 'typing'), typing),
    ...spread('  empty handler', results, of(empty, change, 'typing')),
    ...spread(
      'change handler, typing before 50 suggestions',
      results,
      of(pairfolio, change, 'typing before all'),
      typing,
    ),
    ...spread('change handler, typing inside one of 50', results, of(pairfolio, change, 'typing inside'), typing),
    ...spread('change handler, reload of 1 MB', results, of(pairfolio, change, 'reload'), { max: 2 }),
    ...spread('  empty handler', results, of(empty, change, 'reload')),
    ...spread('change handler, reload with 5 suggestions', results, of(pairfolio, change, 'reload with suggestions'), {
      max: 2,
    }),
    ...spread('selection handler, typing', results, of(pairfolio, selection, 'typing')),
  ];
}

const fits = (sample: Sample, what: string, phase: string): boolean => sample.what === what && sample.phase === phase;

/** Mean, quantiles and maximum of all values of all windows; `runs` says how the same figure differs between windows. */
function spread(
  name: string,
  windows: readonly WindowResults[],
  valuesOf: (window: WindowResults) => readonly number[],
  budgets: { readonly mean?: number; readonly p99?: number; readonly max?: number } = {},
): Figure[] {
  const perWindow = windows.map(valuesOf).filter((values) => values.length > 0);
  const all = perWindow.flat();
  if (all.length === 0) return [];
  const figure = (what: string, of: (values: readonly number[]) => number, budget: number | null): Figure => {
    const each = perWindow.map(of);
    const runs = { count: each.length, least: Math.min(...each), most: Math.max(...each) };
    return { name: `${name}, ${what}`, value: of(all), unit: 'ms', budget, values: all.length, runs };
  };
  return [
    figure('mean', mean, budgets.mean ?? null),
    figure('p50', median, null),
    figure('p99', (values) => quantile(values, 0.99), budgets.p99 ?? null),
    figure('max', (values) => Math.max(...values), budgets.max ?? null),
  ];
}

function idle(results: readonly WindowResults[]): Figure[] {
  return results.flatMap(({ idle }) =>
    idle
      ? [
          { name: 'function calls in 20 idle seconds', value: idle[pairfolio], unit: '', budget: idleCalls },
          { name: '  empty extension', value: idle[empty], unit: '', budget: null },
        ]
      : [],
  );
}

/** What is held after the first quarter belongs to what is open and followed; what comes on top of it later would be a leak. */
function hour(results: readonly WindowResults[]): Figure[] {
  return results.flatMap(({ heap }) => {
    const [first, last] = [heap[0], heap.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [
      { name: 'memory of the extension host after an hour of work', value: last, unit: 'MiB', budget: null },
      { name: '  growth since the first quarter', value: last - first, unit: 'MiB', budget: 4 },
    ];
  });
}
