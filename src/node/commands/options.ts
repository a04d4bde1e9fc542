import { PairfolioError } from '../../core/shared/errors.ts';

/**
 * Reads `--since`.
 * @returns the moment as an ISO time that can be compared as text; the empty string where the option is not given
 * @throws PairfolioError `usage`
 */
export function sinceOption(value: unknown): string {
  if (typeof value !== 'string') return '';
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw new PairfolioError('usage', `--since takes a date like 2026-09-01, not “${value}”.`);
  return new Date(time).toISOString();
}
