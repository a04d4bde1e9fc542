import { attributionOf } from '../ledger/attribution.ts';
import type { SuggestionState } from '../ledger/suggestionState.ts';
import { isoTime } from '../shared/clock.ts';
import type { Stance } from '../shared/words.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A question asked and not answered for so long (ms) is dropped: the decision stays in the record as observed only. */
const answerWithin = day;
/** A decision never asked about waits so long (ms); later nobody remembers why. */
const rememberedFor = 7 * day;
/** A suggestion of a group without a verdict holds the group back so long (ms): its fate is still being followed. */
const followedFor = hour;
/** Suggestions older than so many days are looked at all at once. */
const mostDays = 1000;

/** Suggestions that belong together and are asked about as one. */
export interface DecisionGroup {
  readonly id: string;
  /** Those that count and have a verdict, oldest first. */
  readonly states: readonly SuggestionState[];
  /** What was observed of all of them together. */
  readonly observed: Stance;
  /** Whether any of them was overridden. */
  readonly overridden: boolean;
  /** When the newest of them was suggested (ms since 1970). */
  readonly at: number;
  /** When the developer was last asked about any of them (ms since 1970), or null. */
  readonly askedAt: number | null;
}

/**
 * The groups the developer has not answered, skipped, corrected or forgotten, whatever their age: a verdict is there
 * for at least one suggestion, and none is still being followed. Newest first. A ledger holds years of suggestions and
 * this is asked after each: of those nobody asks about only the group is looked at.
 * @param now ms since 1970
 * @param isAskedAbout a group is among them if this holds for one of its suggestions
 */
export function unanswered(
  states: Iterable<SuggestionState>,
  now: number,
  isAskedAbout: (state: SuggestionState) => boolean = () => true,
): DecisionGroup[] {
  const all = [...states];
  const about = new Set<string>();
  for (const state of all) if (isAskedAbout(state)) about.add(state.body.group);
  return groupsOf(
    all.filter(({ body }) => about.has(body.group)),
    now,
  );
}

/** The groups that wait for an answer now: for the count, the badge and the questions. Newest first. @param now ms since 1970 */
export function waiting(states: Iterable<SuggestionState>, now: number): DecisionGroup[] {
  return unanswered(states, now, mayWait(now)).filter((group) => isWaiting(group, now));
}

/**
 * The newest groups nobody answered, whatever their age. What a wrong clock put into the future is newer than all.
 * @param now ms since 1970
 * @param most how many
 */
export function newestUnanswered(states: Iterable<SuggestionState>, now: number, most: number): DecisionGroup[] {
  const all = [...states];
  for (let days = 28; ; days *= 4) {
    const since = now - days * day;
    const isAll = all.length === 0 || days > mostDays;
    const start = isAll ? '' : isoTime(since);
    const found = unanswered(all, now, ({ at }) => at >= start);
    // Of a group that is older than all that was looked at, a newer one might not have been seen.
    const newest = isAll ? found : found.filter((group) => group.at >= since);
    if (isAll || newest.length >= most) return newest.slice(0, most);
  }
}

/**
 * Whether a suggestion's group may wait at a time, told by looking at that suggestion alone. True for too many rather
 * than too few: times are compared as they are written, and nobody has to read a hundred thousand dates.
 * @param now ms since 1970
 */
export function mayWait(now: number): (state: SuggestionState) => boolean {
  const [from, to] = [isoTime(now - rememberedFor - day), isoTime(now + rememberedFor + day)];
  const isNear = (at: string): boolean => at > from && at < to;
  return ({ at, askedAt }) => isNear(at) || (askedAt !== null && isNear(askedAt));
}

function groupsOf(states: readonly SuggestionState[], now: number): DecisionGroup[] {
  // One word of the developer on any of them is a word on the group: it is not asked about again.
  const answered = new Set(states.filter(hasWord).map(({ body }) => body.group));
  const byGroup = new Map<string, SuggestionState[]>();
  for (const state of states) {
    const { group } = state.body;
    if (answered.has(group)) continue;
    const known = byGroup.get(group);
    if (known) known.push(state);
    else byGroup.set(group, [state]);
  }
  const groups: DecisionGroup[] = [];
  for (const [id, members] of byGroup) {
    const group = toGroup(id, members, now);
    if (group) groups.push(group);
  }
  return groups.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

function hasWord({ reflection, skippedAt, forgotten }: SuggestionState): boolean {
  return reflection !== null || skippedAt !== null || forgotten;
}

/**
 * Whether an unanswered group still waits; if not, it is observed only. Time is taken by distance: what was recorded
 * while a clock was wrong does not wait until that day comes.
 */
export function isWaiting(group: DecisionGroup, now: number): boolean {
  const [since, limit] = group.askedAt === null ? [group.at, rememberedFor] : [group.askedAt, answerWithin];
  return Math.abs(now - since) < limit;
}

function toGroup(id: string, members: readonly SuggestionState[], now: number): DecisionGroup | undefined {
  const counting = members.filter((state) => counts(state) && hasContent(state));
  if (counting.some((state) => state.verdict === null && Math.abs(now - Date.parse(state.at)) < followedFor)) return;
  const states = counting.filter(isDecided).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
  const newest = states.at(-1);
  if (!newest) return;
  const asked = members.flatMap(({ askedAt }) => (askedAt === null ? [] : Date.parse(askedAt)));
  return {
    id,
    states,
    observed: observedOf(states),
    overridden: states.some((state) => state.verdict?.label === 'overrode'),
    at: Date.parse(newest.at),
    askedAt: asked.length === 0 ? null : Math.max(...asked),
  };
}

/** Whether a suggestion is one the developer decided about: an AI's, as far as is known. */
export function counts(state: SuggestionState): boolean {
  const attribution = attributionOf(state);
  return attribution === 'believed' || attribution === 'confirmed';
}

/** Of a suggestion that was sent away only the fact is known: there is nothing to ask about. */
export function hasContent({ body: { size } }: SuggestionState): boolean {
  return size.before.characters + size.suggested.characters > 0;
}

function isDecided(state: SuggestionState): boolean {
  return state.verdict !== null && state.verdict.label !== 'undecided';
}

/** Partly kept and partly not is adapted, whichever part was larger. */
export function observedOf(states: readonly SuggestionState[]): Stance {
  const labels = new Set(states.map((state) => state.verdict?.label));
  if (labels.size > 1) return 'adapted';
  if (labels.has('trusted')) return 'trusted';
  return labels.has('overrode') ? 'overrode' : 'adapted';
}
