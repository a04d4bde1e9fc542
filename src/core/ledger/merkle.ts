import type { Digest } from '../shared/digest.ts';

// Merkle tree hashes and audit paths as RFC 6962, section 2.1, defines them: SHA-256, leaves prefixed 00, nodes 01.
// Hashes are hex; a leaf is the canonical JSON text of one record.

/** Hash of one leaf: SHA-256(0x00 || data). */
export function leafHash(data: string, digest: Digest): string {
  return digest.sha256(`\0${data}`);
}

/** Hash of one node: SHA-256(0x01 || left || right). */
export type NodeHash = (left: string, right: string) => string;

/** Makes the hash of nodes. It writes into one buffer again and again: trees of a million nodes come out of it. */
export function nodeHash(digest: Digest): NodeHash {
  const bytes = new Uint8Array(65);
  bytes[0] = 1;
  return (left, right) => {
    putHex(left, bytes, 1);
    putHex(right, bytes, 33);
    return digest.sha256(bytes);
  };
}

/** MTH(D[n]) over leaf hashes. The root of nothing is SHA-256 of nothing. */
export function merkleRoot(leaves: readonly string[], digest: Digest): string {
  const node = nodeHash(digest);
  let level = leaves;
  // Pairing neighbours and lifting an odd last one gives the same tree as the RFC's split at the largest power of two.
  while (level.length > 1) {
    const above: string[] = [];
    for (let i = 1; i < level.length; i += 2) above.push(node(level[i - 1] ?? '', level[i] ?? ''));
    if (level.length % 2 === 1) above.push(level.at(-1) ?? '');
    level = above;
  }
  return level[0] ?? digest.sha256('');
}

/** One step up from a leaf to the root: the neighbour's hash and the side it stands on. */
export interface ProofStep {
  readonly side: 'left' | 'right';
  readonly hash: string;
}

/** The root that a leaf and its path lead to. */
export function rootFromPath(leaf: string, path: readonly ProofStep[], digest: Digest): string {
  const node = nodeHash(digest);
  return path.reduce((hash, step) => (step.side === 'left' ? node(step.hash, hash) : node(hash, step.hash)), leaf);
}

function putHex(hex: string, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 32; i++) bytes[at + i] = (nibble(hex.charCodeAt(2 * i)) << 4) | nibble(hex.charCodeAt(2 * i + 1));
}

/** Value of one lower-case hex digit, given by its character code: `0` is 48, `a` is 97. Without a branch, for speed. */
function nibble(code: number): number {
  return (code & 15) + 9 * (code >> 6);
}
