import type { Domain, TaskKind } from '../shared/words.ts';

/** What {@link firstTimes} reads of a decision. */
export interface Dated {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly domain: Domain | null;
  readonly language: string | null;
  readonly kind: TaskKind | null;
}

/** The first decision of a domain, a language or a kind of task. */
export interface FirstTime<D extends Dated = Dated> {
  readonly what: 'domain' | 'language' | 'kind';
  readonly value: string;
  readonly at: string;
  readonly decision: D;
}

/**
 * When each domain, language and kind of task came up for the first time, oldest first. The very first decision of all
 * is new in everything, which says nothing: who wants to tell what is new from what was merely first recorded leaves
 * out the first weeks.
 * @param decisions in any order; unknown values are passed over
 */
export function firstTimes<D extends Dated>(decisions: Iterable<D>): FirstTime<D>[] {
  const found = new Map<string, FirstTime<D>>();
  for (const decision of decisions) {
    for (const what of ['domain', 'language', 'kind'] as const) {
      const value = decision[what];
      if (value === null) continue;
      const known = found.get(`${what} ${value}`);
      if (!known || decision.at < known.at) found.set(`${what} ${value}`, { what, value, at: decision.at, decision });
    }
  }
  return [...found.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
