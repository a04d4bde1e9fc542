import { predictionOf } from '../portfolio/calibration.ts';
import { laterOf } from '../portfolio/followUpCounts.ts';
import type { DecisionGroup } from '../portfolio/groups.ts';
import { automation, isShared, patternsOf } from '../portfolio/pattern.ts';
import { mostlyBelow, survivalCheckpoints } from '../ledger/left.ts';
import { groupDistance } from '../portfolio/survivalShares.ts';
import { patterns, stances } from '../shared/words.ts';
import { valueReaders, type Dimension } from './dimensions.ts';
import { isMissed } from './figures.ts';
import { laterMeasures } from './rates.ts';

/**
 * What a number counts. `all`, `decided`, a verdict, one of the later measures; `unchanged` and `mostlyUnchanged` at a
 * checkpoint; `missed` for a reason; `shared` by a pattern, or by `augmentation` or `automation`; `forecast` at a
 * height, and those of them that `stood`.
 */
export const countables = [
  'all',
  'decided',
  ...stances,
  ...laterMeasures,
  'unchanged',
  'mostlyUnchanged',
  'missed',
  'shared',
  'forecast',
  'stood',
] as const;
export type Countable = (typeof countables)[number];

/** Which decisions stand behind a number. */
export interface Selection {
  readonly what: Countable;
  /** Those the number is a share of, instead of those it counts. */
  readonly base: boolean;
  /** The checkpoint, reason, pattern or height; null for all of them, and where there is nothing to say. */
  readonly at: string | null;
  /** Only those of these values. */
  readonly where: readonly { readonly dimension: Dimension; readonly value: string | null }[];
  /** Only those of a month, `2026-11`. */
  readonly month: string | null;
}

/**
 * The decisions behind a number, in the order given.
 * @param groups those that were counted, oldest first
 */
export function selectDecisions(groups: readonly DecisionGroup[], selection: Selection): DecisionGroup[] {
  const { where, month } = selection;
  const holds = predicateOf(groups, selection);
  const valueIn = valueReaders();
  return groups.filter(
    (group, index) =>
      (month === null || group.at.startsWith(month)) &&
      where.every(({ dimension, value }) => valueIn[dimension](group) === value) &&
      holds(group, index),
  );
}

function predicateOf(
  groups: readonly DecisionGroup[],
  { what, base, at }: Selection,
): (group: DecisionGroup, index: number) => boolean {
  switch (what) {
    case 'all':
      return () => true;
    case 'decided':
      return ({ verdict }) => verdict !== 'undecided';
    case 'trusted':
    case 'adapted':
    case 'overrode':
      return ({ verdict }) => (base ? verdict !== 'undecided' : verdict === what);
    case 'stillThere':
    case 'overReliance':
    case 'goodOverride':
    case 'underReliance':
      return (group) => (base ? laterOf(group)[what] !== null : laterOf(group)[what] === true);
    case 'unchanged':
    case 'mostlyUnchanged': {
      const checkpoint = survivalCheckpoints.find((name) => name === at);
      return ({ parts }) => {
        const distance = checkpoint ? groupDistance(parts, checkpoint) : null;
        return distance !== null && (base || (what === 'unchanged' ? distance === 0 : distance < mostlyBelow));
      };
    }
    case 'missed':
      return (group) => isMissed(group) && (at === null || base || group.reflection.reasons.includes(at));
    case 'shared': {
      const shared = patternsOf(groups);
      const wanted =
        at === 'automation'
          ? automation
          : patterns.filter((name) => (at === 'augmentation' ? !automation.includes(name) : name === at));
      return (group, index) => {
        const pattern = shared[index];
        return pattern !== undefined && isShared(group, pattern) && (base || wanted.includes(pattern));
      };
    }
    case 'forecast':
    case 'stood':
      return (group) => {
        const prediction = predictionOf(group);
        if (!prediction || (at !== null && String(prediction.expected) !== at)) return false;
        return what === 'forecast' || (base ? prediction.stood !== null : prediction.stood === true);
      };
  }
}
