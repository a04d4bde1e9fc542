import { joinHunks } from '../../core/follow/hunks.ts';
import { joinFates, measureParts } from '../../core/follow/measure.ts';
import type { Standing } from '../../core/follow/standing.ts';
import { judgeWithAnswer } from '../../core/follow/verdict.ts';
import type { Body } from '../../core/ledger/records.ts';
import type { TranscriptSuggestion } from '../../core/recognise/transcripts/transcript.ts';
import type { Verdict } from '../../core/shared/words.ts';
import type { FileFate } from './fate.ts';
import { standingOf } from './standingOf.ts';

/** The figures of one survival record. */
export type Survived = Pick<Body<'survival'>, 'checkpoint' | 'distance' | 'retained' | 'fourGram' | 'noRevert'> & {
  /** Milliseconds; null for the moment it is written. */
  readonly time: number | null;
};

/** Everything that can be said about a suggestion now. */
export interface Judged {
  readonly label: Verdict;
  readonly settled: boolean;
  readonly because: string;
  /** Null where no text was read. */
  readonly kept: string | null;
  readonly survival: readonly Survived[];
  readonly commit: { readonly sha: string; readonly time: number; readonly distance: number } | null;
  /** Whether the content the tool says it wrote was found as it says. */
  readonly found: boolean;
  /** What stands in the place of each hunk; empty where no text was read. */
  readonly parts: readonly string[];
}

/** Weighs what git says and what the tool recorded. @param fate null where nothing was looked up */
export function judgeSuggestion(suggestion: TranscriptSuggestion, fate: FileFate | null): Judged {
  const outcome = fate?.outcome ?? null;
  const standing = outcome && standingOf(suggestion, outcome.text);
  const { label, because, rests } = judgeWithAnswer(
    suggestion.answer,
    standing && joinFates(standing.fates),
    suggestion.language,
  );
  const measured = standing && measureStanding(standing, suggestion.language);
  const survival: Survived[] = [];
  // What could not be measured is said to be so; a work tree that may still change is no checkpoint.
  if (!outcome && suggestion.answer !== 'rejected') survival.push({ checkpoint: 'commit', time: null, ...unavailable });
  if (outcome?.settled && measured)
    survival.push({ checkpoint: 'commit', time: outcome.commit?.time ?? null, ...measured });
  if (fate?.fortnight) {
    const { text, commit } = fate.fortnight;
    survival.push({
      checkpoint: '14d',
      time: commit.time,
      ...measureStanding(standingOf(suggestion, text), suggestion.language),
    });
  }
  return {
    label,
    because,
    settled: rests === 'tool' || (rests === 'text' && outcome?.settled === true),
    kept: standing ? joinHunks(standing.fates.map(({ kept }) => kept)) : keptOfRejected(suggestion),
    survival,
    commit:
      outcome?.commit && measured
        ? { sha: outcome.commit.sha, time: outcome.commit.time, distance: measured.distance }
        : null,
    found: fate?.found ?? false,
    parts: standing ? standing.fates.map(({ kept }) => kept) : [],
  };
}

/** What was rejected never stood: what was there before does, as far as anybody looked. */
function keptOfRejected({ answer, hunks }: TranscriptSuggestion): string | null {
  return answer === 'rejected' ? joinHunks(hunks.map(({ before }) => before)) : null;
}

const unavailable = { distance: null, retained: null, fourGram: null, noRevert: null };

function measureStanding({ fates, retained }: Standing, language: string | null): Measured {
  const { distance, fourGram, noRevert } = measureParts(fates, language);
  return {
    distance: rounded(distance),
    retained: retained === null ? null : rounded(retained),
    fourGram: rounded(fourGram),
    noRevert: rounded(noRevert),
  };
}

interface Measured {
  readonly distance: number;
  readonly retained: number | null;
  readonly fourGram: number;
  readonly noRevert: number;
}

/** Four digits say all there is to say and keep records short. */
function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
