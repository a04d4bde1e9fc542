import {
  amounts,
  differentLeft,
  leftAt,
  nothingLeftKnown,
  survivalCheckpoints,
  withLeft,
  type Left,
  type SurvivalCheckpoint,
} from '../ledger/left.ts';
import { distanceAt, type SuggestionState } from '../ledger/suggestionState.ts';
import { onlyPart, type DecisionGroup } from './groups.ts';

/** What was left of suggestions at one checkpoint. All are counts of decisions. */
export interface SurvivalShare {
  readonly checkpoint: SurvivalCheckpoint;
  /** Decisions of which all that was taken in was measured then; the n of both shares. */
  readonly measured: number;
  /** Of those: distance 0. */
  readonly unchanged: number;
  /** Of those: distance below {@link mostlyBelow}; includes the unchanged. */
  readonly mostlyUnchanged: number;
}

/**
 * How much of what was taken in was still there at each checkpoint; all of them, those never measured with n = 0.
 *
 * Counted is what came into the file, whatever became of it later: what was removed a minute after it was accepted
 * counts as changed, else the figure would only say that what was kept was kept. Left out is what was declined when it
 * was offered, because the published figures count accepted suggestions. What a tool wrote without being asked to wait
 * for an answer is in, although nobody accepted it: leaving out what its author then took away would flatter.
 *
 * Of a decision with several parts the distance is the mean of its parts, weighted by the characters offered; it counts
 * as measured only where all parts were, and as unchanged only where all are.
 */
export function survivalShares(groups: readonly DecisionGroup[]): SurvivalShare[] {
  const sum = new SurvivalSum();
  for (const group of groups) sum.add(group);
  return sum.values;
}

/** Adds up {@link survivalShares}. */
export class SurvivalSum {
  readonly #counts = new Uint32Array(differentLeft);

  add({ parts }: DecisionGroup): void {
    const left = groupLeft(parts);
    this.#counts[left] = (this.#counts[left] ?? 0) + 1;
  }

  get values(): SurvivalShare[] {
    const shares = survivalCheckpoints.map((checkpoint) => ({
      checkpoint,
      measured: 0,
      unchanged: 0,
      mostlyUnchanged: 0,
    }));
    this.#counts.forEach((count, left) => {
      if (count === 0) return;
      for (const share of shares) {
        const amount = leftAt(left, share.checkpoint);
        if (amount >= amounts.less) share.measured += count;
        if (amount >= amounts.most) share.mostlyUnchanged += count;
        if (amount >= amounts.all) share.unchanged += count;
      }
    });
    return shares;
  }
}

/** What was left of what was taken in of a decision. */
export function groupLeft(parts: readonly SuggestionState[]): Left {
  const only = onlyPart(parts);
  if (only) return wasTakenIn(only) ? only.left : nothingLeftKnown;
  let left = nothingLeftKnown;
  for (const checkpoint of survivalCheckpoints) left = withLeft(left, checkpoint, groupDistance(parts, checkpoint));
  return left;
}

/**
 * How far what was taken in of a decision had gone from what was offered, 0 to 1.
 * @returns null where a part was not measured then, or where nothing was taken in
 */
export function groupDistance(parts: readonly SuggestionState[], checkpoint: SurvivalCheckpoint): number | null {
  const only = onlyPart(parts);
  if (only) return wasTakenIn(only) ? distanceAt(only, checkpoint) : null;
  let [sum, weight] = [0, 0];
  for (const state of parts) {
    if (!wasTakenIn(state)) continue;
    const distance = distanceAt(state, checkpoint);
    if (distance === null) return null;
    // An offer to delete has no characters; it counts as one.
    const characters = Math.max(1, state.body.size.suggested.characters);
    sum += distance * characters;
    weight += characters;
  }
  return weight === 0 ? null : sum / weight;
}

/** Whether a suggestion ever stood as its author's code; one that was declined did not. */
export function wasTakenIn({ body, verdict }: SuggestionState): boolean {
  return body.answer !== 'rejected' && verdict?.because !== 'rejected';
}
