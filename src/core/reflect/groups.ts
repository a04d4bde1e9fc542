import { attributionOf } from '../ledger/attribution.ts';
import type { SuggestionState } from '../ledger/suggestionState.ts';
import { isoTime } from '../shared/clock.ts';
import type { Stance } from '../shared/words.ts';
import type { Asked } from './attention.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A question asked and not answered for so long (ms) is dropped: the decision stays in the record as observed only. */
const answerWithin = day;
/** A decision never asked about waits so long (ms); later nobody remembers why. */
const rememberedFor = 7 * day;
/** A suggestion of a group without a verdict holds the group back so long (ms): its fate is still being followed. */
const followedFor = hour;

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

/** The record as far as questions need it: what the ledger's read model knows. */
export interface AskableRecord {
  /** All suggestions, by time. */
  readonly inOrder: readonly SuggestionState[];
  readonly suggestions: ReadonlyMap<string, SuggestionState>;
  readonly asked: readonly Asked[];
}

/**
 * The groups of these suggestions that the developer has not answered, skipped, corrected or forgotten, whatever their
 * age: a verdict is there for at least one suggestion, and none is still being followed. Newest first.
 * @param now ms since 1970
 */
export function unanswered(states: Iterable<SuggestionState>, now: number): DecisionGroup[] {
  const groups = new Set<readonly SuggestionState[]>();
  for (const { together } of states) groups.add(together);
  const found: DecisionGroup[] = [];
  for (const members of groups) {
    const group = toGroup(members, now);
    if (group) found.push(group);
  }
  return found.sort(newestFirst);
}

/** The groups that wait for an answer now: for the count, the badge and the questions. Newest first. @param now ms since 1970 */
export function waiting(record: AskableRecord, now: number): DecisionGroup[] {
  return unanswered(mayWait(record, now), now).filter((group) => isWaiting(group, now));
}

/**
 * The newest groups nobody answered, whatever their age. What a wrong clock put into the future is newer than all.
 * @param now ms since 1970
 * @param most how many
 */
export function newestUnanswered(
  { inOrder }: Pick<AskableRecord, 'inOrder'>,
  now: number,
  most: number,
): DecisionGroup[] {
  const seen = new Set<readonly SuggestionState[]>();
  const found: DecisionGroup[] = [];
  for (let place = inOrder.length - 1; place >= 0; place--) {
    const state = inOrder[place];
    // A group is as old as the newest of its decisions, so it comes up with that one.
    if (!state || !isAnswerable(state) || seen.has(state.together)) continue;
    const oldest = found.at(-1);
    if (oldest && found.length >= most && Date.parse(state.at) < oldest.at) break;
    seen.add(state.together);
    const group = toGroup(state.together, now);
    if (group) found.push(group);
  }
  return found.sort(newestFirst).slice(0, most);
}

/**
 * Suggestions among whose groups are all that may wait at a time. A ledger holds years of suggestions, and this is
 * asked after each: only the last of them are gone through. Times are compared as they are written.
 * @param now ms since 1970
 */
export function* mayWait(
  { inOrder, suggestions, asked }: AskableRecord,
  now: number,
): Generator<SuggestionState, void> {
  const from = isoTime(now - rememberedFor - day);
  for (let place = inOrder.length - 1; place >= 0; place--) {
    const state = inOrder[place];
    if (!state || state.at < from) break;
    yield state;
  }
  for (const { at, suggestions: ids } of asked)
    if (at >= from)
      for (const id of ids) {
        const state = suggestions.get(id);
        if (state) yield state;
      }
}

function newestFirst(a: DecisionGroup, b: DecisionGroup): number {
  return b.at - a.at || (a.id < b.id ? -1 : 1);
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

function toGroup(members: readonly SuggestionState[], now: number): DecisionGroup | undefined {
  // One word of the developer on any of them is a word on the group: it is not asked about again.
  if (members.some(hasWord)) return;
  const counting = members.filter((state) => counts(state) && hasContent(state));
  if (counting.some((state) => state.verdict === null && Math.abs(now - Date.parse(state.at)) < followedFor)) return;
  const states = counting.filter(isDecided).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
  const newest = states.at(-1);
  if (!newest) return;
  const asked = members.flatMap(({ askedAt }) => (askedAt === null ? [] : Date.parse(askedAt)));
  return {
    id: newest.body.group,
    states,
    observed: observedOf(states),
    overridden: states.some((state) => state.verdict?.label === 'overrode'),
    at: Date.parse(newest.at),
    askedAt: asked.length === 0 ? null : Math.max(...asked),
  };
}

/** Whether a suggestion makes its group one that can be asked about. */
function isAnswerable(state: SuggestionState): boolean {
  return isDecided(state) && counts(state) && hasContent(state);
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
