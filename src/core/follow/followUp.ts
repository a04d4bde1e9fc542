import { withoutSpace } from '../shared/space.ts';
import type { Outcome } from '../shared/words.ts';
import { looksLikeFix, looksLikeRevert } from './commitMessage.ts';
import { relativeDistance } from './distance.ts';
import { judge } from './verdict.ts';

/** From this distance on code counts as rewritten, and up to it as come back. */
export const third = 1 / 3;

/** Shorter texts stand in many places of a file: finding one says nothing. White space not counted. */
export const leastTelling = 8;

/** Days after which a decision is looked at again. */
export const followUpDays = 14;

/** What is known about a settled decision some time later. */
export interface LaterFacts {
  /** What was observed when it settled. */
  readonly verdict: 'trusted' | 'adapted' | 'overrode';
  /** Whether the suggestion ever stood in the file; ghost text that was dismissed did not. */
  readonly wasWritten: boolean;
  readonly before: string;
  readonly suggested: string;
  /** What stood in its place at the commit that took the decision in; empty where nothing did. */
  readonly keptAtCommit: string;
  /**
   * What stands in its place later. Empty where nothing does. Of an overridden suggestion of which nothing was kept:
   * what has come nearest to it since and was not there before.
   */
  readonly keptLater: string;
  /** Messages of the commits in between that changed the very span, oldest first. */
  readonly touching: readonly string[];
  /** VS Code language id. */
  readonly language: string | null;
}

/** Why an outcome is what it is, for the record. */
export type Because =
  /** the code is much as it was */
  | 'stands'
  /** a third or more of it is different */
  | 'rewritten'
  /** what stood before the suggestion is back */
  | 'reverted'
  /** a commit that says it fixes something changed it */
  | 'fixed'
  /** the code came back to within a third of the suggestion */
  | 'came-back'
  /** nothing was ever there that could stand */
  | 'nothing-kept';

/** What a decision proved to be. */
export interface LaterVerdict {
  /** Relative edit distance between the suggestion and what stands later, 0 to 1. */
  readonly distance: number;
  /** Null where none of the three applies. */
  readonly outcome: Outcome | null;
  readonly because: Because;
  /** Index in `touching` of the commit it rests on; null where it rests on the text. */
  readonly commit: number | null;
}

/**
 * What a decision proved to be. Over-reliance: trusted, then a third or more rewritten, put back, or the span touched
 * by a commit that looks like a fix or a revert. Good override: overrode, and the own version stood, unfixed.
 * Under-reliance: overrode, yet the code came back to within a third of the suggestion. An adapted suggestion is none
 * of them; nor is one that was declined before it ever stood anywhere and never came back: there is no own version.
 */
export function followUp(facts: LaterFacts): LaterVerdict {
  const { verdict, before, suggested, keptAtCommit, keptLater, touching, language } = facts;
  const distance = relativeDistance(suggested, keptLater, language);
  const revert = touching.findIndex(looksLikeRevert);
  const fix = touching.findIndex(looksLikeFix);
  const none = { distance, outcome: null, commit: null };
  if (verdict === 'overrode') {
    if (hasComeBack(facts, keptAtCommit) || hasComeBack(facts, keptLater))
      return { distance, outcome: 'under-reliance', because: 'came-back', commit: null };
    const nothing = withoutSpace(keptAtCommit) === '';
    if (nothing && !facts.wasWritten) return { ...none, because: 'nothing-kept' };
    if (fix >= 0) return { ...none, because: 'fixed', commit: fix };
    if (!nothing && isRewritten(keptAtCommit, keptLater, language)) return { ...none, because: 'rewritten' };
    return { distance, outcome: 'good-override', because: 'stands', commit: null };
  }
  const found = ((): Omit<LaterVerdict, 'distance' | 'outcome'> => {
    if (revert >= 0) return { because: 'reverted', commit: revert };
    if (fix >= 0) return { because: 'fixed', commit: fix };
    const later = judge({ before, suggested, kept: keptLater }, language);
    if (later.because === 'reverted') return { because: 'reverted', commit: null };
    const from = verdict === 'trusted' ? suggested : keptAtCommit;
    const rewritten = later.because === 'removed' || isRewritten(from, keptLater, language);
    return { because: rewritten ? 'rewritten' : 'stands', commit: null };
  })();
  const over = verdict === 'trusted' && found.because !== 'stands';
  return { distance, outcome: over ? 'over-reliance' : null, ...found };
}

function isRewritten(from: string, to: string, language: string | null): boolean {
  return relativeDistance(from, to, language) >= third;
}

/** Within a third of the suggestion, and nearer to it than to what stood before: a small change is near to both. */
function hasComeBack({ before, suggested, language }: LaterFacts, text: string): boolean {
  if (withoutSpace(suggested) === '' || withoutSpace(text) === '') return false;
  const distance = relativeDistance(suggested, text, language);
  return distance <= third && distance < relativeDistance(before, text, language);
}
