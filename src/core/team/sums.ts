import type { Contribution } from './contribution.ts';
import { vectorLength } from './layout.ts';

/** The contributions of some members, added up. All a release needs to know of them. */
export interface PopulationSum {
  readonly members: number;
  /** Entry by entry; see `slots`. */
  readonly vector: readonly number[];
}

/** A window's contributions, added up. */
export interface WindowSum {
  readonly window: string;
  readonly total: PopulationSum;
  /** By label. Members without one are in the total alone. */
  readonly cohorts: ReadonlyMap<string, PopulationSum>;
}

/** Adds contributions to a window up, one at a time. */
export class WindowAdder {
  readonly window: string;
  readonly #total = emptySum();
  readonly #cohorts = new Map<string, ReturnType<typeof emptySum>>();

  constructor(window: string) {
    this.window = window;
  }

  add({ cohort, vector }: Pick<Contribution, 'cohort' | 'vector'>): void {
    addTo(this.#total, vector);
    if (cohort === null) return;
    const sum = this.#cohorts.get(cohort) ?? emptySum();
    this.#cohorts.set(cohort, sum);
    addTo(sum, vector);
  }

  get sum(): WindowSum {
    const cohorts = [...this.#cohorts].sort(([a], [b]) => (a < b ? -1 : 1));
    return { window: this.window, total: this.#total, cohorts: new Map(cohorts) };
  }
}

function emptySum(): { members: number; readonly vector: number[] } {
  return { members: 0, vector: new Array<number>(vectorLength).fill(0) };
}

function addTo(sum: ReturnType<typeof emptySum>, vector: readonly number[]): void {
  sum.members += 1;
  for (let place = 0; place < vectorLength; place++)
    sum.vector[place] = (sum.vector[place] ?? 0) + (vector[place] ?? 0);
}
