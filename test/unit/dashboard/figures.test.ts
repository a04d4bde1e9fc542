import assert from 'node:assert/strict';
import { valueReaders, type Dimension } from '../../../src/core/dashboard/dimensions.ts';
import { FiguresSum, type Figures } from '../../../src/core/dashboard/figures.ts';
import { laterMeasures, type Rates } from '../../../src/core/dashboard/rates.ts';
import { selectDecisions, type Selection } from '../../../src/core/dashboard/select.ts';
import type { Decision } from '../../../src/core/ledger/decision.ts';
import { groupStates } from '../../../src/core/portfolio/groups.ts';
import { systemClock } from '../../../src/node/clock.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { patterns, stances } from '../../../src/core/shared/words.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { fillMap } from '../../support/mapLedger.ts';

// Everything below `counted` is worked out from the lines of `pairfolio log --json` alone, in another way than the
// dashboard does it: it shares no code with what it checks.

/** The lines of one decision. */
type Lines = readonly Decision[];

function decisionsOf(lines: Lines): Lines[] {
  const byGroup = new Map<string, Decision[]>();
  for (const line of lines) byGroup.set(line.group, [...(byGroup.get(line.group) ?? []), line]);
  return [...byGroup.values()];
}

function same<T>(values: readonly T[]): T | null {
  return new Set(values).size === 1 ? (values[0] ?? null) : null;
}

function verdictOf(lines: Lines): string {
  const labels = [...new Set(lines.map(({ verdict }) => verdict.label))].filter((label) => label !== 'undecided');
  return labels.length === 0 ? 'undecided' : labels.length === 1 ? (labels[0] ?? '') : 'adapted';
}

/** The text of a declined suggestion was never measured; that of one nobody decided was not measured yet. */
function takenIn(lines: Lines): Lines {
  return lines.filter(({ survival, verdict }) => survival.length > 0 || verdict.label === 'undecided');
}

function distanceOf(lines: Lines, checkpoint: string): number | null {
  const parts = takenIn(lines).map(({ survival, suggested }) => ({
    distance: survival.find(({ at }) => at === checkpoint)?.distance ?? null,
    weight: suggested?.length ?? 0,
  }));
  if (parts.length === 0 || parts.some(({ distance }) => distance === null)) return null;
  const sum = (of: (part: (typeof parts)[number]) => number): number => parts.reduce((all, part) => all + of(part), 0);
  return sum(({ distance, weight }) => (distance ?? 0) * weight) / sum(({ weight }) => weight);
}

function looked(lines: Lines): string[] | null {
  const known = lines.filter(({ followUp }) => followUp !== null && followUp.distance !== null);
  return known.length === 0 ? null : known.map(({ followUp }) => followUp?.outcome ?? 'none');
}

const is = (holds: boolean): { count: number; n: number } => ({ count: holds ? 1 : 0, n: 1 });
const nothing = { count: 0, n: 0 };

function ratesOf(all: readonly Lines[]): Rates {
  const decided = all.filter((lines) => verdictOf(lines) !== 'undecided');
  const add = (each: (lines: Lines) => { count: number; n: number }): { count: number; n: number } =>
    decided.map(each).reduce((a, b) => ({ count: a.count + b.count, n: a.n + b.n }), nothing);
  const number = (verdict: string): number => decided.filter((lines) => verdictOf(lines) === verdict).length;
  const later = (verdict: string, holds: (outcomes: readonly string[]) => boolean) => (lines: Lines) => {
    const outcomes = looked(lines);
    return outcomes === null || verdictOf(lines) !== verdict ? nothing : is(holds(outcomes));
  };
  return {
    decided: decided.length,
    trusted: number('trusted'),
    adapted: number('adapted'),
    overrode: number('overrode'),
    stillThere: add((lines) => {
      const distance = distanceOf(lines, '14d');
      return verdictOf(lines) === 'trusted' && distance !== null ? is(distance < 0.33) : nothing;
    }),
    overReliance: add(later('trusted', (outcomes) => outcomes.includes('over-reliance'))),
    goodOverride: add(
      later('overrode', (outcomes) => outcomes.includes('good-override') && !outcomes.includes('under-reliance')),
    ),
    underReliance: add(later('overrode', (outcomes) => outcomes.includes('under-reliance'))),
  };
}

const valueIn: Readonly<Record<Dimension, (lines: Lines) => string | null>> = {
  language: (lines) => same(lines.map(({ language }) => language)),
  kind: (lines) => same(lines.map(({ kind }) => kind)),
  domain: (lines) => same(lines.map(({ domain }) => domain)),
  surface: (lines) => same(lines.map(({ surface }) => surface)),
  tool: (lines) => same(lines.map(({ tool }) => (tool.model === null ? tool.name : `${tool.name}\n${tool.model}`))),
};

function saidOf(lines: Lines): Decision['reflection'] {
  return lines.map(({ reflection }) => reflection).sort((a, b) => ((a?.at ?? '') < (b?.at ?? '') ? 1 : -1))[0] ?? null;
}

