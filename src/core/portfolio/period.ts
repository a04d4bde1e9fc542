import { PairfolioError } from '../shared/errors.ts';
import { longDate, monthNames } from './words.ts';

/** A span of whole days in UTC. Ends are ISO times; `end` is the first moment after it. */
export interface Period {
  readonly start: string;
  readonly end: string;
  /** For headings: "Q4 2026", "October 2026", "2026", "1 September to 22 November 2026". */
  readonly label: string;
}

/**
 * Reads `2026`, `2026-Q4`, `2026-10`, `2026-10-02`, or two of them joined by `..`.
 * @throws PairfolioError `usage`
 */
export function parsePeriod(text: string): Period {
  const [first, last, ...more] = text.split('..').map((part) => parsePart(part.trim()));
  if (!first || more.length > 0 || (text.includes('..') && !last)) throw wrong(text);
  if (!last) return first;
  if (last.end <= first.start) throw new PairfolioError('usage', `The period ${text} ends before it begins.`);
  return { start: first.start, end: last.end, label: rangeLabel(first.start, lastDay(last)) };
}

/** @returns whether an ISO time lies in the period; every time lies in none */
export function inPeriod(period: Period | undefined, at: string): boolean {
  return !period || (at >= period.start && at < period.end);
}

/** The last day of a period as an ISO time. */
export function lastDay(period: Period): string {
  return new Date(Date.parse(period.end) - 1).toISOString();
}

/** "1 September to 22 November 2026", "16 to 18 November 2026": month and year are said twice only where they differ. */
export function rangeLabel(from: string, to: string): string {
  const [start, end] = [longDate(from), longDate(to)];
  if (start === end) return end;
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  return `${sameMonth ? start.replace(/ .*$/, '') : sameYear ? start.replace(/ \d+$/, '') : start} to ${end}`;
}

function parsePart(text: string): Period | undefined {
  const [, year, quarter, month, day] = /^(\d{4})(?:-Q([1-4])|-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const y = Number(year);
  if (quarter !== undefined) return span(y, 3 * Number(quarter) - 3, 1, [0, 3, 0], `Q${quarter} ${year}`);
  if (month === undefined) return span(y, 0, 1, [1, 0, 0], year);
  const m = Number(month) - 1;
  if (m < 0 || m > 11) return undefined;
  if (day === undefined) return span(y, m, 1, [0, 1, 0], `${monthNames[m] ?? ''} ${year}`);
  const d = Number(day);
  // The calendar rolls 31 June over into July: such a day does not exist.
  if (new Date(Date.UTC(y, m, d)).getUTCDate() !== d) return undefined;
  return span(y, m, d, [0, 0, 1], longDate(`${year}-${month}-${day}`));
}

function span(
  y: number,
  m: number,
  d: number,
  [years, months, days]: readonly [number, number, number],
  label: string,
): Period {
  const iso = (time: number): string => new Date(time).toISOString();
  return { start: iso(Date.UTC(y, m, d)), end: iso(Date.UTC(y + years, m + months, d + days)), label };
}

function wrong(text: string): PairfolioError {
  return new PairfolioError(
    'usage',
    `A period is written 2026, 2026-Q4, 2026-10 or 2026-09-01..2026-11-22, not “${text}”.`,
  );
}
