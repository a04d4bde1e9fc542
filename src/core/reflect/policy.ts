import type { SuggestionState } from '../ledger/readModel.ts';
import { byOwnAccord, ignoredInARow, type Asked } from './attention.ts';
import { mayAsk, type AskWhen, type Boundary } from './boundaries.ts';
import { draw } from './draw.ts';
import { isWaiting, unanswered, type DecisionGroup } from './groups.ts';
import { habitOf, scoreOf } from './score.ts';

const day = 24 * 3_600_000;

/** The limits of asking without being asked to. Days are any 24 hours, so that no time zone matters. */
export const limits = {
  decisionsPerDigest: 3,
  digestsPerDay: 3,
  /** So many questions ignored in a row: the same budget is spread over two days. */
  ignoredToHalve: 2,
  /** So many: silence, until the developer comes back. */
  ignoredToSilence: 5,
  /** Time (ms) without a key before a question may appear. */
  quietBefore: 4_000,
  /** On request with nothing waiting, so many older ones are offered. */
  olderOnRequest: 20,
} as const;

/** What happened so far: the ledger's read model, and where a suggestion was made. */
export interface History {
  readonly suggestions: ReadonlyMap<string, SuggestionState>;
  readonly asked: readonly Asked[];
  /** Path relative to the repository, with `/`; null where it was not kept. Asked for waiting suggestions only. */
  readonly file: (state: SuggestionState) => string | null;
}

/** Now, in ms since 1970, and what just happened. */
export interface Moment {
  readonly now: number;
  readonly boundary: Boundary;
  /** When the developer last typed (ms since 1970), or null. */
  readonly lastInputAt: number | null;
}

export interface AskSettings {
  readonly when: AskWhen;
  /** The most decisions in a day asked without request; 0 for none. */
  readonly maxPerDay: number;
}

/** Why nothing is asked. */
export type Because = 'setting' | 'typing' | 'nothing-waits' | 'budget' | 'halved' | 'silenced';

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
  | {
      readonly kind: 'wait';
      readonly because: Because;
      /** When it is worth trying again without a new boundary (ms since 1970), or null. */
      readonly until: number | null;
    };

/**
 * Whether and about what to ask. Pure: the same arguments give the same advice.
 * Limits and order: at boundaries only, never while typing, within the budget, nothing twice; overrides first, then
 * by size × surprise × risk, and once a day one drawn at random. On request everything that waits, best first.
 */
export function advise(history: History, moment: Moment, settings: AskSettings): Advice {
  const { now, boundary, lastInputAt } = moment;
  if (!mayAsk(settings.when, boundary)) return wait('setting');
  const open = unanswered(history.suggestions.values(), now);
  const current = open.filter((group) => isWaiting(group, now));
  if (boundary === 'request') return onRequest(history, current, open);

  const fresh = current.filter((group) => group.askedAt === null);
  if (fresh.length === 0) return wait('nothing-waits');
  const ignored = ignoredInARow(history.suggestions, history.asked);
  if (ignored >= limits.ignoredToSilence) return wait('silenced');
  const allowed = allowance(history, now, settings.maxPerDay, ignored >= limits.ignoredToHalve);
  if (typeof allowed === 'string') return wait(allowed);
  // Last, because it is the only obstacle that passes by itself in a moment.
  if (lastInputAt !== null && Math.abs(now - lastInputAt) < limits.quietBefore) {
    return wait('typing', Math.min(lastInputAt, now) + limits.quietBefore);
  }
  const random = hadRandom(history.asked, now)
    ? null
    : draw(
        fresh.map(({ id }) => id),
        new Date(now).toISOString().slice(0, 10),
      );
  const drawn = fresh.filter(({ id }) => id === random);
  const best = inOrder(
    history,
    fresh.filter(({ id }) => id !== random),
  ).slice(0, allowed - drawn.length);
  // In one order, whether chosen or drawn: the override is asked about while it is remembered best.
  return { kind: 'ask', decisions: inOrder(history, [...best, ...drawn]), random, older: false };
}

/** Groups as worth asking about: overrides first, then by score. */
export function inOrder(history: History, groups: readonly DecisionGroup[]): DecisionGroup[] {
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

function onRequest(history: History, current: readonly DecisionGroup[], open: readonly DecisionGroup[]): Advice {
  const older = current.length === 0;
  // The newest of the older ones are remembered best; a year of imported history is not put before anybody.
  const decisions = inOrder(history, older ? open.slice(0, limits.olderOnRequest) : current);
  return decisions.length === 0 ? wait('nothing-waits') : { kind: 'ask', decisions, random: null, older };
}

/** How many decisions may be asked about now, or why none. */
function allowance(
  { suggestions, asked }: History,
  now: number,
  maxPerDay: number,
  halved: boolean,
): number | 'budget' | 'halved' {
  const within = halved ? 2 * day : day;
  // By distance, so that one clock set wrong for an hour does not silence the rest of the year.
  const recent = byOwnAccord(asked).filter(({ at }) => Math.abs(now - Date.parse(at)) < within);
  const decisions = recent.reduce((sum, digest) => {
    return sum + new Set(digest.suggestions.map((id) => suggestions.get(id)?.body.group ?? id)).size;
  }, 0);
  const left = Math.min(limits.decisionsPerDigest, maxPerDay - decisions);
  if (recent.length < limits.digestsPerDay && left > 0) return left;
  return halved ? 'halved' : 'budget';
}

function hadRandom(asked: readonly Asked[], now: number): boolean {
  return asked.some(({ at, random }) => typeof random === 'string' && Math.abs(now - Date.parse(at)) < day);
}

function wait(because: Because, until: number | null = null): Advice {
  return { kind: 'wait', because, until };
}
