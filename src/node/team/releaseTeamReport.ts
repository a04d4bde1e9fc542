import fs from 'node:fs';
import path from 'node:path';
import { renderHtml } from '../../core/portfolio/html/renderHtml.ts';
import { leastMembers } from '../../core/team/anonymity.ts';
import type { Handled } from '../../core/team/handled.ts';
import type { Fate } from '../../core/team/merge.ts';
import { release, type SealedFacts } from '../../core/team/release.ts';
import type { SealedFate } from '../../core/team/sealed/sealedMerge.ts';
import type { WindowSum } from '../../core/team/sums.ts';
import { expectLogged, logLine, logName, readLog, reportText } from '../../core/team/releaseLog.ts';
import { chartNames, renderTeamReport } from '../../core/team/report/renderTeamReport.ts';
import type { LogEntry, TeamReport } from '../../core/team/teamReport.ts';
import { parseWindow, type TeamWindow } from '../../core/team/window.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { codeOf } from '../portfolio/portfolioFolder.ts';
import { writeFiles, type NewFile } from '../portfolio/writePortfolio.ts';
import { mergeFolder, type FolderOptions } from './mergeFolder.ts';
import { openSealed } from './sealed/openSealed.ts';

/** What a file that was not simply counted turned out to be. */
export type Uncounted = Exclude<Fate | SealedFate, 'counted' | 'beside'>;

export interface ReleaseOptions extends FolderOptions {
  /** The folder with the contributions. */
  readonly from: string;
  /** The folder of the reports and their log. */
  readonly out: string;
  /** Without it the latest window that anybody contributed to, or that of the roster. */
  readonly window?: TeamWindow | undefined;
  /** The file of the roster: then the contributions are sealed ones. */
  readonly roster?: string | undefined;
  readonly clock: Clock;
  readonly digest: Digest;
  /** Told of every file that is not simply counted, once. The name is for the lead's eyes, not for a report. */
  readonly onFile?: ((name: string, fate: Uncounted) => void) | undefined;
  /** Asked before a window is released for good, with what a person should know; without it nobody is asked. */
  readonly mayRelease?: ((question: string) => Promise<boolean>) | undefined;
}

export type ReleaseResult =
  | {
      readonly released: true;
      readonly report: TeamReport;
      /** Whether it had been released before, and was only written again. */
      readonly again: boolean;
      readonly files: readonly string[];
    }
  | { readonly released: false; readonly window: string | null; readonly reasons: readonly string[] };

/**
 * Releases the report of a window from a folder of contributions, or says why it is held.
 * @throws PairfolioError `input-unreadable`, `output-unwritable`, `verification-failed` (the log), `cancelled`
 */
export async function releaseTeamReport(options: ReleaseOptions): Promise<ReleaseResult> {
  const { out, clock, digest } = options;
  const { text, log } = openLog(out, digest);
  const added = options.roster === undefined ? await addPlain(options) : await openSealed(options.roster, options);
  const { window } = added;
  if ('reasons' in added) return { released: false, window, reasons: added.reasons };
  const { sum, input, handled, sealed } = added;
  const released = release(sum, { now: clock.now(), input, handled, sealed }, log);
  if (!released.released) return { ...released, window };
  const { report, again } = released;
  if (!again && options.mayRelease && !(await options.mayRelease(question(report))))
    return { released: false, window, reasons: ['Nothing was released.'] };
  const earlier = log.slice(
    0,
    again ? log.findIndex(({ report: other }) => other.window === report.window) : log.length,
  );
  const files = reportFiles(
    report,
    earlier.map(({ report: other }) => other),
    digest,
  );
  const entry = `${text}${again ? '' : logLine(text, { input, report, sealed: sealed && { roster: sealed.roster, members: [...sealed.members] } }, digest)}`;
  return { released: true, report, again, files: write(out, [{ name: logName, text: entry }, ...files]) };
}

