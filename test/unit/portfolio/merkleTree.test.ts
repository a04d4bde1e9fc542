import assert from 'node:assert/strict';
import { inclusionPath, leafHash, merkleRoot, rootFromPath } from '../../../src/core/ledger/merkle.ts';
import { MerkleTree, pathSides, provableLines } from '../../../src/core/portfolio/merkleTree.ts';
import { nodeDigest } from '../../../src/node/digest.ts';

describe('a Merkle tree with its nodes kept', () => {
  it('gives the same root and paths as the ledger, at every size and place', () => {
    for (let size = 0; size <= 33; size++) {
      const leaves = Array.from({ length: size }, (_, n) => leafHash(String(n), nodeDigest));
      const tree = new MerkleTree(leaves, nodeDigest);
      assert.equal(tree.root, merkleRoot(leaves, nodeDigest));
      leaves.forEach((leaf, index) => {
        const path = tree.path(index);
        assert.deepEqual(path, inclusionPath(leaves, index, nodeDigest));
        assert.deepEqual(
          path.map(({ side }) => side),
          pathSides(index, size),
        );
        assert.equal(rootFromPath(leaf, path, nodeDigest), tree.root);
      });
      assert.throws(() => tree.path(size), RangeError);
    }
  });

  it('leaves a torn last line out', () => {
    assert.deepEqual(
      provableLines([
        { segment: 'a', lines: ['1', '2'], endsWhole: true },
        { segment: 'b', lines: ['3', 'cu'], endsWhole: false },
      ]),
      ['1', '2', '3'],
    );
  });
});
