import { CalibrationSum, type Calibration } from '../portfolio/calibration.ts';
import { onlyPart, tally, type DecisionGroup } from '../portfolio/groups.ts';
import { PatternSum } from '../portfolio/pattern.ts';
import { SurvivalSum, type SurvivalShare } from '../portfolio/survivalShares.ts';
import type { Pattern, TipOff } from '../shared/words.ts';
import { dimensions, valueReaders, type Dimension } from './dimensions.ts';
import { factsOf, RatesSum, type Rates } from './rates.ts';

/** Rows of a dimension, and rows and columns of the map, at most. What is rarer stands in one row together. */
const mostRows = 12;

/** Decisions of one value. `value` null: not known, or several. */
export interface Row {
  readonly value: string | null;
  readonly rates: Rates;
}

/** One kind of work in one language. */
export interface Cell {
  readonly kind: string;
  readonly language: string;
  readonly rates: Rates;
}

/** One month, `2026-11`, in UTC: what was decided in it. */
export interface Month {
  readonly month: string;
  readonly rates: Rates;
}

/** A stated reason for changing or not keeping what was offered. Counts of decisions. */
export interface Missed {
  readonly id: string;
  readonly count: number;
  /** What tipped the author off, the most frequent first. */
  readonly noticed: readonly { readonly id: TipOff; readonly count: number }[];
}

/** Everything the dashboard counts. Every number is one of decisions, and `selectDecisions` gives those behind it. */
export interface Figures {
  /** All, decided or not. */
  readonly decisions: number;
  /** Suggestions they stand for. */
  readonly suggestions: number;
  /** When the first and the last came, ISO 8601; null where there is none. */
  readonly first: string | null;
  readonly last: string | null;
  readonly rates: Rates;
  /** The most frequent first. */
  readonly rows: Readonly<Record<Dimension, readonly Row[]>>;
  /** How many values of a dimension have no row of their own. */
  readonly rarer: Readonly<Record<Dimension, number>>;
  /** Rows and columns in the order of their rows; only cells with a decision. */
  readonly map: {
    readonly kinds: readonly string[];
    readonly languages: readonly string[];
    readonly cells: readonly Cell[];
  };
  readonly survival: readonly SurvivalShare[];
  /** The latest, oldest first; months without a decision are left out. */
  readonly months: readonly Month[];
  /** Of decisions that were changed or not kept, as their author says: with and without a reason. */
  readonly missed: { readonly decisions: number; readonly reasons: readonly Missed[] };
  readonly patterns: Readonly<Record<Pattern, number>>;
  readonly calibration: Calibration;
}

/** Months shown. */
const mostMonths = 24;

/**
 * Counts decisions for the dashboard, given oldest first. All figures in one pass: going through a long record takes
 * longer than counting it.
 */
