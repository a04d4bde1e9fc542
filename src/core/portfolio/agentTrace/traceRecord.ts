import type { Decision } from '../../ledger/decision.ts';
import type { Digest } from '../../shared/digest.ts';
import { adaptedFrom, overrodeFrom } from '../../follow/verdict.ts';
import type { LineRange } from './lineRanges.ts';
import { modelId } from './modelId.ts';

// Agent Trace (agent-trace.dev, github.com/cursor/agent-trace, 0.1.0 of January 2026): which lines of a revision came
// from an AI. It names no verdict, so ours stands under `metadata`, the place it leaves to vendors.

/** The version of the specification that is written. */
const traceVersion = '0.1.0';

/** Names the form of what stands under `metadata.pairfolio`. */
export const traceSchema = 'pairfolio.trace/1';

/** Whose the lines are, in the specification's words. */
export type Contributor = 'human' | 'ai' | 'mixed' | 'unknown';

/** A range as the specification has it: lines from 1, both ends included. */
export interface TraceRange {
  readonly start_line: number;
  readonly end_line: number;
  readonly content_hash?: string;
}

/** One Agent Trace record, with our metadata. */
export interface TraceRecord {
  readonly version: typeof traceVersion;
  readonly id: string;
  readonly timestamp: string;
  readonly vcs: { readonly type: 'git'; readonly revision: string };
  readonly tool?: { readonly name: string };
  readonly files: readonly {
    readonly path: string;
    readonly conversations: readonly {
      readonly contributor: { readonly type: Contributor; readonly model_id?: string };
      readonly ranges: readonly TraceRange[];
    }[];
  }[];
  readonly metadata: {
    /** How sure it is that the suggestion was an AI's, 0 to 1. */
    readonly confidence: number;
    readonly pairfolio: Readonly<Record<string, unknown>>;
  };
}

/** Where in the committed file a decision stands. */
export interface Located {
  /** The whole hash of the commit. */
  readonly revision: string;
  readonly path: string;
  /** How far the committed text is from what was suggested, 0 to 1; null where it is not known. */
  readonly distance: number | null;
  /** `not-looked-for`: no repository was given · `not-found`: it is not there word for word, or in several places. */
  readonly lines: 'found' | 'partly-found' | 'not-found' | 'not-looked-for';
  readonly ranges: readonly LineRange[];
}

/**
 * A decision as an Agent Trace record. No code, prompt or note is in it.
 * @param hashes whether each range carries a hash of its lines, by which they are found again where they move
 */
export function traceRecord(decision: Decision, located: Located, hashes: boolean, digest: Digest): TraceRecord {
  const { id, tool, verdict, reflection, confidence } = decision;
  const model = modelId(tool.model);
  const ranges = located.ranges.map(({ start, end, text }): TraceRange => {
    const range = { start_line: start, end_line: end };
    return hashes ? { ...range, content_hash: `sha256:${digest.sha256(text)}` } : range;
  });
  return {
    version: traceVersion,
    id: recordId(`${traceSchema} ${id} ${located.revision}`, digest),
    timestamp: new Date(decision.at).toISOString(),
    vcs: { type: 'git', revision: located.revision },
    ...(tool.name === 'unknown' ? {} : { tool: { name: tool.name } }),
    files: [
      {
        path: located.path,
        conversations: [
          {
            contributor: {
              type: contributorOf(decision, located.distance),
              ...(model === null ? {} : { model_id: model }),
            },
            ranges,
          },
        ],
      },
    ],
    metadata: {
      confidence,
      pairfolio: {
        schema: traceSchema,
        decision: id,
        group: decision.group,
        surface: decision.surface,
        language: decision.language,
        kind: decision.kind,
        domain: decision.domain,
        verdict,
        stance: reflection?.stance ?? null,
        reasons: reflection?.reasons ?? [],
        tippedOff: reflection?.tippedOff ?? null,
        survival: decision.survival,
        distance: located.distance,
        followUp: decision.followUp,
        evidence: decision.evidence,
        lines: located.lines,
      },
    },
  };
}

/**
 * Whose the committed lines are: the AI's where next to nothing of them was changed, both's where more was, the
 * developer's where nothing of the suggestion is left. Without a measure the verdict says it, as far as it can.
 */
export function contributorOf({ verdict: { label } }: Pick<Decision, 'verdict'>, distance: number | null): Contributor {
  if (distance === null) return label === 'trusted' ? 'ai' : label === 'adapted' ? 'mixed' : 'unknown';
  // A short suggestion that was put back is near to what was suggested, yet no longer the AI's.
  if (label === 'overrode' && distance < overrodeFrom) return 'unknown';
  return distance < adaptedFrom ? 'ai' : distance < 1 ? 'mixed' : 'human';
}

/** The same decision and commit give the same id, so that exporting twice names a record once: a UUID of version 8 (RFC 9562). */
function recordId(of: string, digest: Digest): string {
  const hex = digest.sha256(of);
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) % 4)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
