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

/** What checkpoints so far covered: the last record of each segment then, and when the last of them was taken. */
export interface KnownHeads {
  readonly at: string;
  readonly heads: Readonly<Record<string, { readonly seq: number; readonly hash: string }>>;
}

/**
 * Checks every chain, and every checkpoint against the records it was taken over.
 * @param last what was noted apart from the segments: a ledger whose end is cut off loses its last checkpoint with it
 */
export function verifyLedger(segments: readonly SegmentText[], digest: Digest, last?: KnownHeads): LedgerCheck {
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
  if (last) for (const message of lostHeads(last, chains)) missing.add(message);
  return {
    ok: missing.size === 0 && problems.every((problem) => problem.kind === 'torn-tail'),
    records: [...chains.values()].reduce((sum, { chain }) => sum + chain.records, 0),
    segments: chains.size,
    problems,
    missing: [...missing],
  };
}

type Chains = ReadonlyMap<string, { readonly text: SegmentText; readonly chain: ChainResult }>;

function* lostHeads({ heads, at }: KnownHeads, chains: Chains): Iterable<string> {
  for (const [segment, head] of Object.entries(heads).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const problem = headProblem(segment, head, chains.get(segment)?.chain.hashes, at);
    if (problem !== undefined) yield problem;
  }
}

/**
 * What is wrong with the place of a segment that a checkpoint named, in words for people; undefined where nothing is.
 * @param hashes of the segment's lines by their number; undefined where there is no such segment
 * @param at when the checkpoint was taken
 */
export function headProblem(
  segment: string,
  head: { readonly seq: number; readonly hash: string },
  hashes: { has(seq: number): boolean; get(seq: number): string | undefined } | undefined,
  at: string,
): string | undefined {
  if (!hashes) return `Segment ${segment} is missing, which the checkpoint of ${at} names: its records were dropped.`;
  if (!hashes.has(head.seq))
    return `Segment ${segment} ends before #${String(head.seq)}, which the checkpoint of ${at} names: its end was cut off.`;
  if (hashes.get(head.seq) !== head.hash)
    return `Segment ${segment} #${String(head.seq)} is not what the checkpoint of ${at} recorded.`;
  return undefined;
}

function* compare(checkpoint: Body<'checkpoint'>, at: string, chains: Chains, digest: Digest): Iterable<string> {
  const leaves: string[] = [];
  let whole = true;
  for (const [segment, head] of Object.entries(checkpoint.heads).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const found = chains.get(segment);
    const problem = headProblem(segment, head, found?.chain.hashes, at);
    if (problem !== undefined) {
      yield problem;
      whole = false;
    } else for (const line of found?.text.lines.slice(0, head.seq + 1) ?? []) leaves.push(leafHash(line, digest));
  }
  if (whole && merkleRoot(leaves, digest) !== checkpoint.root)
    yield `Records were changed since the checkpoint of ${at}.`;
}
