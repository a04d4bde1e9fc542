import type { SuggestionState } from '../ledger/readModel.ts';
import { stances, type Stance, type Verdict } from '../shared/words.ts';

/** One decision: what a person decided about suggestions that belong together. What `n` counts. */
export interface DecisionGroup {
  readonly id: string;
  /** When its first suggestion came. */
  readonly at: string;
  readonly parts: readonly SuggestionState[];
  /** What was observed; see {@link groupVerdict}. */
  readonly verdict: Verdict;
  /** What its author said, the latest where it was said more than once; null where nothing was. */
  readonly reflection: SuggestionState['reflection'];
  /** The language of all parts; null where it is unknown or they differ. */
  readonly language: string | null;
  readonly kind: SuggestionState['kind'];
}

/** Gathers suggestions into decisions, in the order their first parts come. */
export function groupStates(states: readonly SuggestionState[]): DecisionGroup[] {
  const groups: DecisionGroup[] = [];
  const places = new Map<string, number>();
  const several = new Map<number, SuggestionState[]>();
  for (const state of states) {
    const id = state.body.group;
    const place = places.get(id);
    if (place === undefined) {
      // At once, while the state is at hand: nearly all decisions have one part.
      places.set(id, groups.push(toGroup(id, [state])) - 1);
      continue;
    }
    const parts = several.get(place) ?? [...(groups[place]?.parts ?? [])];
    parts.push(state);
    several.set(place, parts);
  }
  for (const [place, parts] of several) {
    const id = groups[place]?.id;
    if (id !== undefined) groups[place] = toGroup(id, parts);
  }
  return groups;
}

function toGroup(id: string, parts: readonly SuggestionState[]): DecisionGroup {
  const [only] = parts;
  // Nearly all decisions have one part: nothing to compare.
  if (only && parts.length === 1) {
    const { at, reflection, kind, body } = only;
    return { id, at, parts, verdict: observed(only), reflection, language: body.language, kind };
  }
  return {
    id,
    at: parts.reduce((first, { at }) => (at < first ? at : first), only?.at ?? ''),
    parts,
    verdict: groupVerdict(parts.map(observed)),
    reflection: parts.reduce<SuggestionState['reflection']>(
      (latest, { reflection }) => (reflection && (!latest || reflection.at > latest.at) ? reflection : latest),
      null,
    ),
    language: common(parts.map(({ body }) => body.language)),
    kind: common(parts.map(({ kind }) => kind)),
  };
}

/** What was observed of one suggestion. */
export function observed(state: SuggestionState): Verdict {
  return state.verdict?.label ?? 'undecided';
}

/**
 * The verdict on a whole decision. Trusted only if every part was kept as offered, overrode only if none was kept;
 * a decision that kept some parts and not others kept the offer with changes, so it is adapted. Parts nobody has
 * decided yet do not take part; where all are, the decision is undecided.
 */
export function groupVerdict(parts: readonly Verdict[]): Verdict {
  const decided = new Set(parts.filter((verdict) => verdict !== 'undecided'));
  if (decided.size === 0) return 'undecided';
  const [only] = decided;
  return decided.size === 1 && only ? only : 'adapted';
}

/** What a decision is shown as: what its author said, else what was observed. */
export function shownStance(said: { readonly stance: Stance } | null, verdict: Verdict): Stance | null {
  return said?.stance ?? stances.find((stance) => stance === verdict) ?? null;
}

/** How many of each, most first, equal counts by name. */
export function tally<T extends string>(values: Iterable<T>): [value: T, count: number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

/** Of how many decisions a part has each value, most first; a decision counts once for a value, nulls not at all. */
export function tallyDecisions<T extends string>(
  groups: readonly DecisionGroup[],
  valueOf: (part: SuggestionState) => T | null,
): [value: T, count: number][] {
  const counts = new Map<T, number>();
  for (const { parts } of groups) {
    const [only] = parts;
    // Nearly all have one part; no set is made for them.
    const values = parts.length === 1 && only ? [valueOf(only)] : new Set(parts.map(valueOf));
    for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

function common<T>(values: readonly T[]): T | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}
