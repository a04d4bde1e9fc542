import type { ProofStep } from '../../ledger/merkle.ts';
import type { Manifest, ProvenCase } from '../manifest.ts';

/** A state of the record that was anchored before the export. */
export interface EarlierState {
  readonly state: { readonly root: string };
  readonly size: number;
  proof(index: number): { readonly index: number; readonly path: readonly ProofStep[] } | undefined;
}

/** Earlier states that are looked at: each costs a tree over the whole record. */
const mostStates = 8;

/** Of many states as many as are looked at, spread evenly; the first and the last are among them. */
export function spread<T>(states: readonly T[]): readonly T[] {
  if (states.length <= mostStates) return states;
  const step = (states.length - 1) / (mostStates - 1);
  return Array.from({ length: mostStates }, (_, index) => states[Math.round(index * step)]).flatMap((one) => one ?? []);
}

/**
 * Adds to each record of the cases its way to the earliest anchored state that held it.
 * @param states the earliest first
 */
export function provenEarlier(
  cases: readonly ProvenCase[],
  states: readonly EarlierState[],
): { readonly cases: ProvenCase[]; readonly anchors: NonNullable<Manifest['anchors']> } {
  const used: EarlierState[] = [];
  const proven = cases.map((one) => ({
    ...one,
    records: one.records.map((record) => {
      const state = states.find((candidate) => candidate.proof(record.index) !== undefined);
      const proof = state?.proof(record.index);
      if (!state || !proof) return record;
      if (!used.includes(state)) used.push(state);
      const path = proof.path.map((step) => ({ ...step }));
      return { ...record, earlier: { anchor: used.indexOf(state), index: proof.index, path } };
    }),
  }));
  return { cases: proven, anchors: used.map(({ state, size }) => ({ root: state.root, size })) };
}
