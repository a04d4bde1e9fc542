import * as v from 'valibot';
import { stances, tipOffs } from '../shared/words.ts';
import { lineKinds } from './threeWay.ts';

// What the review view and its host say to each other. Both sides validate what they read: a view kept open over an
// update of the extension may be older or newer than its host.

/** Version of the messages. */
export const messagesVersion = 1;

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const chip = v.object({ id: text, label: text });
const chips = v.object({ question: text, chips: v.array(chip) });

const line = v.object({ kind: v.picklist(lineKinds), text, hidden: v.optional(count) });

/** One suggestion of an item. `problem` says why there is nothing to read. */
const part = v.object({
  suggestion: text,
  file: v.nullable(text),
  lines: v.array(line),
  /** Lines left out at the end. */
  cut: count,
  counts: v.object({
    offered: count,
    kept: v.nullable(count),
    written: v.nullable(count),
    restored: v.nullable(count),
  }),
  /** How many lines were suggested, for those too large to show. */
  size: count,
  problem: v.nullable(v.picklist(['no-text', 'binary', 'too-large'])),
  /** Whether what stands now is known. */
  keptKnown: v.boolean(),
});

const reflection = v.object({
  stance: v.picklist(stances),
  reasons: v.array(text),
  note: v.nullable(text),
  tippedOff: v.nullable(v.picklist(tipOffs)),
});

/** One decision as the view shows it. */
const item = v.object({
  id: text,
  file: v.nullable(text),
  /** Files of the decision beside the first. */
  moreFiles: count,
  tool: v.nullable(text),
  /** ISO 8601; the view shows it in local time. */
  at: text,
  prompt: v.nullable(text),
  observed: v.picklist(stances),
  /** Drawn at random, so that the record is not only highlights. */
  random: v.boolean(),
  /** Whether to ask what tipped the developer off as well (a sample of the decisions). */
  askTipOff: v.boolean(),
  parts: v.array(part),
  /** Suggestions of the decision that are not among `parts`. */
  moreParts: count,
  /** Runs seen since that check it, with what came of each last. */
  checked: v.array(v.object({ what: text, result: v.picklist(['passed', 'failed', 'unknown']) })),
  reflection: v.nullable(reflection),
});

export type ReviewItem = v.InferOutput<typeof item>;
export type ReviewPart = v.InferOutput<typeof part>;

const fromHost = v.variant('type', [
  v.object({
    type: v.literal('state'),
    v: v.literal(messagesVersion),
    items: v.array(item),
    /** What led to the questions, for people: "after commit 9f2c1ab". */
    label: v.nullable(text),
    /** The items were observed only; answering them is still possible. */
    older: v.boolean(),
    /** Decisions that wait beside these. */
    more: count,
    /** Whether anything was ever recorded: decides which empty state is shown. */
    started: v.boolean(),
    paused: v.boolean(),
    /** BCP 47 tag of the display language. */
    locale: text,
    strings: v.record(text, text),
    chips: v.object({ reasons: v.looseObject({ trusted: chips, adapted: chips, overrode: chips }), tipOff: chips }),
  }),
  /** Something to tell: announced, and shown until the next one. */
  v.object({ type: v.literal('notice'), kind: v.picklist(['saved', 'error']), text }),
  /** Take the focus to the current decision. */
  v.object({ type: v.literal('focus') }),
]);

export type HostMessage = v.InferOutput<typeof fromHost>;
export type ReviewState = Extract<HostMessage, { type: 'state' }>;

/** Characters of a note. It is one line. */
export const longestNote = 400;

const answer = {
  item: text,
  stance: v.picklist(stances),
  reasons: v.pipe(v.array(text), v.maxLength(20)),
  note: v.nullable(v.pipe(text, v.maxLength(longestNote))),
  tippedOff: v.nullable(v.picklist(tipOffs)),
};

/** What the empty and the finished view offer. */
export const viewCommands = ['import-history', 'how-it-works', 'export-portfolio', 'review-more'] as const;
export type ViewCommand = (typeof viewCommands)[number];

const fromView = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** The developer moved the focus into the view. */
  v.object({ type: v.literal('focused') }),
  v.object({ type: v.literal('answer'), ...answer }),
  v.object({ type: v.picklist(['skip', 'not-ai', 'forget']), item: text }),
  v.object({ type: v.literal('open-file'), item: text, suggestion: text }),
  v.object({ type: v.literal('command'), command: v.picklist(viewCommands) }),
]);

export type ViewMessage = v.InferOutput<typeof fromView>;
export type ReviewAnswer = Omit<Extract<ViewMessage, { type: 'answer' }>, 'type' | 'item'>;

/** @returns the message, or undefined where it is not one this version knows */
export function readHostMessage(value: unknown): HostMessage | undefined {
  const read = v.safeParse(fromHost, value);
  return read.success ? read.output : undefined;
}

/** @returns the message, or undefined where it is not one this version knows */
export function readViewMessage(value: unknown): ViewMessage | undefined {
  const read = v.safeParse(fromView, value);
  return read.success ? read.output : undefined;
}
