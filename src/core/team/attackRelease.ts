import { automation } from '../portfolio/pattern.ts';
import { plural } from '../portfolio/words.ts';
import { patterns } from '../shared/words.ts';
import { isSensitive, leastMembers, tellsOfOthers, tooFew, type CellSum } from './anonymity.ts';
import { fixedBy, knownCells } from './attack.ts';
import { blockOf, blocks, type Block } from './layout.ts';
import type { PopulationSum, WindowSum } from './sums.ts';
import { restOf, rowOf, type TableRow } from './suppress.ts';
import { figureOf, type LogEntry, type TeamReport } from './teamReport.ts';

// An attacker who knows all earlier releases, the rules, and, in turn, one contribution. Every release is attacked
// before it is written. The rules of release.ts and suppress.ts should leave nothing to find; what is found blocks the
// release, and says why.

/** What was tried. */
export type AttackName =
  | 'same-window'
  | 'differencing'
  | 'roster'
  | 'cohorts'
  | 'few-members'
  | 'unanimity'
  | 'own-vector';

/** What an attack told. `words` is a sentence. */
export interface Breach {
  readonly attack: AttackName;
  readonly words: string;
}

/** What is about to be released, as far as other releases can be compared with it. */
export interface Candidate {
  readonly window: string;
  readonly members: number;
  /** Fingerprints of the roster, where the contributions are sealed. */
  readonly roster?: readonly string[] | undefined;
}

/**
 * Compares with earlier releases: two reports of one window differ by what changed, and of two windows by who came and
 * left. Those of the last release and of the windows nearest in time are closest to this one.
 */
export function attackHistory({ window, members, roster }: Candidate, log: readonly LogEntry[]): Breach[] {
  if (log.some(({ report }) => report.window === window))
    return [
      {
        attack: 'same-window',
        words: `The report of ${window} was released already, from other contributions; the difference between two reports of one window would tell of single members.`,
      },
    ];
  return closest(window, log).flatMap((entry): Breach[] => {
    const { report } = entry;
    const since =
      entry === log.at(-1)
        ? `since the last release (${report.window})`
        : `against the release next to it (${report.window})`;
    const changed = Math.abs(members - report.members);
    if (tooFew(changed))
      return [
        {
          attack: 'differencing',
          words: `The number of members changed by ${String(changed)} ${since}: the difference would tell of so few.`,
        },
      ];
    const before = entry.sealed?.members;
    if (!roster || !before) return [];
    const came = roster.filter((member) => !before.includes(member)).length;
    const left = before.filter((member) => !roster.includes(member)).length;
    if (!tooFew(came) && !tooFew(left)) return [];
    return [
      {
        attack: 'roster',
        words: `The roster changed ${since}: ${plural(came, 'member')} came and ${plural(left, 'member')} left. The difference would tell of so few; at least ${String(leastMembers)} must come or leave together.`,
      },
    ];
  });
}

/** The last release, and those of the nearest windows before and after. */
function closest(window: string, log: readonly LogEntry[]): LogEntry[] {
  const byWindow = [...log].sort((a, b) => (a.report.window < b.report.window ? -1 : 1));
  const before = byWindow.findLast(({ report }) => report.window < window);
  const after = byWindow.find(({ report }) => report.window > window);
  return [...new Set([log.at(-1), before, after])].filter((entry) => entry !== undefined);
}

/**
 * Attacks a finished report with its true sums at hand: what is printed, what follows from it, and what a contributor
 * learns who takes their own votes out.
 * @param log releases before it
 */
export function attackFigures(report: TeamReport, sum: WindowSum, log: readonly LogEntry[]): Breach[] {
  return [
    ...cohortsOverTime(report, log),
    ...blocks.flatMap((block) => tableBreaches(block, report, sum)),
    ...patternBreaches(report),
  ];
}

/** A cohort that was named before, last week or last year, and of which a few came or left. */
function cohortsOverTime({ cohorts }: TeamReport, log: readonly LogEntry[]): Breach[] {
  return cohorts.flatMap(({ cohort, members }): Breach[] => {
    const before = log.findLast(({ report }) => report.cohorts.some((other) => other.cohort === cohort))?.report;
    const then = before?.cohorts.find((other) => other.cohort === cohort)?.members ?? members;
    if (!tooFew(Math.abs(members - then))) return [];
    return [
      {
        attack: 'cohorts',
        words: `The cohort ${cohort} changed by ${String(Math.abs(members - then))} since ${before?.window ?? ''}, the last report that names it: the difference would tell of so few.`,
      },
    ];
  });
}