/**
 * A report that was released before: of a window, or the last. Nothing is written.
 * @param out the folder of the reports and their log
 * @throws PairfolioError `input-unreadable`, `verification-failed` (the log)
 */
export function releasedBefore(out: string, window: TeamWindow | undefined, digest: Digest): ReleaseResult {
  const { log } = openLog(out, digest);
  const found = window ? log.find(({ report }) => report.window === window.id) : log.at(-1);
  if (found) return { released: true, report: found.report, again: true, files: [] };
  const what = window ? `The report of ${window.id} was` : 'No report was';
  return {
    released: false,
    window: window?.id ?? null,
    reasons: [`${what} ${window ? 'not ' : ''}released to ${out}.`],
  };
}

/** What there is to release, or why there is nothing. */
export type Added =
  | {
      readonly window: string;
      readonly sum: WindowSum;
      readonly input: string;
      readonly handled: Handled;
      readonly sealed?: SealedFacts;
    }
  | { readonly window: string | null; readonly reasons: readonly string[] };

async function addPlain(options: ReleaseOptions): Promise<Added> {
  const fates = new Set<Uncounted>();
  const merge = await mergeFolder(options.from, {
    ...options,
    onFile: (name, fate) => {
      fates.add(fate);
      options.onFile?.(name, fate);
    },
  });
  const window = options.window?.id ?? merge.windows.at(-1);
  if (window !== undefined && merge.windows.length > 0) return { window, ...merge.result(window) };
  if (fates.has('sealed'))
    return {
      window: window ?? null,
      reasons: ['The folder holds sealed contributions; name the roster they were sealed with (--sealed ROSTER).'],
    };
  if (window !== undefined) return { window, ...merge.result(window) };
  return {
    window: null,
    reasons: [`The folder holds no contribution; a report needs those of at least ${String(leastMembers)} members.`],
  };
}

/** All files of a report. The same report gives the same bytes. */
function reportFiles(report: TeamReport, earlier: readonly TeamReport[], digest: Digest): NewFile[] {
  const { markdown, pictures } = renderTeamReport(report, earlier);
  return [
    { name: 'team-report.md', text: markdown },
    { name: 'team-report.html', text: renderHtml(markdown, pictures, digest) },
    { name: 'team-report.json', text: reportText(report) },
    ...pictures.map(({ name, svg }) => ({ name, text: svg })),
  ];
}

function question({ window, members, handled }: TeamReport): string {
  const left = handled.conflicting + handled.damaged + handled.impossible + handled.newer;
  const without = left > 0 ? `, without ${String(left)} ${left === 1 ? 'file' : 'files'} that cannot be counted` : '';
  return `Release the report of ${window} from ${String(members)} members${without}? A window is released once; what comes later is not in it.`;
}

function openLog(out: string, digest: Digest): { readonly text: string; readonly log: readonly LogEntry[] } {
  const text = textOf(path.join(out, logName));
  const report = textOf(path.join(out, 'team-report.json'));
  const log = text === undefined ? [] : readLog(text, digest);
  if (report !== undefined) expectLogged(report, log);
  return { text: text ?? '', log };
}

function textOf(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw new PairfolioError('input-unreadable', `${file} cannot be read (${codeOf(error)}).`, { cause: error });
  }
}

/** All files or none, and no picture of an earlier report stays beside them. */
function write(out: string, files: readonly NewFile[]): string[] {
  const leftOver = chartNames.filter(
    (name) => !files.some((file) => file.name === name) && fs.existsSync(path.join(out, name)),
  );
  try {
    return writeFiles(out, files, leftOver);
  } catch (error) {
    if (!PairfolioError.is(error, 'output-unwritable')) throw error;
    throw new PairfolioError('output-unwritable', `The report could not be written to ${out}.`, { cause: error });
  }
}

/** Reads `--window`. @throws PairfolioError `usage` */
export function windowOption(value: unknown): TeamWindow | undefined {
  return typeof value === 'string' ? parseWindow(value) : undefined;
}
