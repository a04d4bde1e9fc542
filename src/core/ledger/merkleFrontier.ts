import type { Digest } from '../shared/digest.ts';
import { nodeHash, type NodeHash, type ProofStep } from './merkle.ts';

const none: readonly number[] = [];

/**
 * The Merkle root (RFC 6962, see merkle.ts) of leaves that come one after the other, and the audit paths of some of
 * them. Holds a hash or two a level, not the leaves: a ledger may have a million of them.
 */
export class MerkleFrontier {
  readonly #digest: Digest;
  readonly #node: NodeHash;
  /** Roots of whole subtrees, the largest first: one for each 1 in the binary form of the number of leaves. */
  readonly #peaks: string[] = [];
  /** The leaves below each peak whose paths are wanted. */
  readonly #wanted: (readonly number[])[] = [];
  readonly #paths = new Map<number, ProofStep[]>();
  #size = 0;

  constructor(digest: Digest) {
    this.#digest = digest;
    this.#node = nodeHash(digest);
  }

  /** How many leaves came. */
  get size(): number {
    return this.#size;
  }

  /**
   * @param leaf the leaf's hash in hex
   * @param isWanted whether its path will be asked for
   */
  add(leaf: string, isWanted = false): void {
    this.#peaks.push(leaf);
    this.#wanted.push(isWanted ? [this.#size] : none);
    if (isWanted) this.#paths.set(this.#size, []);
    this.#size += 1;
    // As in counting: every 1 that becomes a 0 joins two subtrees of the same size.
    for (let rest = this.#size; rest % 2 === 0; rest /= 2) this.#join();
  }

  /** The root over all leaves so far. */
  root(): string {
    return this.#rootFrom(0) ?? this.#digest.sha256('');
  }

  /**
   * The audit path of a leaf to the root over all leaves so far.
   * @param index the leaf's number, from 0
   * @throws RangeError where the leaf was not wanted
   */
  path(index: number): ProofStep[] {
    const within = this.#paths.get(index);
    const peak = this.#wanted.findIndex((wanted) => wanted.includes(index));
    if (!within) throw new RangeError('the path of this leaf was not kept');
    const after = this.#rootFrom(peak + 1);
    const right: ProofStep[] = after === undefined ? [] : [{ side: 'right', hash: after }];
    const left = this.#peaks.slice(0, peak).map((hash): ProofStep => ({ side: 'left', hash }));
    return [...within, ...right, ...left.reverse()];
  }

  #join(): void {
    // Taken off one by one: cutting both off at once made two lists each time, of nearly every leaf.
    const [right, left] = [this.#peaks.pop() ?? '', this.#peaks.pop() ?? ''];
    const [inRight, inLeft] = [this.#wanted.pop() ?? none, this.#wanted.pop() ?? none];
    for (const index of inLeft) this.#paths.get(index)?.push({ side: 'right', hash: right });
    for (const index of inRight) this.#paths.get(index)?.push({ side: 'left', hash: left });
    this.#peaks.push(this.#node(left, right));
    this.#wanted.push(inLeft.length + inRight.length === 0 ? none : [...inLeft, ...inRight]);
  }

  /** The root over the peaks from one on: the last are the smallest, and each joins the one to its left. */
  #rootFrom(first: number): string | undefined {
    return this.#peaks
      .slice(first)
      .reduceRight<
        string | undefined
      >((right, left) => (right === undefined ? left : this.#node(left, right)), undefined);
  }
}
