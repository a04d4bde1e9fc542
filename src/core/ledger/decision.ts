import type {
  Checkpoint,
  Domain,
  Evidence,
  HelpedName,
  Outcome,
  Pattern,
  Stance,
  Surface,
  TaskKind,
  TipOff,
  Verdict,
} from '../shared/words.ts';

/** Schema name of one line of `pairfolio log --json`. */
export const decisionSchema = 'pairfolio.decision/1';

/** Survival at one moment. Shares between 0 and 1; null where it could not be measured. */
export interface Survival {
  readonly at: Checkpoint;
  /** Relative edit distance between what was suggested and what stands in its place. */
  readonly distance: number | null;
  /** Characters of the suggestion never touched since, divided by its length. */
  readonly retained: number | null;
  /** Similarity by shared runs of four characters. */
  readonly fourGram: number | null;
  /** 1 where nothing went back to what stood before the suggestion, 0 where all did. */
  readonly noRevert: number | null;
}

/** What the developer said. */
export interface Reflection {
  readonly stance: Stance;
  readonly reasons: readonly string[];
  readonly note: string | null;
  readonly tippedOff: TipOff | null;
  readonly at: string;
  /** What of it a model drafted: `note`, `reasons`; missing where nothing. */
  readonly assisted?: readonly HelpedName[];
}

/** The author's words for a portfolio case. */
export interface CaseWords {
  readonly title: string | null;
  readonly situation: string | null;
  readonly result: string | null;
  readonly impact: string | null;
  /** Which of them a model drafted; missing where none. */
  readonly assisted?: readonly HelpedName[];
}

/** Something seen that was done to check a suggestion. */
export interface Verification {
  readonly kind: string;
  readonly what: string;
  readonly result: string;
  readonly at: string;
}

/**
 * One line of `pairfolio log --json`: what a tool suggested in one file and what became of it.
 * `null` where something is not known. `verdict` is always what was observed; `reflection.stance` is what was said.
 */
export interface Decision {
  readonly schema: typeof decisionSchema;
  readonly id: string;
  /** Decisions that belong together: an agent's turn, a run of neighbouring accepts. What a person is asked about. */
  readonly group: string;
  readonly at: string;
  readonly workspace: string | null;
  /** Relative to the repository (or workspace folder), with `/`, in Unicode NFC. */
  readonly file: string | null;
  readonly language: string | null;
  readonly tool: { readonly name: string; readonly model: string | null };
  readonly surface: Surface;
  readonly suggestions: number;
  readonly turn: { readonly session: string; readonly index: number } | null;
  readonly prompt: string | null;
  readonly before: string | null;
  readonly suggested: string | null;
  readonly kept: string | null;
  readonly evidence: readonly Evidence[];
  readonly confidence: number;
  readonly survival: readonly Survival[];
  readonly verdict: { readonly label: Verdict; readonly settled: boolean };
  readonly reflection: Reflection | null;
  readonly verification: readonly Verification[];
  readonly kind: TaskKind | null;
  readonly domain: Domain | null;
  readonly case: CaseWords | null;
  readonly commits: readonly { readonly sha: string; readonly distance: number | null }[];
  /** What it proved to be later: whole days after the decision, how far the code was from the suggestion then. */
  readonly followUp: {
    readonly days: number;
    readonly distance: number | null;
    readonly outcome: Outcome | null;
  } | null;
  /** How the developer says the work was shared. */
  readonly pattern: Pattern | null;
  /** Its prompt as the developer keeps it for the next time. */
  readonly practice: { readonly title: string | null; readonly prompt: string | null; readonly at: string } | null;
  /** How likely the developer held it, before looking, that it would stand. */
  readonly prediction: { readonly expected: number; readonly at: string } | null;
}
