import { laterOf } from '../portfolio/followUpCounts.ts';
import { groupStates, type DecisionGroup } from '../portfolio/groups.ts';
import { wasTakenIn } from '../portfolio/survivalShares.ts';
import type { SuggestionState } from '../ledger/suggestionState.ts';

/** Of so many decisions in a cell, so many were reworked. */
export interface CellRecord {
  readonly reworked: number;
  readonly n: number;
}

/** Fewer decisions say nothing about a cell. */
const enough = 8;
/** From this share on a record is poor. */
const poorFrom = 2 / 3;

/** Suggestions looked at in one step: a few milliseconds. */
const atATime = 2000;

/** The developer's own record, cell by cell. */
export class CellRecords {
  readonly #cells: ReadonlyMap<string, CellRecord>;

  private constructor(cells: ReadonlyMap<string, CellRecord>) {
    this.#cells = cells;
  }

  /**
   * Counts decisions that were taken in and decided: reworked is what was changed, taken out again, or found to be
   * over-reliance later. What was declined when it was offered was no work. In steps of some thousand suggestions, so
   * that others can have their turn.
   * @param states suggestions that count
   */
  static *counting(states: readonly SuggestionState[]): Generator<undefined, CellRecords> {
    const byGroup = new Map<string, SuggestionState[]>();
    let looked = 0;
    for (const state of states) {
      const known = byGroup.get(state.body.group);
      if (known) known.push(state);
      else byGroup.set(state.body.group, [state]);
      if (++looked % atATime === 0) yield;
    }
    const cells = new Map<string, { reworked: number; n: number }>();
    for (const parts of byGroup.values()) {
      for (const group of groupStates(parts)) count(group, cells);
      if (++looked % atATime === 0) yield;
    }
    return new CellRecords(cells);
  }

  /** The record where it is poor, to be said beside a suggestion; null where it is good, or too short to tell. */
  poorAt(kind: string | null, language: string | null): CellRecord | null {
    if (kind === null || language === null) return null;
    const cell = this.#cells.get(keyOf(kind, language));
    return cell && cell.n >= enough && cell.reworked / cell.n >= poorFrom ? cell : null;
  }
}

function count(group: DecisionGroup, cells: Map<string, { reworked: number; n: number }>): void {
  if (group.verdict === 'undecided' || !group.parts.some(wasTakenIn)) return;
  const key = keyOf(group.kind, group.language);
  let cell = cells.get(key);
  if (!cell) cells.set(key, (cell = { reworked: 0, n: 0 }));
  cell.n += 1;
  if (group.verdict !== 'trusted' || laterOf(group).overReliance === true) cell.reworked += 1;
}

function keyOf(kind: string | null, language: string | null): string {
  return `${kind ?? ''}\n${language ?? ''}`;
}
