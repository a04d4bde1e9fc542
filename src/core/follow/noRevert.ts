import { withoutSpace } from '../shared/space.ts';
import { fourGram } from './fourGram.ts';
import type { Fate } from './fate.ts';

/**
 * How little of a suggestion went back to what stood before it: 1 nothing, 0 all.
 *
 * Where something stood before: 1 − max(s(kept, before) − s(suggested, before), 0) / (1 − s(suggested, before)),
 * s being {@link fourGram}; as in microsoft/vscode-copilot-chat, `src/platform/editSurvivalTracking/common/`.
 * Where nothing did, going back means removing: min(1, |kept| / |suggested|), lengths without white space. So a
 * rewritten insertion is 1, a removed one 0.
 * @returns 0 to 1; 1 where the suggestion changed nothing that could go back
 */
export function noRevert({ before, suggested, kept }: Fate): number {
  if (withoutSpace(before) === '') {
    const length = withoutSpace(suggested).length;
    return length === 0 ? 1 : Math.min(1, withoutSpace(kept).length / length);
  }
  const already = fourGram(suggested, before);
  if (already >= 1) return 1;
  return 1 - Math.max(fourGram(kept, before) - already, 0) / (1 - already);
}

/**
 * The same for a suggestion of several parts: the mean, each part weighted by the length of what it replaced, a pure
 * insertion by the length it inserted (by the former alone insertions would weigh nothing and the result be always 1).
 */
export function noRevertOfParts(parts: readonly Fate[]): number {
  let sum = 0;
  let weights = 0;
  for (const part of parts) {
    const weight = part.before.length || part.suggested.length;
    sum += weight * noRevert(part);
    weights += weight;
  }
  return weights === 0 ? 1 : sum / weights;
}
