import * as v from 'valibot';
import {
  checkKinds,
  checkpoints,
  delegations,
  domains,
  evidenceKinds,
  outcomes,
  ownAnswers,
  patterns,
  promptFixes,
  ruleMeasures,
  ruleStates,
  skills,
  stances,
  surfaces,
  taskKinds,
  tipOffs,
  verdicts,
  verificationKinds,
  verificationResults,
} from '../shared/words.ts';

// Every kind of record the ledger holds. Objects are loose: a field a newer version added is kept when an older
// version reads the line, and so stays part of the hash. Texts that could recognise a person, client or project are
// never here: `texts` names them by keyed hash (see privateTexts.ts).

/** Version of the envelope and the bodies below. A reader accepts this and all older ones. */
export const recordVersion = 1;

const time = v.pipe(v.string(), v.isoTimestamp());
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Names of private texts → their keyed hashes. */
const texts = v.optional(v.record(v.string(), hash), {});

/** Names of texts (and `reasons`) a model drafted that the developer then edited or approved. */
const assisted = v.optional(v.array(v.string()));

const size = v.looseObject({ characters: count, lines: count });

const evidence = v.looseObject({ kind: v.picklist(evidenceKinds), confidence: share, source: v.string() });

/** The first record of each segment: who writes it. */
const segmentBody = v.looseObject({ app: v.string(), host: v.picklist(['editor', 'cli']) });

/** Something an AI tool proposed for, or wrote into, one file. Texts: file, workspace, repository, before, suggested, prompt, hunks. */
const suggestionBody = v.looseObject({
  /** A hash of tool, session, call and file, so that the same suggestion seen twice has one id. */
  id: v.string(),
  /** Suggestions that belong together: an agent's turn, a run of neighbouring accepts. */
  group: v.string(),
  /** Where it came from. */
  surface: v.picklist(surfaces),
  /** The AI tool, `unknown` where nothing says which, and its model. */
  tool: v.looseObject({ name: v.string(), model: v.nullable(v.string()) }),
  /** Language id of the editor. */
  language: v.nullable(v.string()),
  /** Why we believe that it was an AI's. */
  evidence: v.array(evidence),
  /** How sure that is; below .5 it does not count. */
  confidence: share,
  /** How many suggestions of the tool this one stands for (several edits of one turn to one file). */
  suggestions: count,
  /** Counts the times this suggestion was recorded with more of it (parts accepted one after the other); the highest stands. */
  revision: v.optional(count, 0),
  /** The agent's session and the number of the turn in it. */
  turn: v.nullable(v.looseObject({ session: v.string(), index: count })),
  /** What the tool itself recorded. Only a person's answer counts; `automatic` is a setting, not a decision. */
  answer: v.picklist(['accepted', 'modified', 'rejected', 'automatic', 'none']),
  /** How large it is, for when its text is not kept. */
  size: v.looseObject({ before: size, suggested: size }),
  kind: v.optional(v.nullable(v.picklist(taskKinds))),
  domain: v.optional(v.nullable(v.picklist(domains))),
  /** The tool's own id of the first call, where there is one: by it a repeated record is known for the same. */
  call: v.optional(v.string()),
  /** Whether the tool created the file. */
  created: v.optional(v.boolean()),
  texts,
});

/** How much of a suggestion stood at one moment. Texts: kept. */
const survivalBody = v.looseObject({
  suggestion: v.string(),
  /** When it was measured: focused time, a save, a commit, fourteen days. */
  checkpoint: v.picklist(checkpoints),
  /** Relative edit distance between what was suggested and what stood in its place. */
  distance: v.nullable(share),
  /** Share of its characters never touched. */
  retained: v.nullable(share),
  /** Similarity by runs of four characters. */
  fourGram: v.nullable(share),
  /** 1 where nothing went back to what stood before, 0 where all did. */
  noRevert: v.nullable(share),
  texts,
});

/** What the text says about a suggestion. The newest stands. Texts: kept. */
const verdictBody = v.looseObject({
  suggestion: v.string(),
  /** What was observed. */
  label: v.picklist(verdicts),
  /** Whether it is for good. */
  settled: v.boolean(),
  /** What it rests on: `distance`, `reverted`, `removed`, or the tool's own record. */
  because: v.string(),
  texts,
});

/** A commit that contains a suggestion's file. Texts: sha. */
const commitBody = v.looseObject({
  suggestion: v.string(),
  distance: v.nullable(share),
  /** Commits it takes the place of, by the hashes of their texts: an amend, a rebase or a squash took them away. */
  insteadOf: v.optional(v.array(hash)),
  texts,
});

