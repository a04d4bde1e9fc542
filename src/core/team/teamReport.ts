import * as v from 'valibot';
import { handledSchema } from './handled.ts';

/** Version of a published report and of the log of releases. Readers accept this and older ones and keep unknown fields. */
export const reportSchema = 'pairfolio.team-report/1';
export const releaseSchema = 'pairfolio.release/1';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const window = v.pipe(v.string(), v.regex(/^\d{4}-W\d\d\.\.W\d\d$/));

/** The answers of a population to one question. */
const figure = v.looseObject({
  /** Which question: see docs/contribution.md. */
  block: v.string(),
  /** Of which cohort; null for all members. */
  cohort: v.nullable(v.string()),
  /** Members with an answer. Never votes, never decisions. */
  n: count,
  /** Per cent of their votes by answer, in steps of five; null where it is held back. */
  shares: v.record(v.string(), v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)))),
});

/** All that is published of a window. `team-report.json` is this, and the other files follow from it. */
export const teamReport = v.looseObject({
  schema: v.literal(reportSchema),
  window,
  members: count,
  /** Cohorts that may be named. */
  cohorts: v.array(v.looseObject({ cohort: v.string(), members: count })),
  /** Whether there are members in none of them: without a label, or in a cohort that is too small. */
  othersToo: v.boolean(),
  /** Questions of which nothing may be told are left out. */
  figures: v.array(figure),
  handled: handledSchema,
  /** Only where the contributions were sealed (docs/sealed-mode.md). */
  sealed: v.optional(
    v.looseObject({
      attempt: count,
      /** Scale of the noise the sum carries; 0 for none. */
      noise: count,
    }),
  ),
});
export type TeamReport = Readonly<v.InferOutput<typeof teamReport>>;
export type Figure = Readonly<v.InferOutput<typeof figure>>;

/** One line of `releases.jsonl`. */
export const logEntry = v.looseObject({
  schema: v.literal(releaseSchema),
  /** From 0. */
  seq: count,
  /** SHA-256 of the line before; null in the first. */
  prev: v.nullable(hash),
  /** What was counted, as one hash: the same contributions give the same. */
  input: hash,
  report: teamReport,
  /** Only where the contributions were sealed: which roster, and the fingerprints on it. */
  sealed: v.optional(v.looseObject({ roster: hash, members: v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))) })),
});
export type LogEntry = Readonly<v.InferOutput<typeof logEntry>>;

/** The answers of a population to a question; undefined where nothing may be told. */
export function figureOf(report: TeamReport, block: string, cohort: string | null = null): Figure | undefined {
  return report.figures.find((found) => found.block === block && found.cohort === cohort);
}
