import path from 'node:path';
import type { TranscriptSuggestion } from '../../core/recognise/transcripts/transcript.ts';
import { suggestionId } from '../../core/recognise/transcripts/ids.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import type { Evidence } from '../../core/shared/words.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { ReadModel } from '../../core/ledger/readModel.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Repository } from '../git/git.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { mergeByTime } from '../transcripts/mergeByTime.ts';
import { readLines } from '../transcripts/readLines.ts';
import type { Session, TranscriptHome, TranscriptSource } from '../transcripts/source.ts';
import { UnreadableTranscript } from '../transcripts/unreadable.ts';
import { mayRecord, type RulesOf } from './captureRules.ts';
import { readFate, readFateOnDisk, type FileFate } from './fate.ts';
import { judgeSuggestion, type Judged } from './judgeSuggestion.ts';
import { Locator, type Place } from './locate.ts';
import { emptySummary, type ImportSummary } from './summary.ts';
import { Witnesses } from './witnesses.ts';
import { SuggestionWriter, type Known } from './writeSuggestion.ts';

/** What to import. */
export interface ImportOptions {
  readonly sources: readonly TranscriptSource[];
  readonly home: TranscriptHome;
  /** Only suggestions for files of this repository; null for all. */
  readonly repository: Repository | null;
  /** Only suggestions from this moment on: ISO 8601, UTC; empty for all. */
  readonly since: string;
  readonly signal: AbortSignal;
  /** What may be recorded where. */
  readonly rules: RulesOf;
  /** Only suggestions for files below these folders; without it, all. */
  readonly within?: readonly string[];
  /** Only these sessions; without it, all. */
  readonly only?: (session: Session) => boolean;
  /** Told after each session. */
  progress?(done: {
    readonly sessions: number;
    readonly of: number;
    readonly bytes: number;
    readonly ofBytes: number;
  }): void;
}

/** In the editor other extensions share the thread: work so many milliseconds at most before they have their turn. */
const longestStretch = 20;

/** Reads transcripts into the ledger, asks git what became of each suggestion, and writes what is not there yet. */
export class TranscriptImport {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #digest: Digest;
  readonly #options: ImportOptions;
  readonly #locator: Locator;
  readonly #writer: SuggestionWriter;
  readonly #witnesses = new Witnesses();
  readonly #summary = emptySummary();
  #model = new ReadModel();
  /** Tool and call → id: how a call is known again when another session repeats it. */
  readonly #ids = new Map<string, string>();
  /** Written or compared in this import: id → how many edits it stood for. */
  readonly #done = new Map<string, number>();
  readonly #files = new Set<string>();
  readonly #turns = new Set<string>();

