import { followUpDays } from '../../core/follow/followUp.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { storedHunks } from '../../core/ledger/storedHunks.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SettledDecision } from './followDecision.ts';

/** A decision to look at again, and where it may be. */
export interface Pending {
  readonly state: SuggestionState;
  readonly file: string;
  readonly workspace: string | null;
  /** The repository's folder, where it was recorded. */
  readonly repository: string | null;
}

/** What could not be known once may be known later: a repository is back, a branch was merged. */
const mayChange: ReadonlySet<string> = new Set(['no-repository', 'not-in-history', 'unreadable']);

/** Settled decisions that are old enough and not looked at yet, or in vain. @param now milliseconds */
export function isPending(state: SuggestionState, now: number): boolean {
  const { verdict, followUp } = state;
  if (!verdict?.settled || verdict.label === 'undecided') return false;
  if (followUp && !mayChange.has(followUp.because)) return false;
  return Date.parse(state.at) + followUpDays * 24 * 60 * 60 * 1000 <= now;
}

/** Finds out where a decision is; null where its texts were erased. */
export function locatePending(ledger: Ledger, state: SuggestionState): Pending | null {
  const texts = ledger.texts.lookUp(state.body.texts);
  const { file, workspace = null, repository = null } = texts;
  return file === undefined ? null : { state, file, workspace, repository };
}

/** Reads a decision with all its texts. */
export function readSettled(ledger: Ledger, { state, file }: Pending): SettledDecision | null {
  const { body, verdict, survival } = state;
  if (!verdict || verdict.label === 'undecided') return null;
  const texts = ledger.texts.lookUp(body.texts);
  const hunks = storedHunks(texts);
  return {
    file,
    at: Date.parse(state.at),
    shas: state.commits.flatMap((commit) => ledger.texts.lookUp(commit.texts)['sha'] ?? []),
    verdict: verdict.label,
    wasWritten: body.answer !== 'rejected',
    texts:
      hunks === undefined
        ? null
        : {
            before: texts['before'] ?? '',
            suggested: texts['suggested'] ?? '',
            hunks,
            kept: (state.kept && ledger.texts.lookUp(state.kept)['kept']) ?? null,
            language: body.language,
          },
    measured: survival['14d']?.distance ?? null,
  };
}
