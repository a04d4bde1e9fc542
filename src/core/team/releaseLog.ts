import * as v from 'valibot';
import type { Digest } from '../shared/digest.ts';
import { PairfolioError } from '../shared/errors.ts';
import { canonicalJson, parseWellFormed, type Json } from '../shared/json.ts';
import { logEntry, releaseSchema, teamReport, type LogEntry, type TeamReport } from './teamReport.ts';

/** The log of releases in the folder of the reports. */
export const logName = 'releases.jsonl';

/**
 * Reads the log of releases: one entry a line, each with the hash of the line before.
 * @throws PairfolioError `verification-failed` where a line is torn, unknown, missing, or was changed
 */
export function readLog(text: string, digest: Digest): LogEntry[] {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw broken('its last line is torn');
  let prev: string | null = null;
  return lines.map((line, seq) => {
    const read = v.safeParse(logEntry, parseWellFormed(line));
    if (!read.success) throw broken(`line ${String(seq + 1)} cannot be read`);
    if (read.output.seq !== seq || read.output.prev !== prev)
      throw broken(`line ${String(seq + 1)} does not follow the one before`);
    prev = digest.sha256(line);
    return read.output;
  });
}

/** The line of a new release. @param log the text of the log so far */
export function logLine(
  log: string,
  { input, report, sealed }: Pick<LogEntry, 'input' | 'report' | 'sealed'>,
  digest: Digest,
): string {
  const lines = log.split('\n').slice(0, -1);
  const last = lines.at(-1);
  const prev = last === undefined ? null : digest.sha256(last);
  const entry = { schema: releaseSchema, seq: lines.length, prev, input, report, ...(sealed ? { sealed } : {}) };
  return `${canonicalJson(entry as Json)}\n`;
}

/** `team-report.json`. The same report gives the same bytes. */
export function reportText(report: TeamReport): string {
  return `${canonicalJson(report as Json)}\n`;
}

/**
 * The report that lies in the folder must be one of those in the log, or the log was shortened or changed.
 * @param text of `team-report.json`
 * @throws PairfolioError `verification-failed`
 */
export function expectLogged(text: string, log: readonly LogEntry[]): void {
  const read = v.safeParse(teamReport, parseWellFormed(text));
  if (read.success && log.some(({ report }) => reportText(report) === text)) return;
  throw new PairfolioError(
    'verification-failed',
    `The report in this folder is not in ${logName}: one of the two was changed, so nothing can be compared with it. Restore them.`,
  );
}

function broken(what: string): PairfolioError {
  return new PairfolioError(
    'verification-failed',
    `${logName} was changed or damaged: ${what}. Restore it; without it nobody can say what earlier reports told.`,
  );
}
