import type { Gap, TranscriptSuggestion } from '../../core/recognise/transcripts/transcript.ts';
import { isoTime } from '../../core/shared/clock.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { mergeByTime } from './mergeByTime.ts';
import { readLines } from './readLines.ts';
import type { Session, TranscriptHome, TranscriptSource } from './source.ts';
import { UnreadableTranscript } from './unreadable.ts';

/** What can be read of one tool's transcripts on this machine, and what cannot. All numbers are counts. */
export interface ToolCoverage {
  readonly name: string;
  readonly title: string;
  sessions: number;
  bytes: number;
  /** The tool's edits, and the suggestions (one turn, one file) they add up to. */
  edits: number;
  suggestions: number;
  /** When the newest of them was made: ISO 8601; null where there is none. */
  newest: string | null;
  readonly unreadLines: Record<Gap['why'], number>;
  /** Whole sessions that could not be read, by the reason, in words. */
  readonly unreadSessions: Record<string, number>;
}

/**
 * Reads all transcripts of a tool and keeps nothing of them.
 * @throws PairfolioError `cancelled`
 */
export async function inspectSource(
  source: TranscriptSource,
  home: TranscriptHome,
  signal: AbortSignal,
): Promise<ToolCoverage> {
  const coverage: ToolCoverage = {
    name: source.name,
    title: source.title,
    sessions: 0,
    bytes: 0,
    edits: 0,
    suggestions: 0,
    newest: null,
    unreadLines: { 'not JSON': 0, 'cut off': 0, 'too long': 0 },
    unreadSessions: {},
  };
  for (const session of source.sessions(home)) {
    coverage.sessions += 1;
    coverage.bytes += session.bytes;
    try {
      inspectSession(source, session, coverage);
    } catch (error) {
      const why = whyUnread(error);
      coverage.unreadSessions[why] = (coverage.unreadSessions[why] ?? 0) + 1;
    }
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) throw new PairfolioError('cancelled', 'Stopped.');
  }
  return coverage;
}

function inspectSession(source: TranscriptSource, session: Session, coverage: ToolCoverage): void {
  const reader = source.read(session);
  const count = (suggestions: readonly TranscriptSuggestion[]): void => {
    for (const { suggestions: edits, at } of suggestions) {
      coverage.suggestions += 1;
      coverage.edits += edits;
      const time = Date.parse(at);
      if (!Number.isNaN(time) && isoTime(time) > (coverage.newest ?? '')) coverage.newest = isoTime(time);
    }
  };
  try {
    for (const line of source.lines?.(session) ?? mergeByTime(session.files.map(readLines))) count(reader.read(line));
  } finally {
    count(reader.end());
    for (const { why } of reader.gaps) coverage.unreadLines[why] += 1;
  }
}

/** @throws what is neither a file that cannot be read nor a transcript that cannot */
function whyUnread(error: unknown): string {
  if (error instanceof UnreadableTranscript) return error.message;
  if (error instanceof Error && 'syscall' in error)
    return `the file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`;
  throw error;
}
