import { merkleRoot, type ProofStep } from '../ledger/merkle.ts';
import type { Digest } from '../shared/digest.ts';

/** A Merkle tree (RFC 6962, see core/ledger/merkle.ts) with its inner nodes kept, for many paths over one tree. */
export class MerkleTree {
  readonly size: number;
  readonly root: string;
  readonly #levels: (readonly string[])[];

  /** @param leaves leaf hashes in hex */
  constructor(leaves: readonly string[], digest: Digest) {
    this.size = leaves.length;
    this.#levels = [leaves];
    for (let level = leaves; level.length > 1; ) {
      const above: string[] = [];
      // The root over two neighbours is their parent; an odd last one is lifted as it is.
      for (let i = 0; i < level.length; i += 2) {
        const pair = level.slice(i, i + 2);
        above.push(pair.length === 2 ? merkleRoot(pair, digest) : (pair[0] ?? ''));
      }
      this.#levels.push(above);
      level = above;
    }
    this.root = this.#levels.at(-1)?.[0] ?? merkleRoot([], digest);
  }

  /** The audit path of the leaf at `index`. @throws RangeError outside the tree */
  path(index: number): ProofStep[] {
    if (!(index >= 0 && index < this.size)) throw new RangeError('no leaf at that index');
    const sides = pathSides(index, this.size);
    const hashes = this.#levels.flatMap((level, depth) => level[(index >> depth) ^ 1] ?? []);
    return sides.map((side, step) => ({ side, hash: hashes[step] ?? '' }));
  }
}

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
