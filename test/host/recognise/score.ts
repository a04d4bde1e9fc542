import { isAcceptRow, type RowName } from './rows.ts';

/** What one scripted action, or a batch of the same ones, came to. */
export interface Observation {
  readonly row: RowName;
  /** Which action, for the list of what went wrong. */
  readonly name: string;
  /** How many scripted actions it stands for. */
  readonly actions: number;
  /** Suggestions taken over, as VS Code says. */
  readonly accepted: number;
  /** Suggestions recorded as an AI's. */
  readonly found: readonly Found[];
  /** Records on top of those that say "probably". */
  readonly probably: number;
  /** The exact texts taken over, where the script says which they are. */
  readonly suggested?: readonly string[] | undefined;
}

/** What is compared of one recorded suggestion. */
export interface Found {
  readonly surface: string;
  readonly suggested: string | null;
}

/** A row of the table. */
export interface Score {
  readonly row: RowName;
  actions: number;
  /** Suggestions taken over, and how many of them were recorded. */
  accepted: number;
  right: number;
  /** Taken over, not recorded. */
  missed: number;
  /** Recorded, not taken over. */
  wrong: number;
  probably: number;
  /** Of those recorded rightly: how many say where they came from. */
  surface: number;
  /** Of those whose text is known: how many were compared, and how many hold exactly that text. */
  texts: number;
  exact: number;
}

const surfaces: Partial<Record<RowName, string>> = { 'next-edit suggestion': 'next-edit' };

/** Adds up observations, one score a row, in the order of `rows`; a row without observations is left out. */
export function score(observations: readonly Observation[], rows: readonly RowName[]): Score[] {
  return rows.flatMap((row) => {
    const of = observations.filter((observation) => observation.row === row);
    return of.length === 0 ? [] : [of.reduce(add, empty(row))];
  });
}

function empty(row: RowName): Score {
  return { row, actions: 0, accepted: 0, right: 0, missed: 0, wrong: 0, probably: 0, surface: 0, texts: 0, exact: 0 };
}

function add(sum: Score, { row, actions, accepted, found, probably, suggested = [] }: Observation): Score {
  const right = Math.min(accepted, found.length);
  const surface = surfaces[row] ?? 'inline';
  return {
    row,
    actions: sum.actions + actions,
    accepted: sum.accepted + accepted,
    right: sum.right + right,
    missed: sum.missed + accepted - right,
    wrong: sum.wrong + found.length - right,
    probably: sum.probably + probably,
    surface:
      sum.surface + (isAcceptRow(row) ? found.slice(0, right).filter((one) => one.surface === surface).length : 0),
    texts: sum.texts + Math.min(right, suggested.length),
    exact: sum.exact + suggested.slice(0, right).filter((text, index) => found[index]?.suggested === text).length,
  };
}

/** The two numbers everything comes down to. */
export interface Overall {
  /** Share of the records that are right; `null` where nothing was recorded. */
  readonly precision: number | null;
  /** Share of the suggestions taken over that were recorded; `null` where none was taken over. */
  readonly recall: number | null;
  readonly right: number;
  readonly recorded: number;
  readonly accepted: number;
}

export function overall(scores: readonly Score[]): Overall {
  const sum = (key: 'right' | 'wrong' | 'accepted'): number => scores.reduce((total, one) => total + one[key], 0);
  const right = sum('right');
  const recorded = right + sum('wrong');
  const accepted = sum('accepted');
  const share = (n: number): number | null => (n === 0 ? null : right / n);
  return { precision: share(recorded), recall: share(accepted), right, recorded, accepted };
}

/** Names what went wrong, one line each: for whoever mends it. */
export function mistakes(observations: readonly Observation[]): string[] {
  return observations.flatMap((one) => {
    const { row, name, accepted, found, suggested } = one;
    const { missed, wrong, right, surface, texts, exact } = add(empty(row), one);
    const seen = JSON.stringify(found);
    return [
      missed > 0 && `${String(missed)} of ${String(accepted)} missed`,
      wrong > 0 && `${String(wrong)} taken for a suggestion: ${seen}`,
      isAcceptRow(row) && surface < right && `not known where it came from: ${seen}`,
      exact < texts && `not the text that was taken over: ${seen}, not ${JSON.stringify(suggested)}`,
    ].flatMap((what) => (what === false ? [] : [`${row}, ${name}: ${what}`]));
  });
}

/** The least the suite accepts: precision, recall, and the largest share of ordinary edits of a kind taken for an AI's. */
export const limits = { precision: 0.99, recall: 0.95, wrong: 0.005 };

/** Which limits are not kept, one sentence each. */
export function shortfalls(scores: readonly Score[]): string[] {
  const { precision, recall } = overall(scores);
  const low = (name: string, share: number | null, least: number): string[] =>
    share !== null && share >= least ? [] : [`${name} is ${String(share)}, less than ${String(least)}.`];
  return [
    ...low('Precision', precision, limits.precision),
    ...low('Recall', recall, limits.recall),
    ...scores
      .filter(({ row, wrong, actions }) => !isAcceptRow(row) && wrong / actions > limits.wrong)
      .map(({ row, wrong, actions }) => `${row}: ${String(wrong)} of ${String(actions)} were taken for an AI’s.`),
  ];
}