function patternsIn(all: readonly Lines[]): Record<string, number> {
  const counts: Record<string, number> = { directive: 0, 'feedback-loop': 0, iteration: 0, learning: 0, validation: 0 };
  const last = new Map<string, Lines>();
  for (const lines of all) {
    const [first] = lines;
    const session = first?.turn?.session;
    const before = session === undefined ? undefined : last.get(session);
    if (session !== undefined) last.set(session, lines);
    const verdict = verdictOf(lines);
    const reasons = saidOf(lines)?.reasons ?? [];
    const handed = lines.every(({ surface }) => ['agent', 'chat', 'paste'].includes(surface));
    const at = lines.map((line) => line.at).sort()[0] ?? '';
    const failed = before?.some(({ verification }) =>
      verification.some((one) => one.result === 'failed' && one.at < at),
    );
    const checked =
      lines.some(({ verification }) => verification.length > 0) ||
      reasons.some((reason) => reason === 'tests-pass' || reason === 'read-line-by-line');
    const guess = reasons.includes('to-learn')
      ? 'learning'
      : first?.surface === 'next-edit'
        ? 'validation'
        : !handed
          ? 'iteration'
          : failed === true
            ? 'feedback-loop'
            : verdict !== 'trusted' || checked
              ? 'iteration'
              : 'directive';
    const pattern = lines.find((line) => line.pattern !== null)?.pattern ?? guess;
    const counts1 =
      verdict === 'trusted' || verdict === 'adapted' || (verdict === 'overrode' && pattern === 'learning');
    if (counts1) counts[pattern] = (counts[pattern] ?? 0) + 1;
  }
  return counts;
}

