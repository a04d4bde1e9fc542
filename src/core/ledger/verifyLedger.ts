import type { Digest } from '../shared/digest.ts';
import { walkChain, type ChainProblem, type ChainResult } from './chain.ts';
import { decodeLine } from './codec.ts';
import { leafHash, merkleRoot } from './merkle.ts';
import type { Body } from './records.ts';

/** The lines of one segment; `endsWhole` is false where the last one was cut while being written. */
export interface SegmentText {
  readonly segment: string;
  readonly lines: readonly string[];
  readonly endsWhole: boolean;
}

/** The lines of a segment that are leaves of the Merkle tree: all but one that was cut while being written. */
export function wholeLines({ lines, endsWhole }: SegmentText): readonly string[] {
  return endsWhole ? lines : lines.slice(0, -1);
}

/** Result of checking a whole ledger. A torn last line alone does not make it broken: that is what a crash leaves. */
export interface LedgerCheck {
  readonly ok: boolean;
  readonly records: number;
  readonly segments: number;
  readonly problems: readonly ChainProblem[];
  /** What the checkpoints name and is not there or not the same, in words for people. */
  readonly missing: readonly string[];
}

/** Checks every chain, and every checkpoint against the records it was taken over. */
export function verifyLedger(segments: readonly SegmentText[], digest: Digest): LedgerCheck {
  const chains = new Map<string, { readonly text: SegmentText; readonly chain: ChainResult }>();
  for (const text of segments)
    chains.set(text.segment, { text, chain: walkChain(text.segment, text.lines, text.endsWhole, digest) });
  const problems = [...chains.values()].flatMap(({ chain }) => chain.problems);
  const missing = new Set<string>();
  for (const text of segments) {
    for (const line of text.lines) {
      const decoded = decodeLine(line);
      if (decoded.kind !== 'record' || decoded.record.type !== 'checkpoint') continue;
      for (const message of compare(decoded.record.body, decoded.record.at, chains, digest)) missing.add(message);
    }
  }
  return {
    ok: missing.size === 0 && problems.every((problem) => problem.kind === 'torn-tail'),
    records: [...chains.values()].reduce((sum, { chain }) => sum + chain.records, 0),
    segments: chains.size,
    problems,
    missing: [...missing],
  };
}

function* compare(
  checkpoint: Body<'checkpoint'>,
  at: string,
  chains: ReadonlyMap<string, { readonly text: SegmentText; readonly chain: ChainResult }>,
  digest: Digest,
): Iterable<string> {
  const leaves: string[] = [];
  let whole = true;
  for (const [segment, head] of Object.entries(checkpoint.heads).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const found = chains.get(segment);
    if (!found) yield `The checkpoint of ${at} names segment ${segment}, which is missing.`;
    else if (!found.chain.hashes.has(head.seq))
      yield `Segment ${segment} ends before #${String(head.seq)}, which the checkpoint of ${at} names.`;
    else if (found.chain.hashes.get(head.seq) !== head.hash)
      yield `Segment ${segment} #${String(head.seq)} is not what the checkpoint of ${at} recorded.`;
    else {
      for (const line of found.text.lines.slice(0, head.seq + 1)) leaves.push(leafHash(line, digest));
      continue;
    }
    whole = false;
  }
  if (whole && merkleRoot(leaves, digest) !== checkpoint.root)
    yield `Records were changed since the checkpoint of ${at}.`;
}
