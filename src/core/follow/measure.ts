import { relativeDistance } from './distance.ts';
import type { Fate } from './fate.ts';
import { fourGram } from './fourGram.ts';
import { joinHunks } from './hunks.ts';
import { noRevert, noRevertOfParts } from './noRevert.ts';

/** How much of a suggestion stands; each between 0 and 1. */
export interface Measures {
  /** Relative edit distance between what was suggested and what is kept; see {@link relativeDistance}. */
  readonly distance: number;
  /** Similarity of the two by runs of four characters; see {@link fourGram}. */
  readonly fourGram: number;
  /** How little went back to what stood before; see {@link noRevert}. */
  readonly noRevert: number;
}

/** Measures what became of a suggestion of one part. @param language VS Code language id, or null */
export function measure(fate: Fate, language: string | null): Measures {
  return {
    distance: relativeDistance(fate.suggested, fate.kept, language),
    fourGram: fourGram(fate.suggested, fate.kept),
    noRevert: noRevert(fate),
  };
}

/** Measures what became of a suggestion of several parts (hunks), as one. @param language VS Code language id, or null */
export function measureParts(parts: readonly Fate[], language: string | null): Measures {
  return { ...measure(joinFates(parts), language), noRevert: noRevertOfParts(parts) };
}

/** Several parts as one: each of the three texts joined by blank lines, as the ledger holds them. */
export function joinFates(parts: readonly Fate[]): Fate {
  return {
    before: joinHunks(parts.map(({ before }) => before)),
    suggested: joinHunks(parts.map(({ suggested }) => suggested)),
    kept: joinHunks(parts.map(({ kept }) => kept)),
  };
}
