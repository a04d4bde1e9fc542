import type { TranscriptLine } from '../../core/recognise/transcripts/transcript.ts';

/** A line's own time; a quoted one inside a text has its quotes escaped and does not match. */
const timestamp = /"timestamp":\s*"([^"\\]+)"/;

interface Head {
  readonly lines: Iterator<TranscriptLine>;
  line: TranscriptLine;
  time: string;
}

/**
 * The lines of several files as one stream in the order of time: a session and its sub-agents write at the same time.
 * A line without a time keeps its place after the one before it; of equal times the earlier file comes first.
 */
export function* mergeByTime(files: readonly Iterable<TranscriptLine>[]): Generator<TranscriptLine> {
  const [only] = files;
  if (files.length === 1 && only) {
    yield* only;
    return;
  }
  const heads: Head[] = [];
  for (const file of files) {
    const lines = file[Symbol.iterator]();
    const first = lines.next();
    if (first.done !== true) heads.push({ lines, line: first.value, time: timeOf(first.value, '') });
  }
  while (heads.length > 0) {
    const [first, ...others] = heads;
    const next = others.reduce<Head | undefined>(
      (least, head) => (least && head.time >= least.time ? least : head),
      first,
    );
    if (!next) return;
    yield next.line;
    const following = next.lines.next();
    if (following.done === true) {
      heads.splice(heads.indexOf(next), 1);
    } else {
      next.line = following.value;
      next.time = timeOf(following.value, next.time);
    }
  }
}

function timeOf(line: TranscriptLine, before: string): string {
  return (typeof line === 'string' ? timestamp.exec(line)?.[1] : undefined) ?? before;
}
