import { plural } from '../portfolio/words.ts';
import { leastMembers, roundedShare, tooFew } from './anonymity.ts';
import { attackFigures, attackHistory } from './attackRelease.ts';
import type { Handled } from './handled.ts';
import { blocks } from './layout.ts';
import type { PopulationSum, WindowSum } from './sums.ts';
import { rowOf, shownRows } from './suppress.ts';
import { reportSchema, type LogEntry, type TeamReport } from './teamReport.ts';
import { isClosed, parseWindow } from './window.ts';

/** Sums of its answers are published in another block (`collaboration`), so a single one held back could be told. */
const wholeRowsOnly: ReadonlySet<string> = new Set(['pattern']);

/** What a release is told beside the sums. */
export interface ReleaseFacts {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What was counted, as one hash. */
  readonly input: string;
  readonly handled: Handled;
  /** Where the contributions were sealed: what the report and its entry in the log say of it. */
  readonly sealed?: SealedFacts | undefined;
}

export interface SealedFacts {
  readonly attempt: number;
  readonly noise: number;
  /** Digest of the roster, and the fingerprints on it. */
  readonly roster: string;
  readonly members: readonly string[];
}

export type Released =
  | { readonly released: true; readonly report: TeamReport; readonly again: boolean }
  /** Each reason is a sentence. */
  | { readonly released: false; readonly reasons: readonly string[] };

/**
 * Releases the report of a window, or says why not. Needs nothing but sums, so it works where single contributions
 * cannot be read. Figures are compared with those of the last release, so that two reports tell no more than each.
 * @param log all releases before, oldest first
 */
export function release(sum: WindowSum, facts: ReleaseFacts, log: readonly LogEntry[]): Released {
  const { now, input, sealed } = facts;
  const earlier = log.find(({ report }) => report.window === sum.window);
  // The same report again, word for word, whatever was released since.
  if (earlier?.input === input) return { released: true, report: earlier.report, again: true };
  const { members } = sum.total;
  const reasons = [
    ...(isClosed(parseWindow(sum.window), now)
      ? []
      : [`The window ${sum.window} is open until ${parseWindow(sum.window).end.slice(0, 10)}.`]),
    ...(members < leastMembers
      ? [
          `${members === 0 ? 'No member has' : plural(members, 'member has', 'members have')} contributed to ${sum.window}; a report needs at least ${String(leastMembers)}.`,
        ]
      : []),
    ...attackHistory({ window: sum.window, members, roster: sealed?.members }, log).map(({ words }) => words),
  ];
  if (reasons.length > 0) return { released: false, reasons };
  const report = reportOf(sum, facts, log);
  const breaches = attackFigures(report, sum, log);
  if (breaches.length > 0) return { released: false, reasons: [...new Set(breaches.map(({ words }) => words))] };
  return { released: true, again: false, report };
}

function reportOf(sum: WindowSum, { handled, sealed }: ReleaseFacts, log: readonly LogEntry[]): TeamReport {
  const { members } = sum.total;
  const named = namedCohorts(sum, log);
  return {
    schema: reportSchema,
    window: sum.window,
    members,
    cohorts: [...named].map(([cohort, population]) => ({ cohort, members: population.members })),
    othersToo: restOf(sum.total.members, [...named.values()]) > 0,
    figures: blocks.flatMap((block) =>
      shownRows(
        rowOf(block, null, sum.total),
        [...named].map(([cohort, population]) => rowOf(block, cohort, population)),
      )
        .filter(({ shown }) => !wholeRowsOnly.has(block.id) || !shown.includes(false))
        .map(({ cohort, n, cells, shown }) => ({
          block: block.id,
          cohort,
          n,
          shares: Object.fromEntries(
            block.options.map(({ id }, index) => [
              id,
              shown[index] === true ? roundedShare(cells[index]?.votes ?? 0, n) : null,
            ]),
          ),
        })),
    ),
    handled,
    ...(sealed ? { sealed: { attempt: sealed.attempt, noise: sealed.noise } } : {}),
  };
}

/**
 * The cohorts that may be named: none with too few members, or with a few more or fewer than last time; and the same
 * holds for the members outside all of them, who could be told from the total. The smallest give way.
 */
function namedCohorts({ total, cohorts }: WindowSum, log: readonly LogEntry[]): Map<string, PopulationSum> {
  const last = log.at(-1)?.report;
  const before = new Map(last?.cohorts.map(({ cohort, members }) => [cohort, members]));
  const lastNamed = new Map(
    log.flatMap(({ report }) => report.cohorts.map(({ cohort, members }) => [cohort, members])),
  );
  const named = [...cohorts]
    .filter(([label, { members }]) => {
      const then = lastNamed.get(label);
      return members >= leastMembers && (then === undefined || !tooFew(Math.abs(members - then)));
    })
    .sort(([a, { members: n }], [b, { members: m }]) => m - n || (a < b ? -1 : 1));
  const isRestTold = (): boolean => {
    if (
      tooFew(
        restOf(
          total.members,
          named.map(([, sum]) => sum),
        ),
      )
    )
      return true;
    // Outside the cohorts named both times: a few more or fewer there would be told by the two totals.
    const both = named.filter(([label]) => before.has(label));
    if (!last || both.length === 0) return false;
    const now = restOf(
      total.members,
      both.map(([, sum]) => sum),
    );
    const then = both.reduce((left, [label]) => left - (before.get(label) ?? 0), last.members);
    return tooFew(Math.abs(now - then));
  };
  while (named.length > 0 && isRestTold()) named.pop();
  return new Map(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function restOf(members: number, populations: readonly PopulationSum[]): number {
  return populations.reduce((left, population) => left - population.members, members);
}
