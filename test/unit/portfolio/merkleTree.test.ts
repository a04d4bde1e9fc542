import assert from 'node:assert/strict';
import { leafHash, merkleRoot, rootFromPath, type ProofStep } from '../../../src/core/ledger/merkle.ts';
import { wholeLines } from '../../../src/core/ledger/verifyLedger.ts';
import { MerkleFrontier } from '../../../src/core/ledger/merkleFrontier.ts';
import { pathSides } from '../../../src/core/portfolio/merkleTree.ts';
import { nodeDigest } from '../../../src/node/digest.ts';

// RFC 6962, section 2.1, to the letter: a list is split at the largest power of two below its length.
const splitAt = (length: number): number => 2 ** Math.ceil(Math.log2(length) - 1);

function root(leaves: readonly string[]): string {
  const [only = nodeDigest.sha256('')] = leaves;
  if (leaves.length < 2) return only;
  const at = splitAt(leaves.length);
  return nodeDigest.sha256(Buffer.from(`01${root(leaves.slice(0, at))}${root(leaves.slice(at))}`, 'hex'));
}

function auditPath(leaves: readonly string[], index: number): ProofStep[] {
  if (leaves.length < 2) return [];
  const at = splitAt(leaves.length);
  const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
  return index < at
    ? [...auditPath(left, index), { side: 'right', hash: root(right) }]
    : [...auditPath(right, index - at), { side: 'left', hash: root(left) }];
}

describe('a Merkle tree built leaf by leaf', () => {
  it('gives the root and paths the RFC defines, at every size and place', () => {
    for (let size = 0; size <= 33; size++) {
      const leaves = Array.from({ length: size }, (_, n) => leafHash(String(n), nodeDigest));
      const tree = new MerkleFrontier(nodeDigest);
      for (const leaf of leaves) tree.add(leaf, true);
      assert.equal(tree.root(), root(leaves));
      assert.equal(merkleRoot(leaves, nodeDigest), root(leaves));
      leaves.forEach((leaf, index) => {
        const path = tree.path(index);
        assert.deepEqual(path, auditPath(leaves, index));
        assert.deepEqual(
          path.map(({ side }) => side),
          pathSides(index, size),
        );
        assert.equal(rootFromPath(leaf, path, nodeDigest), tree.root());
      });
      assert.throws(() => tree.path(size), RangeError);
    }
  });

  it('keeps the paths that are wanted, and no others', () => {
    const leaves = Array.from({ length: 21 }, (_, n) => leafHash(String(n), nodeDigest));
    const tree = new MerkleFrontier(nodeDigest);
    const wanted = new Set([0, 6, 20]);
    leaves.forEach((leaf, index) => tree.add(leaf, wanted.has(index)));
    for (const index of leaves.keys()) {
      if (wanted.has(index)) assert.deepEqual(tree.path(index), auditPath(leaves, index));
      else assert.throws(() => tree.path(index), RangeError);
    }
  });

  it('leaves a torn last line out', () => {
    assert.deepEqual(
      [
        { segment: 'a', lines: ['1', '2'], endsWhole: true },
        { segment: 'b', lines: ['3', 'cu'], endsWhole: false },
      ].flatMap(wholeLines),
      ['1', '2', '3'],
    );
  });
});
