import fs from 'node:fs';
import path from 'node:path';
import type { NameRule } from '../../core/portfolio/redact/names.ts';
import { parseNames } from '../../core/portfolio/redact/namesList.ts';
import { codeModes, type CodeMode } from '../../core/portfolio/shownText.ts';
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

/** Reads `--code`. @throws PairfolioError `usage` */
export function codeOption(value: unknown, otherwise: CodeMode): CodeMode {
  if (value === undefined) return otherwise;
  const mode = codeModes.find((candidate) => candidate === value);
  if (!mode) throw new PairfolioError('usage', '--code takes full, signature or none.');
  return mode;
}

/**
 * Reads the list `--names` names.
 * @returns no rules where the option is not given
 * @throws PairfolioError `usage`, `input-unreadable`
 */
export function namesOption(value: unknown, cwd: string): readonly NameRule[] {
  if (typeof value !== 'string') return [];
  const file = path.resolve(cwd, value);
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new PairfolioError('input-unreadable', `The names list ${file} cannot be read.`, { cause: error });
  }
  return parseNames(text);
}
