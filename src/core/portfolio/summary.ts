import { firstTimes, type Dated, type FirstTime } from '../follow/firstTimes.ts';
import type { SuggestionState } from '../ledger/suggestionState.ts';
import type { Verdict } from '../shared/words.ts';
import { countCalibration, type Calibration } from './calibration.ts';
import { countChecks, type CheckCounts } from './checkCounts.ts';
import { countCollaboration, type Collaboration } from './pattern.ts';
import type { Corrections } from './corrections.ts';
import { countFollowUps, type FollowUpCounts } from './followUpCounts.ts';
import { groupStates, type DecisionGroup } from './groups.ts';
import { cutInHalves, type Halves } from './halves.ts';
import type { Period } from './period.ts';
import type { PracticeShown } from './practiceShown.ts';
import { drawSample } from './randomSample.ts';
import type { CodeMode } from './shownText.ts';
import { survivalShares, type SurvivalShare } from './survivalShares.ts';

/** What stays out of the counts, so that the page can say so. */
export interface LeftOut {
  /** Suggestions less likely than not an AI's. */
  readonly improbable: number;
  /** Suggestions the author said were not an AI's. */
  readonly corrected: number;
  /** Ledger lines that could not be read. */
  readonly unread: number;
  /** Segments of the ledger of which records are missing that a checkpoint covered. */
  readonly lost: number;
}

/** A prompt kept as a practice, redacted. */
export interface KeptPrompt {
  /** What it is good for; empty where its author did not say. */
  readonly title: string;
  readonly prompt: string;
}

/** The author's words for people who do not program. */
export interface PlainWords {
  readonly words: string;
  /** Whether a model drafted them. */
  readonly drafted: boolean;
}

/** All that a portfolio says about a period beside its cases. Counts only; no private text but the author's own line and practices. */
export interface Summary {
  /** What the author builds, in their own words, for the opening. */
  readonly about?: string | undefined;
  /** The author's own words for people who do not program, and whether a model drafted them. */
  readonly plain?: PlainWords | undefined;
  readonly period: Period | undefined;
  /** Whether only one workspace is counted. Its name may be a client's, so it is not published. */
  readonly oneWorkspace: boolean;
  /** Whether the author chose and saw the cases. */
  readonly reviewed: boolean;
  /** How much of their code the cases show, each mode once. */
  readonly codes: readonly CodeMode[];
  readonly exported: string;
  readonly record: { readonly root: string; readonly size: number };
  /** The fingerprint of the key the portfolio is signed with; undefined where it is not. */
  readonly signed?: string | undefined;
  readonly groups: readonly DecisionGroup[];
  readonly suggestions: number;
  readonly byVerdict: Readonly<Record<Verdict, number>>;
  /** Decisions with a verdict. */
  readonly decided: number;
  readonly withReason: number;
  /** What was left of what was taken in, checkpoint by checkpoint. */
  readonly survival: readonly SurvivalShare[];
  /** What decisions proved to be later. */
  readonly followUps: FollowUpCounts;
  readonly checks: CheckCounts;
  readonly collaboration: Collaboration;
  /** How well the author's forecasts held. */
  readonly calibration: Calibration;
  /** Prompts the author keeps as practices, in their words, the newest first. Kept to be shown. */
  readonly keptPrompts: readonly KeptPrompt[];
  /** The period in two halves; undefined where there are too few decisions to compare. */
  readonly halves: Halves | undefined;
  /** Decisions drawn at random; none where there are too few. */
  readonly sample: readonly DecisionGroup[];
  /** When the first and the last suggestion of the period came; null where there is none. */
  readonly first: string | null;
  readonly last: string | null;
  /** Domains and languages whose first decision lies in the period, at least four weeks after recording began. */
  readonly firstTimes: readonly Pick<FirstTime, 'what' | 'value' | 'at'>[];
  readonly leftOut: LeftOut;
  readonly corrections: Corrections;
  /** Rules tried and weeks reviewed, redacted; undefined where nobody looked. */
  readonly practice?: PracticeShown | undefined;
}

/** What {@link summarise} is given beside the suggestions. */
export type SummaryFrame = Partial<Pick<Summary, 'keptPrompts'>> &
  Pick<
    Summary,
    | 'about'
    | 'plain'
    | 'period'
    | 'oneWorkspace'
    | 'reviewed'
    | 'codes'
    | 'exported'
    | 'record'
    | 'signed'
    | 'leftOut'
    | 'corrections'
    | 'practice'
  >;

const fourWeeks = 28 * 24 * 3_600_000;

/**
 * Counts a period.
 * @param states the suggestions of the period that count, oldest first
 * @param earlier all suggestions that count, of any time, for what was new in the period
 */
export function summarise(
  states: readonly SuggestionState[],
  earlier: readonly SuggestionState[],
  frame: SummaryFrame,
): Summary {
  const groups = groupStates(states);
  const byVerdict: Record<Verdict, number> = { trusted: 0, adapted: 0, overrode: 0, undecided: 0 };
  for (const { verdict } of groups) byVerdict[verdict] += 1;
  return {
    ...frame,
    groups,
    suggestions: states.reduce((sum, { body }) => sum + body.suggestions, 0),
    byVerdict,
    decided: groups.length - byVerdict.undecided,
    withReason: groups.filter(({ reflection }) => reflection !== null && reflection.reasons.length > 0).length,
    survival: survivalShares(groups),
    followUps: countFollowUps(groups),
    checks: countChecks(groups),
    collaboration: countCollaboration(groups),
    calibration: countCalibration(groups),
    keptPrompts: frame.keptPrompts ?? [],
    halves: cutInHalves(groups),
    sample: drawSample(groups, frame.record.root),
    first: states[0]?.at ?? null,
    last: states.at(-1)?.at ?? null,
    firstTimes: newInPeriod(states, earlier),
  };
}

/** What came up when recording had only begun was merely recorded then for the first time. */
function newInPeriod(states: readonly SuggestionState[], all: readonly SuggestionState[]): Summary['firstTimes'] {
  const began = Date.parse(all[0]?.at ?? '');
  const firsts = firstTimes(datedOf(all)).filter(
    ({ what, at }) => what !== 'kind' && Date.parse(at) - began >= fourWeeks,
  );
  const ids = new Set(firsts.map(({ decision }) => decision.id));
  const inside = new Set(states.filter(({ id }) => ids.has(id)).map(({ id }) => id));
  return firsts.filter(({ decision }) => inside.has(decision.id)).map(({ what, value, at }) => ({ what, value, at }));
}

function* datedOf(states: readonly SuggestionState[]): Generator<Dated & { readonly id: string }, void> {
  for (const { id, at, kind, domain, body } of states) yield { id, at, kind, domain, language: body.language };
}
