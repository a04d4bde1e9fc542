import fs from 'node:fs';
import { PastedText } from '../../core/recognise/pastedReply.ts';
import { replyReader } from '../../core/recognise/transcripts/replies/readers.ts';
import type { Reply } from '../../core/recognise/transcripts/replies/reply.ts';
import type { TranscriptLine } from '../../core/recognise/transcripts/transcript.ts';
import { asObject, parseJson } from '../../core/shared/json.ts';
import type { Clock } from '../../core/shared/clock.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { mergeByTime } from './mergeByTime.ts';
import { readLines } from './readLines.ts';
import { holds, needlesOf, type Needle } from './needles.ts';
import type { Session, TranscriptHome, TranscriptSource } from './source.ts';
import { UnreadableTranscript } from './unreadable.ts';

/** Sessions that did not change for longer are not looked at: 7 days, in milliseconds. */
const reach = 7 * 24 * 60 * 60 * 1000;

/** In the editor other extensions share the thread: work so many milliseconds at most before they have their turn. */
const longestStretch = 10;

/** What is said in a reply is never as long: parsing a longer record would be felt. In UTF-16 units. */
const longestRecord = 4 * 1024 * 1024;

/** Where to look. Whether transcripts may be read at all (`capture.agents`) is for the caller to know. */
export interface ReplySearch {
  readonly sources: readonly TranscriptSource[];
  readonly home: TranscriptHome;
  readonly clock: Pick<Clock, 'now'>;
  readonly signal: AbortSignal;
  /** Texts that were there before the paste: the document's own, files of the workspace. */
  readonly known?: readonly string[];
}

/**
 * The reply of an agent or chat on this machine that a pasted text comes from, by the rule of `PastedText`: the last one
 * of the session that changed last. Transcripts and records that cannot be read are passed over.
 * @returns null where there is none, and at once where the text is not telling
 * @throws PairfolioError `cancelled`
 */
export async function findReply(text: string, search: ReplySearch): Promise<Reply | null> {
  const pasted = new PastedText(text, search.known);
  if (!pasted.telling) return null;
  const needles = needlesOf(text);
  const pace = new Pace(search);
  for (const { source, session } of await recentSessions(search, pace)) {
    try {
      const found = await inSession(source, session, { pasted, needles, pace });
      if (found) return found;
    } catch (error) {
      if (!(error instanceof UnreadableTranscript) && !(error instanceof Error && 'syscall' in error)) throw error;
    }
  }
  return null;
}

interface Wanted {
  readonly pasted: PastedText;
  readonly needles: readonly Needle[];
  readonly pace: Pace;
}

interface RecentSession {
  readonly source: TranscriptSource;
  readonly session: Session;
  readonly modified: number;
}

/** Newest first. */
async function recentSessions({ sources, home }: ReplySearch, pace: Pace): Promise<RecentSession[]> {
  const recent: RecentSession[] = [];
  for (const source of sources) {
    for (const session of source.sessions(home)) {
      const modified = Math.max(0, ...session.files.map(changedAt));
      if (modified >= pace.since) recent.push({ source, session, modified });
      await pace.step();
    }
    await pace.rest();
  }
  // Sessions of one database have one time, and come in their order.
  return recent.reverse().sort((a, b) => b.modified - a.modified);
}

async function inSession(
  source: TranscriptSource,
  session: Session,
  { pasted, needles, pace }: Wanted,
): Promise<Reply | undefined> {
  const reader = replyReader(source.name, session.name);
  if (!reader || !(await mayHold(session, needles, pace))) return undefined;
  const prompts = new Set<string>();
  let found: Reply | undefined;
  const take = async (replies: readonly Reply[]): Promise<void> => {
    for (const reply of replies) {
      if (reply.prompt !== null) prompts.add(reply.prompt);
      if (needles.every(({ word }) => reply.text.includes(word)) && pasted.isFrom(reply.text, [...prompts]))
        found = reply;
      await pace.step();
    }
  };
  for (const line of source.lines?.(session) ?? mergeByTime(session.files.map(readLines))) {
    if (isOld(line, pace.since)) return undefined;
    await take(reader.read(bounded(line)));
    await pace.step();
  }
  await take(reader.end());
  return found;
}

function bounded(line: TranscriptLine): TranscriptLine {
  return typeof line === 'string' && line.length > longestRecord ? { tooLong: line.length } : line;
}

/** Whether the bytes of a session hold all words of the paste: a far cheaper question than what they say. */
async function mayHold({ files }: Session, needles: readonly Needle[], pace: Pace): Promise<boolean> {
  // The rows of a database may be cut anywhere.
  if (files.some((file) => /\.db(?:-wal)?$/.test(file))) return true;
  for (const needle of needles) {
    let found = false;
    for (const file of files) found ||= await holds(file, needle, () => pace.step());
    if (!found) return false;
  }
  return true;
}

/** All sessions of a database have the time of its file; their own stands in their first row. */
function isOld(line: TranscriptLine, since: number): boolean {
  if (typeof line !== 'string' || !line.startsWith('{"table":"session"')) return false;
  const updated = asObject(asObject(parseJson(line))['row'])['time_updated'];
  return typeof updated === 'number' && updated < since;
}

function changedAt(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Keeps a long search from being felt, and ends it when it is no longer wanted. */
class Pace {
  /** Milliseconds since 1970: what is older is not looked at. */
  readonly since: number;
  readonly #signal: AbortSignal;
  #rested = performance.now();

  constructor({ clock, signal }: ReplySearch) {
    this.since = clock.now() - reach;
    this.#signal = signal;
  }

  async step(): Promise<void> {
    if (performance.now() - this.#rested >= longestStretch) await this.rest();
  }

  async rest(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#signal.aborted) throw new PairfolioError('cancelled', 'Stopped.');
    this.#rested = performance.now();
  }
}
