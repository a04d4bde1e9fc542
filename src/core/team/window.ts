import { rangeLabel } from '../portfolio/period.ts';
import { PairfolioError } from '../shared/errors.ts';

const day = 24 * 3_600_000;
const week = 7 * day;

/** How many windows a year has. */
const windowsPerYear = 13;

/** Four weeks of the ISO year, in UTC; the last window of a year with 53 weeks has five. */
export interface TeamWindow {
  /** `2026-W41..W44`; the last is always called `…-W49..W52`. */
  readonly id: string;
  /** First moment, and the first moment after it: ISO 8601, UTC. */
  readonly start: string;
  readonly end: string;
  /** For headings: "5 October to 1 November 2026". */
  readonly label: string;
}

/**
 * Reads `2026-W41..W44`, one of the thirteen four-week blocks of an ISO year. In a year with 53 weeks the last may
 * also be written `2026-W49..W53`; its id stays `2026-W49..W52`.
 * @throws PairfolioError `usage`
 */
export function parseWindow(text: string): TeamWindow {
  const [, year, first, last] = /^(\d{4})-W(\d\d)\.\.W(\d\d)$/.exec(text.trim()) ?? [];
  if (year === undefined) throw wrong(text, 'is written like 2026-W41..W44');
  const [y, from, to] = [Number(year), Number(first), Number(last)];
  const number = (from - 1) / 4;
  if (!Number.isInteger(number) || number < 0 || number >= windowsPerYear)
    throw wrong(text, 'begins with week 1, 5, 9 and so on up to 49');
  const long = number === windowsPerYear - 1 && to === 53 && weeksOf(y) === 53;
  if (to !== from + 3 && !long) throw wrong(text, `that begins with W${pad(from)} ends with W${pad(from + 3)}`);
  return windowAt(y, number);
}

/** The window a time lies in. @param time milliseconds since 1970 */
export function windowOf(time: number): TeamWindow {
  // The Thursday of a week tells which year the week belongs to (ISO 8601).
  const monday = mondayOf(time);
  const year = new Date(monday + 3 * day).getUTCFullYear();
  const weekNumber = Math.round((monday - firstMonday(year)) / week) + 1;
  return windowAt(year, Math.min(windowsPerYear - 1, Math.floor((weekNumber - 1) / 4)));
}

/** Whether a window is over. Only then is anything of it given or released. @param now milliseconds since 1970 */
export function isClosed(window: TeamWindow, now: number): boolean {
  return now >= Date.parse(window.end);
}

/** The last window that is over. @param now milliseconds since 1970 */
export function latestClosed(now: number): TeamWindow {
  return windowOf(Date.parse(windowOf(now).start) - 1);
}

function windowAt(year: number, number: number): TeamWindow {
  const first = 4 * number + 1;
  const start = firstMonday(year) + (first - 1) * week;
  const end = number === windowsPerYear - 1 ? firstMonday(year + 1) : start + 4 * week;
  const iso = (time: number): string => new Date(time).toISOString();
  return {
    id: `${String(year).padStart(4, '0')}-W${pad(first)}..W${pad(first + 3)}`,
    start: iso(start),
    end: iso(end),
    label: rangeLabel(iso(start), iso(end - 1)),
  };
}

function weeksOf(year: number): number {
  return Math.round((firstMonday(year + 1) - firstMonday(year)) / week);
}

/** Week 1 is the week with 4 January in it (ISO 8601). */
function firstMonday(year: number): number {
  return mondayOf(Date.UTC(year, 0, 4));
}

function mondayOf(time: number): number {
  const midnight = Math.floor(time / day) * day;
  return midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * day;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

function wrong(text: string, what: string): PairfolioError {
  return new PairfolioError('usage', `A team window ${what}; “${text}” is none.`);
}
