import type { Digest } from '../shared/digest.ts';
import { isCanonical, placeOf } from './codec.ts';

/** What is wrong with a segment, in words for people. `line` counts from 1. */
export interface ChainProblem {
  readonly segment: string;
  readonly line: number;
  readonly kind: 'torn-tail' | 'damaged' | 'broken-link' | 'wrong-place' | 'changed-text';
  readonly message: string;
}

/** A segment walked from its first line to its last. */
export interface ChainResult {
  readonly segment: string;
  /** Lines that are whole records, of any version. */
  readonly records: number;
  /** Sequence number and hash of the last whole line; null in an empty segment. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  /** Hash of each whole line, in order; the key is its sequence number. */
  readonly hashes: ReadonlyMap<number, string>;
  readonly problems: readonly ChainProblem[];
}

/**
 * Checks that the lines of one segment follow each other unbroken: each in canonical form, numbered in order and
 * carrying the hash of the one before.
 * @param lines the segment's lines without line breaks
 * @param endsWhole whether the file ended with a line break; if not, its last line was cut while being written
 */
export function walkChain(segment: string, lines: readonly string[], endsWhole: boolean, digest: Digest): ChainResult {
  const problems: ChainProblem[] = [];
  const hashes = new Map<number, string>();
  let head: ChainResult['head'] = null;
  let next = 0;
  let records = 0;
  // After a damaged line the next one cannot be compared: its predecessor is unknown.
  let known = true;
  lines.forEach((text, index) => {
    const line = index + 1;
    const report = (kind: ChainProblem['kind'], message: string): void => {
      problems.push({ segment, line, kind, message });
    };
    if (!endsWhole && line === lines.length) {
      report('torn-tail', 'the last line was cut while being written and is skipped; nothing before it is lost');
      return;
    }
    const place = placeOf(text);
    if (!place || !isCanonical(text)) {
      report('damaged', 'this line cannot be read');
      known = false;
      next += 1;
      return;
    }
    if (place.segment !== segment || place.seq !== next) {
      report('wrong-place', `this record belongs at ${place.segment} #${String(place.seq)}, expected #${String(next)}`);
    } else if (known && place.prev !== (head?.hash ?? null)) {
      report('broken-link', 'the record before this one was changed after it was written');
    }
    head = { seq: place.seq, hash: digest.sha256(text) };
    hashes.set(place.seq, head.hash);
    records += 1;
    next = place.seq + 1;
    known = true;
  });
  return { segment, records, head, hashes, problems };
}