/**
 * What a decision proved to be some time later. The newest stands. Texts: sha (of the commit that fixed or reverted it).
 */
const followUpBody = v.looseObject({
  suggestion: v.string(),
  /** Whole days between the decision and the state that was looked at. */
  days: count,
  /** Relative edit distance between what was suggested and what stood then; null where it is not known. */
  distance: v.nullable(share),
  /** Null where none applies, or where it cannot be known. */
  outcome: v.nullable(v.picklist(outcomes)),
  /** Why: `stands`, `rewritten`, `fixed`, `reverted`, `came-back`, or what could not be read. */
  because: v.string(),
  texts,
});

/** The kind of task decisions were part of and the part of the system they were about. A developer's word stands over what was inferred. */
const classifiedBody = v.looseObject({
  suggestions: v.array(v.string()),
  /** Missing: nothing is said about it. Null: unknown. */
  kind: v.optional(v.nullable(v.picklist(taskKinds))),
  /** Missing: nothing is said about it. Null: unknown. */
  domain: v.optional(v.nullable(v.picklist(domains))),
  /** Who says so: rules, or the developer. */
  by: v.picklist(['inferred', 'author']),
  /** What the rules looked at; a commit says more than a path. */
  from: v.optional(v.picklist(['path', 'commit'])),
});

/** Something that was done to check suggestions, never what it printed. */
const verificationBody = v.looseObject({
  suggestions: v.array(v.string()),
  /** Where it was seen. */
  kind: v.picklist(verificationKinds),
  /** What it was, in words everybody knows: program, sub-command and common script names; no path, argument or name of a project. */
  what: v.string(),
  /** What came of it. */
  result: v.picklist(verificationResults),
  /** The kind of check a command was; null for diagnostics and diffs. */
  check: v.optional(v.nullable(v.picklist(checkKinds)), null),
});

/** The developer's own words and chips on decisions. The newest stands. Texts: note, surprised. */
const reflectionBody = v.looseObject({
  suggestions: v.array(v.string()),
  /** What the developer says they did. */
  stance: v.picklist(stances),
  /** Ids of the reason chips. */
  reasons: v.array(v.string()),
  /** What made the developer notice. */
  tippedOff: v.nullable(v.picklist(tipOffs)),
  /** What the developer would have written, compared with what was offered. */
  wouldHaveDone: v.optional(v.nullable(v.picklist(ownAnswers))),
  /** Whether a better prompt would have led to a better suggestion. */
  betterPrompt: v.optional(v.nullable(v.picklist(promptFixes))),
  /** How much to leave to the AI next time. */
  nextTime: v.optional(v.nullable(v.picklist(delegations))),
  assisted,
  texts,
});

/** The developer looked at decisions and chose not to answer. */
const skippedBody = v.looseObject({ suggestions: v.array(v.string()) });

/** Decisions were put before the developer, for the asking policy. */
const askedBody = v.looseObject({
  suggestions: v.array(v.string()),
  /** The moment: `after-commit`, `request` and others. */
  boundary: v.string(),
  /** The suggestion drawn at random today, if it is among them. */
  random: v.optional(v.nullable(v.string())),
});

/** "This wasn't AI" or "this was AI". */
const correctionBody = v.looseObject({ suggestions: v.array(v.string()), ai: v.boolean() });

/** Words for a portfolio case. Texts: title, situation, result, impact. */
const caseBody = v.looseObject({
  suggestion: v.string(),
  assisted,
  texts,
});

/** Where something applies: null is everything, also what is not known. */
const cell = v.looseObject({
  kind: v.nullable(v.picklist(taskKinds)),
  language: v.nullable(v.string()),
  domain: v.nullable(v.picklist(domains)),
});

/** A rule the developer tries. One more record each time something about it changes: the newest stands, and all of them are its life. Texts: rule, workspace, repository. */
const ruleBody = v.looseObject({
  /** Names the rule through its life. */
  rule: v.string(),
  state: v.picklist(ruleStates),
  /** The decisions it applies to. */
  cell,
  /** What a decision must show for the rule to count as kept to. */
  means: v.picklist(ruleMeasures),
  /** The most lines a suggestion may have, where that is what it means; else null. */
  most: v.nullable(count),
  /** The reason it is about, where it is about one. */
  reason: v.nullable(v.string()),
  /** Whether the developer wrote the words; else they are made of the fields above and name nothing. */
  own: v.boolean(),
  /** Whether the developer wants it shown in the portfolio. */
  shown: v.boolean(),
  assisted,
  texts,
});

