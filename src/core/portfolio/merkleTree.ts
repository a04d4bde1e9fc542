import type { ProofStep } from '../ledger/merkle.ts';

/**
 * The sides of the neighbours on the way from a leaf to the root. They follow from its index and the size of the tree,
 * so a path that claims another place in the record does not fit.
 */
export function pathSides(index: number, size: number): ProofStep['side'][] {
  const sides: ProofStep['side'][] = [];
  for (let at = index, width = size; width > 1; at = Math.floor(at / 2), width = Math.ceil(width / 2)) {
    if (at % 2 === 1) sides.push('left');
    else if (at + 1 < width) sides.push('right');
  }
  return sides;
}
