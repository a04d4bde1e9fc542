import { attributionOf, type Attribution } from '../../core/ledger/attribution.ts';
import type { Decision } from '../../core/ledger/decision.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { checkpoints } from '../../core/shared/words.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** One private text a record names. */
export interface StoredText {
  readonly name: string;
  /** The record it belongs to: `suggestion`, `survival (30s)`, `reflection` … */
  readonly of: string;
  /** Null where it was erased, or the record is damaged. */
  readonly text: string | null;
  /** The file that holds it, below the ledger's folder; null where it is not there any more. */
  readonly where: string | null;
}

/** One record of the chain; it holds no text. */
export interface StoredRecord {
  readonly type: string;
  readonly at: string;
  /** Its file, below the ledger's folder. */
  readonly where: string;
  /** From 1. */
  readonly line: number;
}

/** Everything stored about one decision. */
export interface StoredDecision {
  /** As `pairfolio log --json` prints it. */
  readonly decision: Decision;
  readonly attribution: Attribution;
  readonly texts: readonly StoredText[];
  /** The records that stand; older ones of the same kind are in the chain, too. */
  readonly records: readonly StoredRecord[];
}

/** What is stored about a file; `pairfolio stored FILE --json` prints it. */
export interface Stored {
  readonly schema: 'pairfolio.stored/1';
  readonly file: string;
  /** The ledger's folder. */
  readonly ledger: string;
  readonly decisions: readonly StoredDecision[];
  /** Decisions forgotten in the whole ledger: nothing says any more which file they were about. */
  readonly forgotten: number;
}

/** Collects what is stored. @param states the decisions of the file */
export function storedAbout(ledger: Ledger, file: string, states: readonly SuggestionState[]): Stored {
  const all = [...ledger.read().suggestions.values()];
  return {
    schema: 'pairfolio.stored/1',
    file,
    ledger: ledger.home,
    decisions: states.map((state) => ({
      decision: ledger.decision(state),
      attribution: attributionOf(state),
      texts: textsOf(ledger, state),
      records: recordsOf(state),
    })),
    forgotten: all.filter(({ forgotten }) => forgotten).length,
  };
}

function textsOf({ texts }: Ledger, state: SuggestionState): StoredText[] {
  const named: [of: string, hashes: Readonly<Record<string, string>>][] = [
    ['suggestion', state.body.texts],
    ...Object.values(state.survival).flatMap((one) =>
      one ? [[`survival (${one.checkpoint})`, one.texts] as const] : [],
    ),
    ['verdict', state.kept ?? {}],
    ...state.commits.map(({ texts }) => ['commit', texts] as const),
    ['follow-up', state.followUp?.texts ?? {}],
    ['reflection', state.reflection?.texts ?? {}],
    ['case', state.caseWords?.texts ?? {}],
    ['practice', state.practice?.texts ?? {}],
  ].map(([of, hashes]) => [of as string, hashes as Readonly<Record<string, string>>]);
  const seen = new Set<string>();
  return named.flatMap(([of, hashes]) => {
    const found = texts.lookUp(hashes);
    const file = texts.fileOf(hashes);
    return Object.entries(hashes).flatMap(([name, hash]) => {
      // The newest kept text is of a survival or a verdict, and stands with it already.
      if (seen.has(hash)) return [];
      seen.add(hash);
      const text = found[name] ?? null;
      return [{ name, of, text, where: text === null || file === undefined ? null : `texts/${file}` }];
    });
  });
}

function recordsOf({ at, place, standing }: SuggestionState): StoredRecord[] {
  const places = new Map([[`${place.segment} ${String(place.seq)}`, { type: 'suggestion', at, ...place }]]);
  for (const [what, { at, segment, seq }] of Object.entries(standing)) {
    const key = `${segment} ${String(seq)}`;
    const isCheckpoint = checkpoints.some((name) => name === what);
    const type = isCheckpoint ? `survival (${what})` : what;
    // A kept text stands in the record of the survival or verdict it was measured for.
    if (what !== 'kept' || !places.has(key)) places.set(key, { type, at, segment, seq });
  }
  return [...places.values()]
    .map(({ segment, seq, ...record }) => ({ ...record, where: `segments/${segment}.jsonl`, line: seq + 1 }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.line - b.line));
}
