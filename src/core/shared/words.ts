// The words of the record. They are stored and published, so none is ever renamed; see docs/data-we-record.md.

/** Where a suggestion came from. */
export const surfaces = ['inline', 'next-edit', 'chat', 'agent', 'paste'] as const;
export type Surface = (typeof surfaces)[number];

/** What was observed to have become of a suggestion. */
export const verdicts = ['trusted', 'adapted', 'overrode', 'undecided'] as const;
export type Verdict = (typeof verdicts)[number];

/** What the developer says they did. `undecided` is nothing one says. */
export const stances = ['trusted', 'adapted', 'overrode'] as const;
export type Stance = (typeof stances)[number];

/** Why we believe that an edit was an AI's, strongest first. */
export const evidenceKinds = ['digest', 'mark', 'transcript', 'paste', 'shape'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** When survival is measured: after so much focused time, at a save, at a commit, after fourteen days. */
export const checkpoints = ['30s', '120s', '300s', '600s', 'save', 'commit', '14d'] as const;
export type Checkpoint = (typeof checkpoints)[number];

/** The kind of task a decision was part of. */
export const taskKinds = ['feature', 'fix', 'refactor', 'test', 'docs', 'config', 'migration', 'other'] as const;
export type TaskKind = (typeof taskKinds)[number];

/** The part of a system a decision was about. */
export const domains = ['front-end', 'back-end', 'data', 'infra', 'mobile', 'docs', 'other'] as const;
export type Domain = (typeof domains)[number];

/**
 * What a decision proved to be some time later. `over-reliance`: trusted, then rewritten or fixed · `good-override`:
 * overrode, and the own version stood · `under-reliance`: overrode, yet the code came back to what was suggested.
 */
export const outcomes = ['over-reliance', 'good-override', 'under-reliance'] as const;
export type Outcome = (typeof outcomes)[number];

/** What made the developer notice. */
export const tipOffs = ['test', 'type-error', 'reading', 'experience', 'docs'] as const;
export type TipOff = (typeof tipOffs)[number];

/** What kind of check a command was, the one that says most first. */
export const checkKinds = ['test', 'type-check', 'lint', 'build', 'run'] as const;
export type CheckKind = (typeof checkKinds)[number];

/** Where a check was seen. */
export const verificationKinds = ['terminal', 'task', 'debug', 'diagnostics', 'diff'] as const;
export type VerificationKind = (typeof verificationKinds)[number];

/** What came of a check: of a run (`unknown`: no exit code that says it), of diagnostics, of a diff. */
export const verificationResults = ['passed', 'failed', 'unknown', 'appeared', 'gone', 'opened'] as const;
export type VerificationResult = (typeof verificationResults)[number];

/** The developer's own answer, compared with the one offered. */
export const ownAnswers = ['same', 'similar', 'different'] as const;

/** Whether a better prompt would have led to a better suggestion. */
export const promptFixes = ['yes', 'partly', 'no'] as const;

/**
 * How work is shared between a person and a model, as the Anthropic Economic Index divides it (Handa et al. 2025):
 * directive and feedback loop are automation; iteration, learning and validation are augmentation.
 */
export const patterns = ['directive', 'feedback-loop', 'iteration', 'learning', 'validation'] as const;
export type Pattern = (typeof patterns)[number];

/** How much to leave to the AI next time. */
export const delegations = ['more', 'same', 'less'] as const;

/** How far a rule is: being tried, kept for good, or dropped. */
export const ruleStates = ['trial', 'kept', 'dropped'] as const;
export type RuleState = (typeof ruleStates)[number];

/**
 * What a decision must show for a rule to count as kept to. `checked`: a run checked it · `read`: its difference was
 * opened, or its author says they read it line by line · `small`: no suggestion of it is longer than the rule allows ·
 * `not-taken`: it was turned down, for the work is the developer's own · `said-why`: its author gave a reason ·
 * `not-again`: its author gave reasons, and the one the rule is about is not among them.
 */
export const ruleMeasures = ['checked', 'read', 'small', 'not-taken', 'said-why', 'not-again'] as const;
export type RuleMeasure = (typeof ruleMeasures)[number];

/** Human strengths that go well with AI, one of which a developer may pick for a week. */
export const skills = [
  'judgement',
  'framing',
  'domain-knowledge',
  'blending',
  'experimenting',
  'explaining',
  'empathy',
  'taste',
  'ethics',
] as const;
export type Skill = (typeof skills)[number];

/** One reason to believe that an edit was an AI's. `confidence` is between 0 and 1. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly confidence: number;
  /** What said so, for people: "claude-code transcript", "inline accept key". */
  readonly source: string;
}

/** The author's words a model may have drafted. */
export const helpedNames = ['title', 'situation', 'result', 'impact', 'note', 'reasons', 'surprised'] as const;
export type HelpedName = (typeof helpedNames)[number];
