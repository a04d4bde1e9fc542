import * as v from 'valibot';
import { entry } from '../portfolio/chooser/messages.ts';
import { domains, ruleMeasures, ruleStates, skills, taskKinds } from '../shared/words.ts';

// What the page of the weekly review and its host say to each other. Both sides validate what they read: a page kept
// open over an update of the extension may be older or newer than its host.

/** Version of the messages, and of a draft that is kept. */
export const messagesVersion = 1;

/** Characters of an answer. */
export const longestAnswer = 2_000;
/** Characters of a rule. It is one line. */
export const longestRule = 200;
/** The most lines a rule on size may allow. */
export const mostLines = 1_000;

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const answer = v.pipe(text, v.maxLength(longestAnswer));
const cell = v.object({
  kind: v.nullable(v.picklist(taskKinds)),
  language: v.nullable(v.pipe(text, v.maxLength(100))),
  domain: v.nullable(v.picklist(domains)),
});
const measured = {
  cell,
  means: v.picklist(ruleMeasures),
  most: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostLines))),
  reason: v.nullable(v.pipe(text, v.maxLength(100))),
};

/** A rule being written. `from`: the proposal it began as; null for one of the developer's own. */
const newRule = v.object({
  from: v.nullable(text),
  words: v.pipe(text, v.maxLength(longestRule)),
  /** Whether a model drafted the words. */
  drafted: v.optional(v.boolean()),
  ...measured,
});

/** Answers not yet recorded. */
export const draftSchema = v.object({
  /** The week in a few sentences. */
  summary: v.optional(answer, ''),
  /** Whether a model drafted them. */
  summaryDrafted: v.optional(v.boolean(), false),
  surprised: answer,
  missed: answer,
  /** The suggestion that stands for the decision; null for none. */
  decision: v.nullable(text),
  differently: answer,
  /** What becomes of rules, by their ids; those left out stay as they are. */
  rules: v.record(text, v.picklist(ruleStates)),
  rule: v.nullable(newRule),
  skill: v.nullable(v.picklist(skills)),
});
export type Draft = v.InferOutput<typeof draftSchema>;
export type NewRule = v.InferOutput<typeof newRule>;

const adherence = v.object({ kept: count, of: count, unknown: count });
const named = v.object({ id: text, name: text });

const shownRule = v.object({
  id: text,
  words: text,
  /** Where it applies and what keeping to it means, in words. */
  where: text,
  means: text,
  state: v.picklist(ruleStates),
  /** When the state began, and when the rule was (ISO 8601). */
  changed: text,
  since: text,
  week: adherence,
  all: adherence,
  /** Decisions of the week that do not keep to it. */
  broken: v.array(entry),
  shown: v.boolean(),
});

const proposal = v.object({ key: text, words: text, because: text, ...measured });

const pastReview = v.object({
  week: text,
  /** ISO 8601, both in the week. */
  first: text,
  last: text,
  summary: v.nullable(text),
  surprised: v.nullable(text),
  missed: v.nullable(text),
  differently: v.nullable(text),
  about: v.nullable(entry),
  skill: v.nullable(text),
  shown: v.boolean(),
});

const fromHost = v.variant('type', [
  v.object({
    type: v.literal('state'),
    v: v.literal(messagesVersion),
    /** BCP 47 tag of the display language. */
    locale: text,
    strings: v.record(text, text),
    /** The week looked back on; `first` and `last` day as ISO 8601. */
    week: v.object({ id: text, first: text, last: text }),
    /** Whether anything was ever recorded. */
    started: v.boolean(),
    /** When this week's review was saved; null while it was not. */
    saved: v.nullable(text),
    counts: v.object({ decisions: count, trusted: count, adapted: count, overrode: count, withReason: count }),
    surprises: v.array(text),
    wouldDiffer: count,
    missed: v.array(v.object({ name: text, count })),
    decisions: v.array(entry),
    moreDecisions: count,
    rules: v.array(shownRule),
    proposals: v.array(proposal),
    kinds: v.array(named),
    languages: v.array(named),
    domains: v.array(named),
    means: v.array(named),
    reasons: v.array(named),
    skills: v.array(v.object({ id: text, name: text, hint: text })),
    /** The strength picked for this week, in words. */
    skillNow: v.nullable(v.object({ name: text, hint: text })),
    draft: draftSchema,
    /** Whether a model may be asked for drafts. */
    assist: v.optional(v.boolean()),
    effects: v.array(
      v.object({
        words: text,
        where: text,
        since: text,
        before: v.object({ count, of: count }),
        after: v.object({ count, of: count }),
      }),
    ),
    /** Whether a folder is open whose agents could be told something. */
    canTell: v.boolean(),
    past: v.array(pastReview),
  }),
  /** The draft of this number is kept: it is there again after the page was closed. */
  v.object({ type: v.literal('kept'), number: count }),
  /**
   * A draft of the week's summary and of a rule to try, or null where none came of it. `by`: the model; null where the
   * words follow from the record alone, and then `problem` says why.
   */
  v.object({
    type: v.literal('week-draft'),
    draft: v.nullable(v.object({ summary: text, rule: text, by: v.nullable(text), problem: v.nullable(text) })),
  }),
  /** Something to tell: announced, and shown until the next one. */
  v.object({ type: v.literal('notice'), kind: v.picklist(['said', 'error']), text }),
]);

export type HostMessage = v.InferOutput<typeof fromHost>;
export type PracticePageState = Extract<HostMessage, { type: 'state' }>;
export type ShownRule = v.InferOutput<typeof shownRule>;
export type ShownProposal = v.InferOutput<typeof proposal>;
export type PastReview = v.InferOutput<typeof pastReview>;

const fromPage = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** `save` false: typed just now, kept as a draft. `week`: the one it was written for. */
  v.object({ type: v.literal('draft'), number: count, week: text, draft: draftSchema, save: v.boolean() }),
  v.object({ type: v.literal('skip'), week: text }),
  v.object({ type: v.literal('show-decision'), id: text }),
  /** Whether a past review or a rule enters the portfolio. */
  v.object({ type: v.literal('share'), what: v.picklist(['week', 'rule']), id: text, shown: v.boolean() }),
  v.object({ type: v.literal('lessons') }),
  /** Ask a model to draft the week; stop asking; show what would be sent. */
  v.object({ type: v.picklist(['week-draft', 'week-draft-stop', 'week-draft-show']) }),
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
