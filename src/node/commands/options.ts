import { PairfolioError } from '../../core/shared/errors.ts';

const isoDate = /^(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

/**
 * Reads `--since`.
 * @returns the moment as an ISO time that can be compared as text; the empty string where the option is not given
 * @throws PairfolioError `usage`
 */
export function sinceOption(value: unknown): string {
  if (typeof value !== 'string') return '';
  // `Date.parse` alone takes “foo 1” for a day of 2001 and moves 31 February into March.
  const [, date = ''] = isoDate.exec(value) ?? [];
  const time = Date.parse(value);
  const isDay = date.length < 10 || (!Number.isNaN(time) && new Date(`${date}Z`).toISOString().startsWith(date));
  if (date === '' || Number.isNaN(time) || !isDay)
    throw new PairfolioError('usage', `--since takes a date like 2026-09-01, not “${value}”.`);
  return new Date(time).toISOString();
}

/**
 * Reads `--day`.
 * @returns the day: `2026-11-23`
 * @throws PairfolioError `usage`
 */
export function dayOption(value: unknown): string {
  const day = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : '';
  const time = Date.parse(day);
  // `Date.parse` moves 31 February into March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day)
    throw new PairfolioError('usage', `--day takes a day like 2026-11-23, not “${String(value)}”.`);
  return day;
}
