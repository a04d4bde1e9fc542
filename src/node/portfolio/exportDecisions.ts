import { setImmediate as nextTurn } from 'node:timers/promises';
import { storedHunks } from '../../core/ledger/storedHunks.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { traceRecord } from '../../core/portfolio/agentTrace/traceRecord.ts';
import { exportedDecision, plainWords, type Redact } from '../../core/portfolio/exchange/decisionLine.ts';
import { inPeriod, type Period } from '../../core/portfolio/period.ts';
import type { NameRule } from '../../core/portfolio/redact/names.ts';
import { openRedactor } from '../../core/portfolio/redact/openRedactor.ts';
import type { CodeMode } from '../../core/portfolio/shownText.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Repository } from '../git/git.ts';
import { ObjectReader } from '../git/objectReader.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { locateInCommit, type NotLocated } from './committedPlace.ts';
import { scanForSecrets } from './secretScan.ts';

export const exportFormats = ['jsonl', 'agent-trace'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Decisions in memory at a time, and between two looks at the user's keys: so many, or so many characters of code. */
const batchSize = 100;
const batchCharacters = 500_000;

export interface DecisionExportOptions {
  readonly format: ExportFormat;
  readonly code: CodeMode;
  readonly period?: Period | undefined;
  readonly workspace?: string | undefined;
  /** Names that are not to leave, each with what stands in its place. */
  readonly names: readonly NameRule[];
  /** Where committed lines are looked for. */
  readonly repository: Repository | null;
  readonly digest: Digest;
  readonly signal: AbortSignal;
  /** Takes one line of the result. */
  readonly write: (line: string) => void;
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

/** Why a decision has no Agent Trace record. */
export type LeftOut = NotLocated | 'path-withheld';

/** What was written and what was not. All are counts of decisions. */
export interface DecisionExport {
  readonly decisions: number;
  readonly written: number;
  /** Of those, records whose lines were found. */
  readonly withLines: number;
  /** Of those, how many had a secret in them that was masked. */
  readonly masked: number;
  readonly leftOut: Readonly<Record<LeftOut, number>>;
}

/** What a decision becomes: a line, or why there is none. */
type Outcome = { readonly line: string; readonly hasLines: boolean } | { readonly leftOut: LeftOut };

/** A line that is about to be written, once its texts are known to be fit. */
type Draft = (redact: Redact) => Outcome;

/**
 * Writes every decision that counts, oldest first.
 * @throws PairfolioError `usage` for names that cannot be used, `ledger-unreadable`, `git-failed`, `cancelled`, and what `write` throws
 */
export async function exportDecisions(ledger: Ledger, options: DecisionExportOptions): Promise<DecisionExport> {
  const { format, names, repository, signal, write, onProgress } = options;
  await ledger.readSoon({ signal });
  const states = ledger.states().filter((state) => isWanted(ledger, state, options));
  const count = { decisions: states.length, written: 0, withLines: 0, masked: 0 };
  const leftOut = { 'no-commit': 0, 'no-file': 0, 'not-in-repository': 0, 'path-withheld': 0 };
  const objects = format === 'agent-trace' && repository ? new ObjectReader(repository.root, signal) : undefined;
  try {
    let done = 0;
    for (const batch of batchesOf(states)) {
      onProgress?.(done, states.length);
      done += batch.length;
      await nextTurn();
      if (signal.aborted) throw new PairfolioError('cancelled', 'The export was cancelled.');
      const drafts: Draft[] = [];
      for (const state of batch)
        drafts.push(
          format === 'jsonl'
            ? decisionDraft(ledger, state, options)
            : await traceDraft(ledger, state, objects, options),
        );
      // A redactor keeps what it looked at: one for each batch, so that a long ledger does not fill the memory.
      const { redactor } = await openRedactor(names, scanForSecrets);
      await redactor.prepare(textsOf(drafts));
      for (const draft of drafts) {
        const marked = new Set<string>();
        const outcome = draft((text) => {
          const { text: safe, marks } = redactor.redact(text);
          if (marks.length > 0) marked.add(text);
          return safe;
        });
        if ('leftOut' in outcome) {
          leftOut[outcome.leftOut] += 1;
          continue;
        }
        write(outcome.line);
        count.written += 1;
        if (outcome.hasLines) count.withLines += 1;
        if (marked.size > 0) count.masked += 1;
      }
    }
    return { ...count, leftOut };
  } finally {
    objects?.close();
  }
}

function isWanted(ledger: Ledger, state: SuggestionState, { period, workspace }: DecisionExportOptions): boolean {
  if (!inPeriod(period, state.at)) return false;
  return workspace === undefined || ledger.texts.lookUp(state.body.texts)['workspace'] === workspace;
}

function* batchesOf(states: readonly SuggestionState[]): Generator<readonly SuggestionState[]> {
  let batch: SuggestionState[] = [];
  let characters = 0;
  for (const state of states) {
    batch.push(state);
    const { before, suggested } = state.body.size;
    characters += before.characters + 2 * suggested.characters; // what was kept is about as long
    if (batch.length < batchSize && characters < batchCharacters) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Every text that lines are made of. */
function textsOf(drafts: readonly Draft[]): Set<string> {
  const texts = new Set<string>();
  for (const draft of drafts) draft((text) => (texts.add(text), text));
  return texts;
}

function decisionDraft(ledger: Ledger, state: SuggestionState, { code }: DecisionExportOptions): Draft {
  const decision = ledger.decision(state);
  return (redact) => ({
    line: JSON.stringify(exportedDecision(decision, state.body.size, code, redact)),
    hasLines: false,
  });
}

async function traceDraft(
  ledger: Ledger,
  state: SuggestionState,
  objects: ObjectReader | undefined,
  { code, digest }: DecisionExportOptions,
): Promise<Draft> {
  const decision = ledger.decision(state);
  const parts = storedHunks(ledger.texts.lookUp(state.body.texts));
  const located = await locateInCommit(decision, parts, objects);
  if (typeof located === 'string') return () => ({ leftOut: located });
  return (redact) => {
    // A path with another name in it would name no file of the repository.
    if (redact(located.path) !== located.path) return { leftOut: 'path-withheld' };
    const safe = { ...decision, ...plainWords(decision, redact) };
    const record = traceRecord(safe, located, code !== 'none', digest);
    return { line: JSON.stringify(record), hasLines: located.ranges.length > 0 };
  };
}
