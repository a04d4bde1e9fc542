import type { SuggestionState } from '../ledger/suggestionState.ts';
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
  const several = new Map<SuggestionState['together'], SuggestionState[]>();
  for (const state of states) {
    const { together } = state;
    // Nearly all decisions have one part: nothing to look for.
    if (together.length === 1) {
      groups.push(new Group([state]));
      continue;
    }
    const parts = several.get(together);
    if (parts) parts.push(state);
    else {
      const first = [state];
      several.set(together, first);
      groups.push(new Group(first));
    }
  }
  return groups;
}

/** Works out what is asked for when it is asked for: of a hundred thousand decisions, most of it never is. */
class Group implements DecisionGroup {
  readonly parts: readonly SuggestionState[];

  constructor(parts: readonly SuggestionState[]) {
    this.parts = parts;
  }

  get id(): string {
    return this.parts[0]?.body.group ?? '';
  }

  get at(): string {
    const { parts } = this;
    let first = parts[0]?.at ?? '';
    if (parts.length > 1) for (const { at } of parts) if (at < first) first = at;
    return first;
  }

  get verdict(): Verdict {
    const only = onlyPart(this.parts);
    return only ? observed(only) : groupVerdict(this.parts.map(observed));
  }

  get reflection(): SuggestionState['reflection'] {
    const { parts } = this;
    let latest = parts[0]?.reflection ?? null;
    if (parts.length > 1)
      for (const { reflection } of parts) if (reflection && (!latest || reflection.at > latest.at)) latest = reflection;
    return latest;
  }

  get language(): string | null {
    return common(this.parts, languageOf);
  }

  get kind(): SuggestionState['kind'] {
    return common(this.parts, kindOf);
  }
}

const languageOf = ({ body }: SuggestionState): string | null => body.language;
const kindOf = ({ kind }: SuggestionState): SuggestionState['kind'] => kind;

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
  let all: Verdict = 'undecided';
  for (const verdict of parts) {
    if (verdict === 'undecided' || verdict === all) continue;
    if (all !== 'undecided') return 'adapted';
    all = verdict;
  }
  return all;
}

/** What a decision is shown as: what its author said, else what was observed. */
export function shownStance(said: { readonly stance: Stance } | null, verdict: Verdict): Stance | null {
  return said?.stance ?? stances.find((stance) => stance === verdict) ?? null;
}

/** How many of each, most first, equal counts by name. */
export function tally<T extends string>(values: Iterable<T>): [value: T, count: number][] {
  return tallyBy(values, (value) => value);
}

/** How many have each value, most first, equal counts by name; null is no value. */
export function tallyBy<I, T extends string>(
  items: Iterable<I>,
  valueOf: (item: I) => T | null,
): [value: T, count: number][] {
  const counts = new Map<T, number>();
  for (const item of items) {
    const value = valueOf(item);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(byCount);
}

function byCount([a, n]: readonly [string, number], [b, m]: readonly [string, number]): number {
  return m - n || (a < b ? -1 : 1);
}

/** Of how many decisions a part has each value, most first; a decision counts once for a value, nulls not at all. */
export function tallyDecisions<T extends string>(
  groups: readonly DecisionGroup[],
  valueOf: (part: SuggestionState) => T | null,
): [value: T, count: number][] {
  const counts = new Map<T, number>();
  for (const { parts } of groups) {
    const only = onlyPart(parts);
    const values = only ? [valueOf(only)] : new Set(parts.map(valueOf));
    for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(byCount);
}

/** The part of a decision that has one, as nearly all have: nothing to compare, and nothing to go through. */
export function onlyPart(parts: readonly SuggestionState[]): SuggestionState | undefined {
  return parts.length === 1 ? parts[0] : undefined;
}

/** What all parts have in common; null where they differ, or do not have it. */
export function common<T>(parts: readonly SuggestionState[], valueOf: (part: SuggestionState) => T | null): T | null {
  const only = onlyPart(parts);
  // Apart, because a function with a closure in it makes room for that whenever it is called.
  return only ? valueOf(only) : commonOfSeveral(parts, valueOf);
}

function commonOfSeveral<T>(parts: readonly SuggestionState[], valueOf: (part: SuggestionState) => T | null): T | null {
  const first = parts[0];
  if (!first) return null;
  const value = valueOf(first);
  return parts.every((part) => valueOf(part) === value) ? value : null;
}