export class FiguresSum {
  readonly #all = new RatesSum();
  readonly #byValue: Readonly<Record<Dimension, Map<string | null, RatesSum>>> = {
    language: new Map(),
    kind: new Map(),
    domain: new Map(),
    surface: new Map(),
    tool: new Map(),
  };
  readonly #cells = new Map<string, Map<string, RatesSum>>();
  readonly #months = new Map<string, RatesSum>();
  readonly #survival = new SurvivalSum();
  readonly #patterns = new PatternSum();
  readonly #calibration = new CalibrationSum();
  readonly #missed = new MissedSum();
  readonly #valueIn = valueReaders();
  /** Most decisions are of the month of the one before. */
  #month: { readonly name: string; readonly sum: RatesSum } | undefined;
  #decisions = 0;
  #suggestions = 0;
  #first: string | null = null;
  #last: string | null = null;

  add(group: DecisionGroup): void {
    const { parts, at, kind, language } = group;
    const only = onlyPart(parts);
    this.#decisions += 1;
    this.#suggestions += only ? only.body.suggestions : parts.reduce((sum, { body }) => sum + body.suggestions, 0);
    this.#first ??= at;
    this.#last = at;
    this.#survival.add(group);
    this.#patterns.add(group);
    this.#calibration.add(group);
    this.#missed.add(group);
    const facts = factsOf(group);
    if (facts === undefined) return;
    this.#all.add(facts);
    sumOf(this.#byValue.language, language).add(facts);
    sumOf(this.#byValue.kind, kind).add(facts);
    sumOf(this.#byValue.domain, this.#valueIn.domain(group)).add(facts);
    sumOf(this.#byValue.surface, this.#valueIn.surface(group)).add(facts);
    sumOf(this.#byValue.tool, this.#valueIn.tool(group)).add(facts);
    if (!this.#month || !at.startsWith(this.#month.name)) {
      const name = at.slice(0, 7);
      this.#month = { name, sum: sumOf(this.#months, name) };
    }
    this.#month.sum.add(facts);
    if (kind === null || language === null) return;
    let row = this.#cells.get(kind);
    if (!row) this.#cells.set(kind, (row = new Map<string, RatesSum>()));
    sumOf(row, language).add(facts);
  }

  get values(): Figures {
    const ofEach = <T>(value: (name: Dimension) => T): Record<Dimension, T> =>
      Object.fromEntries(dimensions.map((name) => [name, value(name)])) as Record<Dimension, T>;
    const rows = ofEach((name) => rowsOf(this.#byValue[name]));
    const named = (name: Dimension): string[] => rows[name].flatMap(({ value }) => value ?? []);
    const [kinds, languages] = [named('kind'), named('language')];
    return {
      decisions: this.#decisions,
      suggestions: this.#suggestions,
      first: this.#first,
      last: this.#last,
      rates: this.#all.values,
      rows,
      rarer: ofEach((name) => {
        const values = [...this.#byValue[name].keys()].filter((value) => value !== null);
        return Math.max(0, values.length - mostRows);
      }),
      map: {
        kinds,
        languages,
        cells: kinds.flatMap((kind) =>
          languages.flatMap((language) => {
            const rates = this.#cells.get(kind)?.get(language)?.values;
            return rates ? [{ kind, language, rates }] : [];
          }),
        ),
      },
      survival: this.#survival.values,
      months: [...this.#months]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .slice(-mostMonths)
        .map(([month, rates]) => ({ month, rates: rates.values })),
      missed: this.#missed.values,
      patterns: this.#patterns.values,
      calibration: this.#calibration.values,
    };
  }
}

function sumOf<K>(sums: Map<K, RatesSum>, key: K): RatesSum {
  let sum = sums.get(key);
  if (!sum) sums.set(key, (sum = new RatesSum()));
  return sum;
}

/** The most frequent values, most first; then, if there are any, those of which it is not known. */
function rowsOf(sums: ReadonlyMap<string | null, RatesSum>): Row[] {
  const named = [...sums].flatMap(([value, sum]) => (value === null ? [] : [{ value, rates: sum.values }]));
  named.sort((a, b) => b.rates.decided - a.rates.decided || (a.value < b.value ? -1 : 1));
  const unknown = sums.get(null);
  return [...named.slice(0, mostRows), ...(unknown ? [{ value: null, rates: unknown.values }] : [])];
}

/** Adds up what the model missed. */
class MissedSum {
  readonly #reasons = new Map<string, { count: number; readonly noticed: TipOff[] }>();
  #decisions = 0;

  add(group: DecisionGroup): void {
    if (!isMissed(group)) return;
    this.#decisions += 1;
    const { reasons: stated, tippedOff } = group.reflection;
    for (const id of new Set(stated)) {
      const known = this.#reasons.get(id) ?? { count: 0, noticed: [] };
      this.#reasons.set(id, known);
      known.count += 1;
      if (tippedOff) known.noticed.push(tippedOff);
    }
  }

  get values(): Figures['missed'] {
    return {
      decisions: this.#decisions,
      reasons: [...this.#reasons]
        .sort(([a, { count: n }], [b, { count: m }]) => m - n || (a < b ? -1 : 1))
        .map(([id, { count, noticed }]) => ({
          id,
          count,
          noticed: tally(noticed).map(([id, count]) => ({ id, count })),
        })),
    };
  }
}

/** Whether its author says that a decision changed what was offered, or did not keep it. */
export function isMissed(
  group: DecisionGroup,
): group is DecisionGroup & { readonly reflection: NonNullable<DecisionGroup['reflection']> } {
  return group.reflection !== null && group.reflection.stance !== 'trusted';
}
