import * as v from 'valibot';
import { part } from '../../reflect/messages.ts';
import { stances, surfaces } from '../../shared/words.ts';
import { codeModes } from '../shownText.ts';
import { longestAbout, longestNames, longestPlain } from './choice.ts';
import { caseText, type WordField } from './words.ts';

// What the page on which a portfolio is made and its host say to each other. Both sides validate what they read: a page
// kept open over an update of the extension may be older or newer than its host.

/** Version of the messages. */
export const messagesVersion = 1;

/** Decisions shown at a time in the list of all of them. */
export const pageSize = 50;

/** Fields a model may draft. */
export const draftFields = ['title', 'note'] as const satisfies readonly WordField[];
export type DraftField = (typeof draftFields)[number];

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const codeMode = v.picklist(codeModes);

/** One decision in a list, also on the pages of the weekly review and the dashboard. */
export const entry = v.object({
  id: text,
  /** What it is shown as: what its author said, else what was observed. */
  stance: v.picklist(stances),
  /** The line it is known by, and where that comes from; null where nothing of it was kept. */
  line: v.nullable(v.object({ from: v.picklist(['title', 'prompt', 'code']), text })),
  file: v.nullable(text),
  /** ISO 8601; the page shows it in local time. */
  at: text,
  /** For people. */
  language: v.nullable(text),
  tool: v.nullable(text),
  surface: v.picklist(surfaces),
  /** Lines suggested. */
  lines: count,
  /** Whether its author said why. */
  reasons: v.boolean(),
});

/** A chosen case. `outside`: the period or the workspace leaves it out, so no portfolio can be built with it. */
const pickedCase = v.object({ entry, code: v.nullable(codeMode), outside: v.boolean() });

/** A decision worth showing. `why`: the reasons, in words. */
const proposal = v.object({ entry, why: v.array(text) });

/** Everything the page shows of one case beside its entry. */
const detail = v.object({
  id: text,
  /** As they are recorded, or as they were begun and not recorded yet. */
  words: caseText,
  prompt: v.nullable(text),
  /** What the author said; null where nothing was, and then there is no note to edit. */
  reflection: v.nullable(v.object({ stance: v.picklist(stances), reasons: v.array(text), at: text })),
  /** What was observed, in words. */
  observed: text,
  file: v.nullable(text),
  parts: v.array(part),
  moreParts: count,
  /** Runs that check it, in words. */
  checked: v.array(text),
});

const options = {
  code: codeMode,
  period: v.pipe(text, v.maxLength(100)),
  workspace: v.nullable(text),
  names: v.pipe(text, v.maxLength(longestNames)),
  about: v.pipe(text, v.maxLength(longestAbout)),
  plain: v.pipe(text, v.maxLength(longestPlain)),
  plainDrafted: v.boolean(),
  sign: v.boolean(),
};

/** What was built and can be written. */
const preview = v.object({
  /** Something was changed since: it cannot be written. */
  stale: v.boolean(),
  draft: v.boolean(),
  /** The key it will be signed with, in words; null where it will not be. */
  signedWith: v.nullable(text),
  files: v.array(v.object({ name: text, bytes: count })),
  /** Places where a secret was masked: in the words of the list, never what it was. */
  masked: v.array(text),
  cases: count,
  decisions: count,
});

const fromHost = v.variant('type', [
  v.object({
    type: v.literal('state'),
    v: v.literal(messagesVersion),
    /** BCP 47 tag of the display language. */
    locale: text,
    strings: v.record(text, text),
    picks: v.array(pickedCase),
    ...options,
    /** What is wrong with the period or the names as they are written; null where nothing is. */
    periodProblem: v.nullable(text),
    namesProblem: v.nullable(text),
    proposals: v.array(proposal),
    /** Decisions in the record that can be cases, of any time and workspace. */
    all: count,
    /** Whether a model may be asked for drafts. */
    assist: v.optional(v.boolean(), false),
    /** Ids and names. */
    languages: v.array(v.object({ id: text, name: text })),
    workspaces: v.array(text),
    /** What *Undo* takes back, in words; null where there is nothing. */
    undo: v.nullable(text),
    preview: v.nullable(preview),
    /** Where the files go without a question; null where the author is asked. */
    out: v.nullable(text),
  }),
  /** A part of the list of all decisions, newest first. `query` is the one it answers. */
  v.object({ type: v.literal('list'), query: count, from: count, entries: v.array(entry), total: count }),
  v.object({ type: v.literal('detail'), detail }),
  /** What was written into the ledger of a case's words. */
  v.object({ type: v.literal('saved'), id: text, words: caseText }),
  /** A draft of one field, or null where none came of it. `by`: the model; null where the words follow from the record alone, and then `problem` says why. */
  v.object({
    type: v.literal('draft'),
    id: text,
    field: v.picklist(draftFields),
    draft: v.nullable(v.object({ text, by: v.nullable(text), problem: v.nullable(text) })),
  }),
  /**
   * A draft of the words for people who do not program, or null where none came of it. `by` and `problem` as in `draft`.
   */
  v.object({
    type: v.literal('plain-draft'),
    draft: v.nullable(v.object({ text, by: v.nullable(text), problem: v.nullable(text) })),
  }),
  /** Something to tell: announced, and shown until the next one. */
  v.object({ type: v.literal('notice'), kind: v.picklist(['said', 'error']), text }),
  /** What is being done; null at its end. */
  v.object({ type: v.literal('progress'), text: v.nullable(text), step: count, steps: count }),
]);

export type HostMessage = v.InferOutput<typeof fromHost>;
export type ChooserState = Extract<HostMessage, { type: 'state' }>;
export type Entry = v.InferOutput<typeof entry>;
export type PickedCase = v.InferOutput<typeof pickedCase>;
export type Proposal = v.InferOutput<typeof proposal>;
export type CaseDetail = v.InferOutput<typeof detail>;
export type Preview = v.InferOutput<typeof preview>;

/** Which decisions the list of all shows. Empty and null fields let everything through. */
const query = {
  query: count,
  text: v.pipe(text, v.maxLength(200)),
  stance: v.nullable(v.picklist(stances)),
  language: v.nullable(text),
  from: count,
};

const fromPage = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('list'), ...query }),
  v.object({ type: v.picklist(['detail', 'pick', 'unpick', 'say-why']), id: text }),
  /** Places down; up where it is negative. */
  v.object({ type: v.literal('move'), id: text, by: v.pipe(v.number(), v.integer()) }),
  v.object({ type: v.literal('case-code'), id: text, code: v.nullable(codeMode) }),
  v.object({ type: v.literal('options'), ...options }),
  /** `save` false: typed just now, to be recorded when the field is left. */
  v.object({ type: v.literal('words'), id: text, words: caseText, save: v.boolean() }),
  v.object({ type: v.picklist(['undo', 'preview', 'cancel', 'write', 'import-history']) }),
  /** Ask a model for a draft of a field; stop asking; show what would be sent. */
  v.object({ type: v.literal('draft'), id: text, field: v.picklist(draftFields) }),
  v.object({ type: v.picklist(['draft-stop', 'draft-show']), id: text, field: v.picklist(draftFields) }),
  /** The same for the words for people who do not program. */
  v.object({ type: v.picklist(['plain-draft', 'plain-draft-stop', 'plain-draft-show']) }),
  /** `rendered`: in the editor's Markdown preview. */
  v.object({ type: v.literal('open'), name: text, rendered: v.boolean() }),
]);

export type PageMessage = v.InferOutput<typeof fromPage>;
export type ListQuery = Omit<Extract<PageMessage, { type: 'list' }>, 'type'>;

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
