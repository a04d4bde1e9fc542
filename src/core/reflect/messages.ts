import * as v from 'valibot';
import { helpedNames, ruleStates, stances } from '../shared/words.ts';
import { extraAnswers, extraQuestions } from './extraQuestions.ts';
import { lineKinds } from './threeWay.ts';

// What the review view and its host say to each other. Both sides validate what they read: a view kept open over an
// update of the extension may be older or newer than its host.

/** Version of the messages. */
export const messagesVersion = 2;

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const chip = v.object({ id: text, label: text });
const chips = v.object({ question: text, chips: v.array(chip) });

const line = v.object({
  kind: v.picklist(lineKinds),
  text,
  hidden: v.optional(count),
  /** What changed inside the line: UTF-16 offsets, the end exclusive. */
  marks: v.optional(v.array(v.tuple([count, count]))),
});

/** One suggestion of an item, also as the page of the portfolio shows it. `problem` says why there is nothing to read. */
export const part = v.object({
  suggestion: text,
  file: v.nullable(text),
  /** Language id of the editor, for the colours. */
  language: v.nullable(text),
  /** The difference; where there is none to show because of its size, how the suggestion begins. */
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
  problem: v.nullable(v.picklist(['no-text', 'binary', 'generated', 'minified', 'too-large'])),
  /** Whether what stands now is known. */
  keptKnown: v.boolean(),
});

const reflection = v.object({
  stance: v.picklist(stances),
  reasons: v.array(text),
  note: v.nullable(text),
  ...extraAnswers,
  /** What of it a model drafted; left out where nothing. */
  assisted: v.optional(v.array(v.picklist(helpedNames))),
});

/** The author's words for a portfolio case; an empty text is none. */
export const caseFields = ['title', 'situation', 'result', 'impact'] as const;
export type CaseField = (typeof caseFields)[number];

const caseWords = v.object({ title: text, situation: text, result: text, impact: text });

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
  /** The developer pointed at it; nothing was asked. */
  noted: v.boolean(),
  /** What is asked beside the reasons (of a sample of the decisions). */
  extra: v.nullable(v.picklist(extraQuestions)),
  parts: v.array(part),
  /** Suggestions of the decision that are not among `parts`. */
  moreParts: count,
  /** Runs seen since that check it, with what came of each last. */
  checked: v.array(v.object({ what: text, result: v.picklist(['passed', 'failed', 'unknown']) })),
  /** The rule of the developer's that holds for it, in words; left out where none does. */
  rule: v.optional(v.object({ words: text, state: v.picklist(ruleStates) })),
  /** What was said before, where the developer says more about it. */
  reflection: v.nullable(reflection),
  /** Whether a reader of a portfolio would learn from it: the words of a case are asked too. */
  worthShowing: v.boolean(),
  case: v.nullable(caseWords),
});

export type ReviewItem = v.InferOutput<typeof item>;
export type ReviewPart = v.InferOutput<typeof part>;
export type CaseText = v.InferOutput<typeof caseWords>;

/** Why nothing is recorded: the developer paused, the workspace is not trusted, a setting switched it off. */
const standstills = ['paused', 'untrusted', 'off'] as const;
export type Standstill = (typeof standstills)[number];

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
    /** Why nothing is recorded in this window; left out where it is. */
    standstill: v.optional(v.picklist(standstills)),
    /** Whether a model may be asked for drafts. */
    assist: v.optional(v.boolean()),
    /** BCP 47 tag of the display language. */
    locale: text,
    strings: v.record(text, text),
    chips: v.object({
      reasons: v.object({ trusted: chips, adapted: chips, overrode: chips }),
      extra: v.object({ tippedOff: chips, wouldHaveDone: chips, betterPrompt: chips, nextTime: chips }),
    }),
  }),
  /** The items whose file is not in its folder any more. */
  v.object({ type: v.literal('gone'), items: v.array(text) }),
  /**
   * A draft of why a decision fell as it did, or null where none came of it. `reasons`: ids of chips. `by`: the model;
   * null where the words follow from the record alone, and then `problem` says why.
   */
  v.object({
    type: v.literal('draft'),
    item: text,
    draft: v.nullable(v.object({ text, reasons: v.array(text), by: v.nullable(text), problem: v.nullable(text) })),
  }),
  /** Something to tell: announced, and shown until the next one. */
  v.object({ type: v.literal('notice'), kind: v.picklist(['saved', 'error']), text }),
  /** Take the focus to the current decision, or to this one. */
  v.object({ type: v.literal('focus'), item: v.nullable(text) }),
]);

export type HostMessage = v.InferOutput<typeof fromHost>;
export type ReviewState = Extract<HostMessage, { type: 'state' }>;

/** Characters of a note. It is one line. */
export const longestNote = 400;
/** Characters of one field of a case. */
export const longestCaseField = 2_000;

const answer = {
  item: text,
  stance: v.picklist(stances),
  reasons: v.pipe(v.array(text), v.maxLength(20)),
  note: v.nullable(v.pipe(text, v.maxLength(longestNote))),
  ...extraAnswers,
  surprised: v.nullable(v.pipe(text, v.maxLength(longestNote))),
  /** What of it a model drafted; left out where nothing. */
  assisted: v.optional(v.array(v.picklist(['note', 'reasons']))),
  /** Null where they were not changed. */
  case: v.nullable(
    v.object({
      title: v.pipe(text, v.maxLength(longestCaseField)),
      situation: v.pipe(text, v.maxLength(longestCaseField)),
      result: v.pipe(text, v.maxLength(longestCaseField)),
      impact: v.pipe(text, v.maxLength(longestCaseField)),
    }),
  ),
};

/** What the empty and the finished view offer. */
const viewCommands = [
  'import-history',
  'how-it-works',
  'export-portfolio',
  'review-more',
  'resume',
  'manage-trust',
  'privacy-settings',
] as const;
export type ViewCommand = (typeof viewCommands)[number];

const fromView = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** The developer moved the focus into the view. */
  v.object({ type: v.literal('focused') }),
  v.object({ type: v.literal('answer'), ...answer }),
  v.object({ type: v.picklist(['skip', 'not-ai', 'forget']), item: text }),
  /** Answers were begun and not sent: they stay in the list until they are, also over a reload of the window. */
  v.object({ type: v.literal('begun'), items: v.array(text) }),
  v.object({ type: v.literal('open-file'), item: text, suggestion: text }),
  /** Ask a model why the decision fell as the developer says it did; show what would be sent; stop asking. */
  v.object({ type: v.picklist(['draft', 'draft-show']), item: text, stance: v.picklist(stances) }),
  v.object({ type: v.literal('draft-stop'), item: text }),
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