describe('the figures of the dashboard', () => {
  let lines: readonly Decision[];
  let all: readonly Lines[];
  let counted: Figures;
  let groups: ReturnType<typeof groupStates>;

  before(async function () {
    this.timeout(60_000);
    const line = new CommandLine('2026-11-22T12:00:00.000Z');
    const ledger = new Ledger(line.ledger, { app: 'test', host: 'cli' }, systemClock, nodeDigest);
    fillMap(ledger, 600, 11);
    groups = groupStates(ledger.states());
    const sum = new FiguresSum();
    for (const group of groups) sum.add(group);
    counted = sum.values;
    lines = await line.log();
    all = decisionsOf(lines);
    ledger.dispose();
  });

  it('are those of `pairfolio log --json`: verdicts and what was known later, in all and by each thing', () => {
    assert.ok(lines.length > 600 && all.length > 500);
    assert.equal(counted.decisions, all.length);
    assert.equal(
      counted.suggestions,
      lines.reduce((sum, { suggestions }) => sum + suggestions, 0),
    );
    assert.deepEqual(counted.rates, ratesOf(all));
    const decided = all.filter((of) => verdictOf(of) !== 'undecided');
    for (const [dimension, value] of Object.entries(valueIn) as [Dimension, (of: Lines) => string | null][]) {
      const rows = counted.rows[dimension];
      assert.ok(rows.length > 2, dimension);
      for (const row of rows)
        assert.deepEqual(
          row.rates,
          ratesOf(decided.filter((of) => value(of) === row.value)),
          `${dimension} ${String(row.value)}`,
        );
      assert.equal(
        rows.reduce((sum, { rates }) => sum + rates.decided, 0),
        decided.length,
      );
    }
  });

  it('have the cells of the map, the months, and no cell without a decision', () => {
    const decided = all.filter((of) => verdictOf(of) !== 'undecided');
    for (const { kind, language, rates } of counted.map.cells) {
      assert.ok(rates.decided > 0);
      assert.deepEqual(
        rates,
        ratesOf(decided.filter((of) => valueIn.kind(of) === kind && valueIn.language(of) === language)),
      );
    }
    const known = decided.filter((of) => valueIn.kind(of) !== null && valueIn.language(of) !== null);
    assert.equal(
      counted.map.cells.reduce((sum, { rates }) => sum + rates.decided, 0),
      known.length,
    );
    const monthOf = (of: Lines): string => (of.map(({ at }) => at).sort()[0] ?? '').slice(0, 7);
    assert.ok(counted.months.length > 8);
    for (const { month, rates } of counted.months)
      assert.deepEqual(rates, ratesOf(decided.filter((of) => monthOf(of) === month)), month);
  });

  it('have what stood at each moment', () => {
    for (const { checkpoint, measured, unchanged, mostlyUnchanged } of counted.survival) {
      const distances = all.flatMap((of) => distanceOf(of, checkpoint) ?? []);
      assert.deepEqual(
        [measured, unchanged, mostlyUnchanged],
        [distances.length, distances.filter((d) => d === 0).length, distances.filter((d) => d < 0.33).length],
        checkpoint,
      );
    }
    assert.ok(counted.survival.some(({ measured }) => measured > 100));
  });

  it('have why things were changed or not kept', () => {
    const said = all.map(saidOf).filter((one) => one !== null && one.stance !== 'trusted');
    assert.equal(counted.missed.decisions, said.length);
    assert.ok(counted.missed.reasons.length >= 6);
    for (const { id, count, noticed } of counted.missed.reasons) {
      const with_ = said.filter((one) => one?.reasons.includes(id));
      assert.equal(count, with_.length, id);
      for (const one of noticed)
        assert.equal(one.count, with_.filter((reflection) => reflection?.tippedOff === one.id).length);
    }
  });

  it('have how the work was shared', () => {
    assert.deepEqual({ ...counted.patterns }, patternsIn(all));
    assert.ok(Object.values(counted.patterns).every((count) => count > 0));
  });

  it('have how well forecasts held', () => {
    const forecasts = all.flatMap((of) => {
      const first = of.flatMap(({ prediction }) => prediction ?? []).sort((a, b) => (a.at < b.at ? -1 : 1))[0];
      if (!first) return [];
      const known = of.filter(({ followUp }) => followUp !== null && followUp.distance !== null);
      const stood = known.every(
        ({ followUp }) => (followUp?.distance ?? 1) < 1 / 3 && followUp?.outcome !== 'over-reliance',
      );
      return [{ expected: first.expected, stood: known.length === 0 ? null : stood }];
    });
    const scored = forecasts.filter(({ stood }) => stood !== null);
    const { calibration } = counted;
    assert.deepEqual([calibration.predicted, calibration.scored], [forecasts.length, scored.length]);
    for (const level of calibration.levels) {
      const of = forecasts.filter(({ expected }) => expected === level.expected);
      assert.deepEqual(
        [level.predicted, level.scored, level.stood],
        [of.length, of.filter(({ stood }) => stood !== null).length, of.filter(({ stood }) => stood === true).length],
      );
    }
    const brier = scored.map(({ expected, stood }) => (expected - (stood === true ? 1 : 0)) ** 2);
    const mean = brier.reduce((a, b) => a + b, 0) / brier.length;
    assert.ok(Math.abs((calibration.brier ?? NaN) - mean) < 1e-9);
  });

  it('each have as many decisions behind them as they say', () => {
    const check = (expected: number, what: Selection['what'], more: Partial<Selection> = {}): void => {
      const selection = { what, base: false, at: null, where: [], month: null, ...more };
      assert.equal(selectDecisions(groups, selection).length, expected, JSON.stringify(selection));
    };
    const checkRates = (rates: Rates, more: Partial<Selection>): void => {
      check(rates.decided, 'decided', more);
      for (const stance of stances) {
        check(rates[stance], stance, more);
        check(rates.decided, stance, { ...more, base: true });
      }
      for (const measure of laterMeasures) {
        check(rates[measure].count, measure, more);
        check(rates[measure].n, measure, { ...more, base: true });
      }
    };
    check(counted.decisions, 'all');
    checkRates(counted.rates, {});
    for (const [dimension, rows] of Object.entries(counted.rows) as [Dimension, Figures['rows'][Dimension]][])
      for (const { value, rates } of rows) checkRates(rates, { where: [{ dimension, value }] });
    for (const { month, rates } of counted.months) checkRates(rates, { month });
    for (const { kind, language, rates } of counted.map.cells)
      checkRates(rates, {
        where: [
          { dimension: 'kind', value: kind },
          { dimension: 'language', value: language },
        ],
      });
    for (const { checkpoint: at, measured, unchanged, mostlyUnchanged } of counted.survival) {
      check(unchanged, 'unchanged', { at });
      check(mostlyUnchanged, 'mostlyUnchanged', { at });
      check(measured, 'unchanged', { at, base: true });
    }
    check(counted.missed.decisions, 'missed');
    for (const { id, count } of counted.missed.reasons) check(count, 'missed', { at: id });
    for (const name of patterns) check(counted.patterns[name], 'shared', { at: name });
    const automated = counted.patterns.directive + counted.patterns['feedback-loop'];
    check(automated, 'shared', { at: 'automation' });
    const kept = Object.values(counted.patterns).reduce((a, b) => a + b, 0);
    check(kept - automated, 'shared', { at: 'augmentation' });
    check(kept, 'shared', { at: 'automation', base: true });
    for (const { expected, predicted, scored, stood } of counted.calibration.levels) {
      const at = String(expected);
      check(predicted, 'forecast', { at });
      check(stood, 'stood', { at });
      check(scored, 'stood', { at, base: true });
    }
  });

  it('do not count what was forgotten, corrected or only probable', () => {
    const ids = new Set(lines.map(({ id }) => id));
    for (const { parts } of groups) for (const { id } of parts) assert.ok(ids.has(id));
    assert.ok(groups.every((group) => valueReaders().surface(group) !== null));
    assert.ok(all.length < 600);
  });
});