/** The rows of one question: all members first, then cohorts, then those in none of them. */
function tableBreaches(block: Block, report: TeamReport, { total, cohorts }: WindowSum): Breach[] {
  const figures = report.figures.filter((figure) => figure.block === block.id);
  if (figures.length === 0) return [];
  const populations = figures.map(({ cohort }): PopulationSum | undefined =>
    cohort === null ? total : cohorts.get(cohort),
  );
  const rows = figures.map(({ cohort }, at) => rowOf(block, cohort, populations[at] ?? total));
  const printed = figures.map(({ shares }) => block.options.map(({ id }) => typeof shares[id] === 'number'));
  const whole = rows.find(({ cohort }) => cohort === null);
  const named = rows.filter(({ cohort }) => cohort !== null);
  const rest = whole ? restOf(whole, named) : undefined;
  const isTable = whole !== undefined && whole === rows[0];
  const known = isTable
    ? knownCells({ printed, hasRest: rest !== undefined && rest.n > 0 })
    : printed.map((row) => [...row]);
  const all = isTable && rest && rest.n > 0 ? [...rows, rest] : rows;
  return [
    ...rows.flatMap((row, at) => rowBreaches(block, row, printed[at] ?? [])),
    ...all.flatMap((row, at) =>
      row.cells.flatMap((cell, column) =>
        known[at]?.[column] === true
          ? cellBreaches(cell, row.n, nameOf(block, column, row), printed[at]?.[column] === true)
          : [],
      ),
    ),
    ...(whole && isTable ? columnBreaches(block, whole, named, printed) : []),
  ];
}

/** Members that a row leaves over, and the answers held back in it, which are known together. */
function rowBreaches(block: Block, { members, n, cells }: TableRow, printed: readonly boolean[]): Breach[] {
  const hidden = cells.filter((_, column) => printed[column] !== true);
  const together = hidden.reduce((sum, { votes }) => sum + votes, 0);
  const carriers = Math.max(0, ...hidden.map(({ present }) => present));
  return [
    ...(n < leastMembers || tooFew(members - n)
      ? [few(`“${block.about}” is about ${String(n)} of ${String(members)} members, so of few or of all but few`)]
      : []),
    ...(hidden.length > 1 && hidden.length < cells.length && carriers < leastMembers && together > 0
      ? [few(`What is held back of “${block.about}” is known together, and may be of ${plural(carriers, 'member')}`)]
      : []),
  ];
}

/** All members without the cohorts that are printed beside them. */
function columnBreaches(
  block: Block,
  whole: TableRow,
  named: readonly TableRow[],
  printed: readonly (readonly boolean[])[],
): Breach[] {
  return block.options.flatMap((_, column) => {
    const beside = named.filter((_row, at) => printed[at + 1]?.[column] === true);
    if (printed[0]?.[column] !== true || beside.length === 0) return [];
    const left = restOf(whole, beside);
    const cell = left.cells[column];
    const name = `${nameOf(block, column, whole)} without the cohorts beside it`;
    return left.n > 0 && cell ? cellBreaches(cell, left.n, name, false) : [];
  });
}

function cellBreaches(cell: CellSum, n: number, name: string, isPrinted: boolean): Breach[] {
  const how = isPrinted ? 'is printed' : 'can be worked out';
  if (cell.present < leastMembers || cell.elsewhere < leastMembers)
    return [
      few(
        `${name} ${how}, and ${plural(Math.min(cell.present, cell.elsewhere), 'member')} ${cell.present <= cell.elsewhere ? 'carry it' : 'carry the rest'}`,
      ),
    ];
  if (tellsOfOthers(cell, n))
    return [
      {
        attack: 'own-vector',
        words: `${name} ${how}; a contributor who takes their own votes out would know that the others are nearly all alike.`,
      },
    ];
  return isSensitive(cell, n)
    ? [{ attack: 'unanimity', words: `${name} ${how}, and nearly all ${String(n)} members are alike in it.` }]
    : [];
}

/** Patterns add up to who did the work, which is printed beside them. */
function patternBreaches(report: TeamReport): Breach[] {
  const figures = [null, ...report.cohorts.map(({ cohort }) => cohort)].map(
    (cohort) => [figureOf(report, 'pattern', cohort), figureOf(report, 'collaboration', cohort)] as const,
  );
  return figures.flatMap(([figure, beside]): Breach[] => {
    if (!figure || !beside) return [];
    const hidden = patterns.map((name) => figure.shares[name] === null);
    const part = (isIn: boolean): Map<number, number> =>
      new Map(
        patterns.flatMap((name, at) => (hidden[at] === true && automation.includes(name) === isIn ? [[at, 1]] : [])),
      );
    const fixed = fixedBy([part(true), part(false)], patterns.length);
    const told = patterns.find((_, at) => hidden[at] === true && fixed[at] === true);
    return told === undefined
      ? []
      : [
          few(
            `A pattern that is held back (${told}) follows from those beside it and from “${blockOf('collaboration').about}”`,
          ),
        ];
  });
}

function few(what: string): Breach {
  return { attack: 'few-members', words: `${what}.` };
}

function nameOf({ about, options }: Block, column: number, { cohort }: TableRow): string {
  return `“${options[column]?.words ?? ''}” of “${about}”${cohort === null ? '' : ` in the cohort ${cohort}`}`;
}