  constructor(ledger: Ledger, clock: Clock, digest: Digest, options: ImportOptions) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#digest = digest;
    this.#options = options;
    this.#locator = new Locator(options.signal);
    this.#writer = new SuggestionWriter(ledger, digest);
  }

  /**
   * Stopped by its signal it keeps what it has: every suggestion in the ledger is whole.
   * @throws PairfolioError `ledger-unwritable`, `ledger-unreadable`, `git-failed` where git is missing
   */
  async run(): Promise<ImportSummary> {
    const summary = this.#summary;
    const sessions = this.#options.sources.flatMap((source) =>
      source
        .sessions(this.#options.home)
        .filter((session) => this.#options.only?.(session) ?? true)
        .map((session) => ({ source, session })),
    );
    // The editor looks every few seconds, and mostly in vain: that must cost nothing however long the ledger is.
    if (sessions.length === 0) return summary;
    this.#model = await this.#ledger.readSoon();
    for (const { id, body } of this.#model.suggestions.values()) {
      if (body.call !== undefined) this.#ids.set(`${body.tool.name} ${body.call}`, id);
    }
    const ofBytes = sessions.reduce((sum, { session }) => sum + session.bytes, 0);
    try {
      for (const { source, session } of sessions) {
        await this.#session(source, session);
        summary.tools[source.title] = (summary.tools[source.title] ?? 0) + 1;
        summary.sessions += 1;
        summary.bytes += session.bytes;
        this.#options.progress?.({ sessions: summary.sessions, of: sessions.length, bytes: summary.bytes, ofBytes });
      }
    } catch (error) {
      if (!PairfolioError.is(error, 'cancelled')) throw error;
      summary.stopped = true;
    }
    summary.files = this.#files.size;
    summary.turns = this.#turns.size;
    if (summary.added + summary.updated > 0) await this.#ledger.checkpointSoon('import');
    return summary;
  }

  async #session(source: TranscriptSource, session: Session): Promise<void> {
    const reader = source.read(session);
    try {
      let rested = this.#clock.now();
      for (const line of source.lines?.(session) ?? mergeByTime(session.files.map(readLines))) {
        await this.#take(reader.read(line));
        if (this.#clock.now() - rested < longestStretch) continue;
        await this.#breathe();
        rested = this.#clock.now();
      }
    } catch (error) {
      if (!isFileError(error)) throw error;
      this.#summary.unreadableFiles += 1;
    }
    await this.#take(reader.end());
    for (const { why } of reader.gaps) this.#summary.lines[why] += 1;
    await this.#breathe();
  }

  /** Lets timers and Ctrl+C have their turn. */
  async #breathe(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#options.signal.aborted) throw new PairfolioError('cancelled', 'Stopped.');
  }

  async #take(suggestions: readonly TranscriptSuggestion[]): Promise<void> {
    for (const suggestion of suggestions) await this.#one(withTime(suggestion));
  }

  async #one(suggestion: TranscriptSuggestion): Promise<void> {
    const { leftOut } = this.#summary;
    if (suggestion.at < this.#options.since) {
      leftOut.tooOld += 1;
      return;
    }
    const call = `${suggestion.tool} ${suggestion.callIds[0]?.toWellFormed() ?? ''}`;
    const id = this.#ids.get(call) ?? suggestionId(suggestion, this.#digest);
    this.#ids.set(call, id);
    const done = this.#done.get(id);
    if (done !== undefined && done >= suggestion.suggestions) {
      leftOut.repeated += 1;
      return;
    }
    if (done !== undefined) this.#ledger.read(); // what this import itself wrote about it
    const known = this.#known(id);
    if (known?.state.forgotten === true) {
      leftOut.forgotten += 1;
      return;
    }
    if (!isWithin(this.#options.within, path.resolve(suggestion.cwd ?? path.sep, suggestion.file))) {
      leftOut.otherRepository += 1;
      return;
    }
    const place = await this.#place(suggestion);
    if (this.#options.repository && place.repository?.root !== this.#options.repository.root) {
      leftOut.otherRepository += 1;
      return;
    }
    const rules = this.#options.rules(place);
    if (!mayRecord(rules, place)) {
      leftOut.notToBeRecorded += 1;
      return;
    }
    const fate = suggestion.answer === 'rejected' ? null : await this.#fate(suggestion, place);
    const judged = judgeSuggestion(suggestion, fate);
    const witnesses = await this.#witnessesOf(place, fate, judged);
    const now = this.#clock.now();
    this.#summary[
      this.#writer.write({ id, suggestion, place, judged, known, now, content: rules.content, witnesses })
    ] += 1;
    this.#done.set(id, suggestion.suggestions);
    if (done !== undefined) return;
    this.#files.add(`${place.repository?.root ?? ''} ${place.gitPath}`);
    this.#turns.add(`${suggestion.tool} ${suggestion.session} ${String(suggestion.turn)}`);
    this.#summary.suggestions += 1;
    this.#summary.edits += suggestion.suggestions;
    this.#summary.verdicts[judged.label] += 1;
    if (!judged.settled) this.#summary.open += 1;
    if (fate && !fate.outcome) this.#summary.gone += 1;
  }

  async #witnessesOf({ repository, gitPath }: Place, fate: FileFate | null, { parts }: Judged): Promise<Evidence[]> {
    const outcome = fate?.outcome;
    if (!repository || !outcome?.commit || outcome.text === null) return [];
    return this.#witnesses.evidence(repository, {
      commit: outcome.commit.sha,
      file: gitPath,
      text: outcome.text,
      kept: parts,
    });
  }

  #known(id: string): Known | null {
    const state = this.#model.suggestions.get(id);
    return state ? { state, decision: this.#ledger.decision(state) } : null;
  }

  async #place(suggestion: TranscriptSuggestion): Promise<Place> {
    return this.#locator.locate(suggestion.file, suggestion.cwd);
  }

  async #fate(suggestion: TranscriptSuggestion, { repository, gitPath, workspace }: Place): Promise<FileFate> {
    // Outside the session's folder and any repository, a path in a transcript may lead to anything on this machine.
    if (!repository && workspace === null) return { outcome: null, fortnight: null, found: false };
    if (!repository) return readFateOnDisk(gitPath, suggestion);
    try {
      return await readFate(repository, gitPath, suggestion, this.#clock.now());
    } catch (error) {
      if (!PairfolioError.is(error, 'git-failed')) throw error;
      this.#summary.gitFailed += 1;
      return { outcome: null, fortnight: null, found: false };
    }
  }
}

/** With its time as the ledger writes times; a time nobody can read is the beginning of time, not an error. */
function withTime(suggestion: TranscriptSuggestion): TranscriptSuggestion {
  const time = Date.parse(suggestion.at);
  return { ...suggestion, at: isoTime(Number.isNaN(time) ? 0 : time) };
}

function isWithin(folders: readonly string[] | undefined, file: string): boolean {
  if (!folders) return true;
  return folders.some((folder) => file.startsWith(folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`));
}

function isFileError(error: unknown): boolean {
  return error instanceof UnreadableTranscript || (error instanceof Error && 'syscall' in error);
}