/** An ISO week: `2026-W48`. */
const week = v.pipe(v.string(), v.regex(/^\d{4}-W\d{2}$/));

/** A weekly review. The newest of a week stands. Texts: summary, surprised, missed. */
const weekBody = v.looseObject({
  /** In the developer's own time. */
  week,
  /** Whether the developer chose not to review this one. */
  skipped: v.boolean(),
  /** The strength to pair with AI in the week after. */
  skill: v.nullable(v.picklist(skills)),
  /** Whether the developer wants it shown in the portfolio. */
  shown: v.boolean(),
  assisted,
  texts,
});

/** The decision of a week the developer would take differently. The newest of a week stands. Texts: differently. */
const reconsideredBody = v.looseObject({
  /** In the developer's own time. */
  week,
  /** The suggestions of that decision; none where there is no such decision. */
  suggestions: v.array(v.string()),
  texts,
});

/** Lessons were written into a file that the agents of a project read, or taken out of it. Texts: file, repository, lines (those in free words). */
const lessonsBody = v.looseObject({
  /** What stands in the file from now on: the reasons it is to prevent, each with where it applies. */
  reasons: v.array(v.looseObject({ reason: v.string(), cell })),
  /** The rules that stand in the file from now on. */
  rules: v.array(v.string()),
  assisted,
  texts,
});

/** How the developer says the work on decisions was shared, over what is guessed. The newest stands. */
const patternBody = v.looseObject({
  suggestions: v.array(v.string()),
  /** Null: as it is guessed. */
  pattern: v.nullable(v.picklist(patterns)),
});

/** A prompt the developer keeps because its result stood: a way to ask again. The newest stands. Texts: title, prompt. */
const practiceBody = v.looseObject({
  suggestions: v.array(v.string()),
  /** False: it is no practice any more. */
  kept: v.boolean(),
  texts,
});

/** How likely the developer held it, before looking, that a suggestion would stand for fourteen days. The first stands. */
const predictionBody = v.looseObject({
  suggestions: v.array(v.string()),
  /** 0.5, 0.7 or 0.9. */
  expected: share,
});

/** The texts of these suggestions were erased at the user's wish; importing them again must not bring them back. */
const forgottenBody = v.looseObject({ suggestions: v.array(v.string()) });

/** Heads of all segments and the Merkle root over all their records, in order of segment and sequence. */
const checkpointBody = v.looseObject({
  because: v.picklist(['commit', 'export', 'import']),
  /** The last record of each segment. */
  heads: v.record(v.string(), v.looseObject({ seq: count, hash })),
  /** Merkle root as RFC 6962 defines it. */
  root: hash,
  /** How many records it covers. */
  size: count,
});

export const bodies = {
  segment: segmentBody,
  suggestion: suggestionBody,
  survival: survivalBody,
  verdict: verdictBody,
  commit: commitBody,
  verification: verificationBody,
  followUp: followUpBody,
  classified: classifiedBody,
  reflection: reflectionBody,
  skipped: skippedBody,
  asked: askedBody,
  correction: correctionBody,
  case: caseBody,
  rule: ruleBody,
  week: weekBody,
  reconsidered: reconsideredBody,
  lessons: lessonsBody,
  pattern: patternBody,
  practice: practiceBody,
  prediction: predictionBody,
  forgotten: forgottenBody,
  checkpoint: checkpointBody,
} as const;

export type RecordType = keyof typeof bodies;
export type Body<T extends RecordType> = v.InferOutput<(typeof bodies)[T]>;

/** What stands around every body. `prev` is the hash of the record before it in the segment, or null in the first. */
export const envelope = v.looseObject({
  v: v.pipe(v.number(), v.integer(), v.minValue(1)),
  segment: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  seq: count,
  at: time,
  type: v.string(),
  prev: v.nullable(hash),
  body: v.record(v.string(), v.unknown()),
});

/** A record of a known type. */
export type LedgerRecord = {
  [T in RecordType]: {
    readonly v: number;
    readonly segment: string;
    readonly seq: number;
    /** When the thing happened (not when it was written): ISO 8601, UTC. */
    readonly at: string;
    readonly type: T;
    readonly prev: string | null;
    readonly body: Body<T>;
  };
}[RecordType];

/** A record about to be written: the writer adds segment, sequence and predecessor. */
export type NewRecord = {
  [T in RecordType]: { readonly type: T; readonly at: string; readonly body: v.InferInput<(typeof bodies)[T]> };
}[RecordType];
