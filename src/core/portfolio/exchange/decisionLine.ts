import type { Decision } from '../../ledger/decision.ts';
import type { CodeMode } from '../shownText.ts';

/** Replaces what must not leave in a text: secrets, home folders, names. */
export type Redact = (text: string) => string;

/** How large what stood there and what was suggested are. */
export interface Sizes {
  readonly before: { readonly characters: number; readonly lines: number };
  readonly suggested: { readonly characters: number; readonly lines: number };
}

/** A decision as it leaves: `pairfolio.decision/1` with what was withheld named, so that nobody takes it for missing. */
export interface ExportedDecision extends Decision {
  /** Fields that are null or empty here although the record may hold them. */
  readonly withheld: readonly string[];
  /** Only where `code` is not `none`. */
  readonly size?: Sizes;
}

const code: readonly string[] = ['prompt', 'before', 'suggested', 'kept'];

/** What each mode keeps back. */
export const withheldBy: Readonly<Record<CodeMode, readonly string[]>> = {
  none: ['workspace', 'file', 'turn', ...code, 'reflection.note', 'case', 'commits', 'practice'],
  // What is kept as a practice is a prompt.
  signature: ['workspace', ...code, 'practice'],
  full: [],
};

/**
 * A decision as it may leave.
 * `none`: ids, words of the record and measures, nothing its author or a tool wrote.
 * `signature`: also paths, commits, sizes and the author's own words. `full`: also code, prompts and workspace.
 */
export function exportedDecision(decision: Decision, size: Sizes, mode: CodeMode, redact: Redact): ExportedDecision {
  const withheld = withheldBy[mode];
  const shown = (name: string, text: string | null): string | null =>
    text === null || withheld.includes(name) ? null : redact(text);
  const { reflection } = decision;
  return {
    ...decision,
    workspace: shown('workspace', decision.workspace),
    file: shown('file', decision.file),
    ...plainWords(decision, redact),
    turn: withheld.includes('turn') ? null : decision.turn,
    prompt: shown('prompt', decision.prompt),
    before: shown('before', decision.before),
    suggested: shown('suggested', decision.suggested),
    kept: shown('kept', decision.kept),
    reflection: reflection && { ...reflection, note: shown('reflection.note', reflection.note) },
    verification: decision.verification.map((fact) => ({ ...fact, what: redact(fact.what) })),
    case:
      decision.case === null || withheld.includes('case')
        ? null
        : {
            title: shown('case', decision.case.title),
            situation: shown('case', decision.case.situation),
            result: shown('case', decision.case.result),
            impact: shown('case', decision.case.impact),
            ...(decision.case.assisted && { assisted: decision.case.assisted }),
          },
    commits: withheld.includes('commits') ? [] : decision.commits,
    practice:
      decision.practice === null || withheld.includes('practice')
        ? null
        : {
            ...decision.practice,
            title: shown('practice', decision.practice.title),
            prompt: shown('practice', decision.practice.prompt),
          },
    withheld,
    ...(mode === 'none' ? {} : { size }),
  };
}

/** What the record says in words of a tool's or an editor's: a model or a language may bear a client's name. */
export function plainWords(
  { tool, language, evidence }: Decision,
  redact: Redact,
): Pick<Decision, 'tool' | 'language' | 'evidence'> {
  return {
    language: language === null ? null : redact(language),
    tool: { name: redact(tool.name), model: tool.model === null ? null : redact(tool.model) },
    evidence: evidence.map((reason) => ({ ...reason, source: redact(reason.source) })),
  };
}
