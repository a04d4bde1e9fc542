import * as v from 'valibot';
import { entry } from '../portfolio/chooser/messages.ts';
import { part } from '../reflect/messages.ts';
import { patterns, stances, verdicts } from '../shared/words.ts';
import { dimensions } from './dimensions.ts';
import type { Figures } from './figures.ts';
import type { PromptFigures } from './prompts.ts';
import { countables } from './select.ts';

// What the dashboard and its host say to each other. Both sides validate what they read: a page kept open over an update
// of the extension may be older or newer than its host.

/** Version of the messages. */
export const messagesVersion = 1;

/** Decisions shown at a time behind a number. */
export const pageSize = 50;

/** Spans of time one can look at: everything, or so many days back. */
export const spans = ['all', '90', '28'] as const;
export type Span = (typeof spans)[number];

/** The longest title and text of a practice, in UTF-16 units. */
export const longestTitle = 200;
export const longestPractice = 8000;

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A list nobody changes. */
const list = <T extends v.GenericSchema>(schema: T) => v.pipe(v.array(schema), v.readonly());

const counted = v.object({ count, n: count });
const rates = v.object({
  decided: count,
  trusted: count,
  adapted: count,
  overrode: count,
  stillThere: counted,
  overReliance: counted,
  goodOverride: counted,
  underReliance: counted,
});
const byDimension = <T extends v.GenericSchema>(schema: T) =>
  v.object({ language: schema, kind: schema, domain: schema, surface: schema, tool: schema });

const figures = v.object({
  decisions: count,
  suggestions: count,
  first: v.nullable(text),
  last: v.nullable(text),
  rates,
  rows: byDimension(list(v.object({ value: v.nullable(text), rates }))),
  rarer: byDimension(count),
  map: v.object({
    kinds: list(text),
    languages: list(text),
    cells: list(v.object({ kind: text, language: text, rates })),
  }),
  survival: list(
    v.object({
      checkpoint: v.picklist(['30s', '120s', '300s', '600s', 'commit', '14d']),
      measured: count,
      unchanged: count,
      mostlyUnchanged: count,
    }),
  ),
  months: list(v.object({ month: text, rates })),
  missed: v.object({
    decisions: count,
    reasons: list(
      v.object({
        id: text,
        count,
        noticed: list(v.object({ id: v.picklist(['test', 'type-error', 'reading', 'experience', 'docs']), count })),
      }),
    ),
  }),
  patterns: v.object({
    directive: count,
    'feedback-loop': count,
    iteration: count,
    learning: count,
    validation: count,
  }),
  calibration: v.object({
    predicted: count,
    scored: count,
    levels: list(v.object({ expected: share, predicted: count, scored: count, stood: count })),
    brier: v.nullable(share),
  }),
}) satisfies v.GenericSchema<unknown, Figures>;

const side = v.object({
  n: count,
  words: v.nullable(v.number()),
  traits: v.object({ namesFiles: count, constraints: count, examples: count }),
});
const promptFigures = v.object({
  stood: side,
  reworked: side,
  turns: v.object({ once: count, twice: count, more: count, never: count }),
}) satisfies v.GenericSchema<unknown, PromptFigures>;

/** A prompt with what came of it. `id` is that of its decision. */
const promptEntry = v.object({
  id: text,
  prompt: text,
  at: text,
  tool: v.nullable(text),
  verdict: v.picklist(stances),
  practice: v.boolean(),
});
/** A prompt kept as a practice, in the developer's words. */
const practice = v.object({ title: text, prompt: text });

const selection = v.object({
  what: v.picklist(countables),
  base: v.boolean(),
  at: v.nullable(text),
  where: list(v.object({ dimension: v.picklist(dimensions), value: v.nullable(text) })),
  month: v.nullable(text),
});

/** One decision in the list behind a number; of several parts the first. */
const listed = v.object({ ...entry.entries, verdict: v.picklist(verdicts), parts: count });

/** One decision of that list, whole. */
const detail = v.object({
  id: text,
  prompt: v.nullable(text),
  file: v.nullable(text),
  parts: v.array(part),
  moreParts: count,
  /** What the developer said; null where nothing was. */
  reflection: v.nullable(v.object({ stance: v.picklist(stances), reasons: v.array(text), note: v.nullable(text) })),
  checked: v.array(v.object({ what: text, result: v.picklist(['passed', 'failed', 'unknown']) })),
  /** How the work was shared, and whether the developer says so. */
  pattern: v.object({ is: v.picklist(patterns), stated: v.boolean() }),
  prediction: v.nullable(v.object({ expected: share, stood: v.nullable(v.boolean()) })),
  practice: v.nullable(practice),
});

const fromHost = v.variant('type', [
  v.object({
    type: v.literal('state'),
    v: v.literal(messagesVersion),
    /** BCP 47 tag of the display language. */
    locale: text,
    strings: v.record(text, text),
    span: v.picklist(spans),
    figures,
    /** Words for languages, tools and reasons that stand in the figures. */
    names: v.record(text, text),
    /** Whether forecasts are asked for. */
    predicts: v.boolean(),
  }),
  v.object({
    type: v.literal('prompts'),
    figures: promptFigures,
    stood: v.array(promptEntry),
    reworked: v.array(promptEntry),
    practices: v.array(v.object({ id: text, ...practice.entries })),
    /** The latest decisions with a prompt are looked at: so many of so many. */
    looked: count,
    of: count,
  }),
  v.object({ type: v.literal('decisions'), selection, from: count, total: count, entries: v.array(listed) }),
  v.object({ type: v.literal('detail'), detail }),
  /** A decision that was shown is in the record no more. */
  v.object({ type: v.literal('gone'), id: text }),
  v.object({ type: v.literal('notice'), kind: v.picklist(['said', 'error']), text }),
]);

export type HostMessage = v.InferOutput<typeof fromHost>;
export type DashboardState = Extract<HostMessage, { type: 'state' }>;
export type PromptsMessage = Extract<HostMessage, { type: 'prompts' }>;
export type PromptEntry = v.InferOutput<typeof promptEntry>;
export type Listed = v.InferOutput<typeof listed>;
export type DecisionDetail = v.InferOutput<typeof detail>;

const fromPage = v.variant('type', [
  v.object({ type: v.picklist(['ready', 'import-history', 'prediction-setting']) }),
  v.object({ type: v.literal('span'), span: v.picklist(spans) }),
  v.object({ type: v.literal('decisions'), selection, from: count }),
  /** Ids are those of the list: of the first suggestion of a decision. */
  v.object({ type: v.picklist(['detail', 'open', 'say-why']), id: text }),
  v.object({ type: v.literal('pattern'), id: text, pattern: v.nullable(v.picklist(patterns)) }),
  v.object({
    type: v.literal('practice'),
    id: text,
    /** Null: it is no practice any more. */
    practice: v.nullable(
      v.object({
        title: v.pipe(text, v.maxLength(longestTitle)),
        prompt: v.pipe(text, v.trim(), v.minLength(1), v.maxLength(longestPractice)),
      }),
    ),
  }),
]);

export type PageMessage = v.InferOutput<typeof fromPage>;

/** @returns the message, or undefined where it is not one this version knows */
export function readHostMessage(value: unknown): HostMessage | undefined {
  const read = v.safeParse(fromHost, value);
  return read.success ? read.output : undefined;
}

/** @returns the message, or undefined where it is not one this version knows */
export function readPageMessage(value: unknown): PageMessage | undefined {
  const read = v.safeParse(fromPage, value);
  return read.success ? read.output : undefined;
}
