import type { SuggestionState } from '../ledger/suggestionState.ts';
import type { Asked } from './attention.ts';
import { draw } from './draw.ts';
import { newestUnanswered, waiting, type AskableRecord, type DecisionGroup } from './groups.ts';
import type { AskSettings, Moment } from './moment.ts';
import { obstaclesTo, type Obstacle, type Situation } from './obstacles.ts';
import { habitOf, scoreOf } from './score.ts';

const day = 24 * 3_600_000;

/** What happened so far, and where a suggestion was made. */
export interface History extends AskableRecord {
  /** Path relative to the repository, with `/`; null where it was not kept. Asked for waiting suggestions only. */
  readonly file: (state: SuggestionState) => string | null;
}

/** Ask about these groups, in this order, or do not ask. */
export type Advice =
  | {
      readonly kind: 'ask';
      readonly decisions: readonly DecisionGroup[];
      /** Id of the group drawn at random, marked so that the record is not only highlights. */
      readonly random: string | null;
      /** None waited, so those that were only observed are offered (on request alone). */
      readonly older: boolean;
    }
  /** The first of the {@link obstacles}. */
  | ({ readonly kind: 'wait' } & Obstacle);

/**
 * Whether and about what to ask. Pure: the same arguments give the same advice.
 * Limits and order: at boundaries only, never while typing, within the budget, nothing twice; overrides first, then
 * by size × surprise × risk, and once a day one drawn at random. On request everything that waits, best first.
 */
export function advise(history: History, moment: Moment, settings: AskSettings): Advice {
  const { now, boundary } = moment;
  if (boundary === 'request') return onRequest(history, now);
  const situation = situationOf(history, moment, settings);
  const { obstacles, ready, allowed } = obstaclesTo(situation);
  const [first] = obstacles;
  if (first) return { kind: 'wait', ...first };
  const random = drawn(history.asked, ready, now, allowed);
  const ranked = inOrder(history, ready);
  const best = ranked.filter(({ id }) => id !== random).slice(0, allowed - (random === null ? 0 : 1));
  // In one order, whether chosen or drawn: the override is asked about while it is remembered best.
  const decisions = ranked.filter((group) => group.id === random || best.includes(group));
  return { kind: 'ask', decisions, random, older: false };
}

/** Everything that keeps Pairfolio from asking at a moment, the weightiest first; none if it would ask. */
export function obstacles(history: History, moment: Moment, settings: AskSettings): readonly Obstacle[] {
  return moment.boundary === 'request' ? [] : obstaclesTo(situationOf(history, moment, settings)).obstacles;
}

/** Groups as worth asking about: overrides first, then by score. */
function inOrder(history: History, groups: readonly DecisionGroup[]): DecisionGroup[] {
  const habit = habitOf(history.suggestions.values());
  const scored = groups.map((group) => ({ group, score: scoreOf(group, habit, history.file) }));
  scored.sort(
    (a, b) =>
      Number(b.group.overridden) - Number(a.group.overridden) ||
      b.score - a.score ||
      (a.group.id < b.group.id ? -1 : 1),
  );
  return scored.map(({ group }) => group);
}

function situationOf(history: History, moment: Moment, settings: AskSettings): Situation {
  const { suggestions, asked } = history;
  return { suggestions, asked, waiting: waiting(history, moment.now), moment, settings };
}

function onRequest(history: History, now: number): Advice {
  const current = waiting(history, now);
  const older = current.length === 0;
  // The newest of the older ones are remembered best; a year of imported history is not put before anybody.
  const offered = older ? newestUnanswered(history, now, olderOnRequest) : current;
  const decisions = inOrder(history, offered);
  if (decisions.length === 0) return { kind: 'wait', because: 'nothing-waits', until: null };
  return { kind: 'ask', decisions, random: null, older };
}

/** On request with nothing waiting, so many older ones are offered. */
const olderOnRequest = 20;

/** The id of the day's random decision, or null: there was one, or the only place goes to an override. */
function drawn(asked: readonly Asked[], ready: readonly DecisionGroup[], now: number, places: number): string | null {
  if (asked.some(({ at, random }) => typeof random === 'string' && Math.abs(now - Date.parse(at)) < day)) return null;
  if (places === 1 && ready.some(({ overridden }) => overridden)) return null;
  return draw(
    ready.map(({ id }) => id),
    new Date(now).toISOString().slice(0, 10),
  );
}
