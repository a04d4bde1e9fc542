import type { SuggestionState } from '../ledger/suggestionState.ts';
import type { Body } from '../ledger/records.ts';
import type { DecisionGroup } from '../portfolio/groups.ts';

/** Where something applies: kind, language and domain, of which null lets everything through. */
export type Cell = Pick<Body<'rule'>['cell'], 'kind' | 'language' | 'domain'>;

/** The cell that every decision is in. */
export const anywhere: Cell = { kind: null, language: null, domain: null };

/** Whether a suggestion is in a cell. What is not known of it is in no narrower cell. */
export function isIn(cell: Cell, { kind, domain, body: { language } }: SuggestionState): boolean {
  return (
    (cell.kind === null || cell.kind === kind) &&
    (cell.language === null || cell.language === language) &&
    (cell.domain === null || cell.domain === domain)
  );
}

/** A decision is in a cell when a part of it is. */
export function groupIsIn(cell: Cell, { parts }: Pick<DecisionGroup, 'parts'>): boolean {
  return parts.some((part) => isIn(cell, part));
}

/** Whether everything in `inner` is in `outer` as well. */
export function includes(outer: Cell, inner: Cell): boolean {
  return (
    (outer.kind === null || outer.kind === inner.kind) &&
    (outer.language === null || outer.language === inner.language) &&
    (outer.domain === null || outer.domain === inner.domain)
  );
}

/** One text for each cell. */
export function cellKey({ kind, language, domain }: Cell): string {
  return [kind, language, domain].map((name) => name ?? '').join('/');
}

/** How many of kind, language and domain a cell names. */
export function narrowness({ kind, language, domain }: Cell): number {
  return [kind, language, domain].filter((name) => name !== null).length;
}

/** Of cells that hold the same decisions, the one people name first: the least narrow, then by kind, language, domain. */
export function byName(a: Cell, b: Cell): number {
  const rank = ({ kind, language, domain }: Cell): number =>
    (kind === null ? 4 : 0) + (language === null ? 2 : 0) + (domain === null ? 1 : 0);
  return narrowness(a) - narrowness(b) || rank(a) - rank(b);
}

/**
 * Every cell a decision is in that names something, each once. What is `other` says nothing and names no cell.
 */
export function cellsOf({ parts }: Pick<DecisionGroup, 'parts'>): Cell[] {
  const cells = new Map<string, Cell>();
  for (const { kind, domain, body } of parts) {
    const kinds = kind === null || kind === 'other' ? [null] : [null, kind];
    const languages = body.language === null ? [null] : [null, body.language];
    const domains = domain === null || domain === 'other' ? [null] : [null, domain];
    for (const one of kinds)
      for (const language of languages)
        for (const where of domains) {
          const cell = { kind: one, language, domain: where };
          if (narrowness(cell) > 0) cells.set(cellKey(cell), cell);
        }
  }
  return [...cells.values()];
}
