import path from 'node:path';
import { withLf } from '../../core/follow/lineBreaks.ts';
import type { Followed } from '../../core/follow/follower.ts';
import { joinFates, measure, measureParts } from '../../core/follow/measure.ts';
import { placeByText } from '../../core/follow/placing.ts';
import { judge } from '../../core/follow/verdict.ts';
import { isNotebook, notebookText } from '../../core/recognise/transcripts/notebook.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { CommitFiles } from '../../node/git/commitFiles.ts';
import { changedFiles, commitsBetween } from '../../node/git/commits.ts';
import { readDisk, Repository } from '../../node/git/git.ts';
import { ObjectReader } from '../../node/git/objectReader.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Capture } from '../capture/capture.ts';
import type { Recorder } from '../capture/recorder.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { movedInCommit } from './movedInCommit.ts';
import type { HeadMove, HeadWatcher } from './headWatcher.ts';

// So long (ms) after a commit was told of, a window leaves it to the others; then it settles what nobody follows.
const otherWindowsFirst = 1500;

/** What a commit holds of a file. */
interface Committed {
  readonly root: string;
  /** All files the commit changed. */
  readonly files: CommitFiles;
  /** The file as the suggestions in it know it; the commit may have moved it. */
  readonly file: string;
  /** Null where the commit deleted it. Of a notebook the cells' code. */
  readonly text: string | null;
}

/** What else happens at a commit. */
export interface AfterCommit {
  /** Settles what agents suggested, from their transcripts. */
  settleAgents(): Promise<void>;
  /** The commit's decisions can be asked about. @param commit its name, short: "9f2c1ab" */
  settled(commit: string): void;
}

/** At a commit: asks git what it holds in the place of each suggestion, and settles the verdicts. */
export class CommitFollower implements Disposable {
  readonly #store = new DisposableStore();
  readonly #capture: Capture;
  readonly #recorder: Recorder;
  readonly #ledger: Ledger;
  readonly #boundary: ErrorBoundary;
  readonly #clock: Clock;
  /** Commits are looked at one after the other, in the order they were made. */
  #last: Promise<unknown> = Promise.resolve();
  /** So are they for what nobody follows, on their own: the next commit does not wait for it. */
  #lastClosed: Promise<unknown> = Promise.resolve();

  constructor(
    heads: HeadWatcher,
    capture: Capture,
    recorder: Recorder,
    ledger: Ledger,
    boundary: ErrorBoundary,
    clock: Clock,
    after: AfterCommit,
  ) {
    this.#capture = capture;
    this.#recorder = recorder;
    this.#ledger = ledger;
    this.#boundary = boundary;
    this.#clock = clock;
    this.#store.add(
      heads.onDidMove((move) => {
        if (move.kind !== 'commit') return;
        const at = isoTime(this.#clock.now());
        const open = this.#last.then(() => this.#boundary.command('commit', () => this.#follow(move, at, after)));
        this.#last = open;
        this.#lastClosed = Promise.all([open, this.#lastClosed]).then(([settleClosed]) =>
          this.#boundary.command('commit', () => settleClosed?.()),
        );
      }),
    );
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** @returns what is left to do: to settle what nobody follows */
  async #follow(move: HeadMove, at: string, after: AfterCommit): Promise<() => Promise<void>> {
    // One git process reads all files: of a large commit there are many, and code moved from one is looked for in others.
    const objects = new ObjectReader(move.root);
    try {
      const settleClosed = await this.#settle(move, at, objects, after);
      return () => settleClosed().finally(() => objects.close());
    } catch (error) {
      objects.close();
      throw error;
    }
  }

  /** @param at when the commit was told of */
  async #settle(
    { root, from, to }: HeadMove,
    at: string,
    objects: ObjectReader,
    after: AfterCommit,
  ): Promise<() => Promise<void>> {
    const looked = new Set<string>();
    const commits: CommitFiles[] = [];
    for (const sha of await commitsBetween(root, from, to))
      commits.push(new CommitFiles(root, sha, await changedFiles(root, sha), objects));
    const look = async (
      settle: (committed: Committed) => Promise<number>,
      concerns: (file: string) => boolean,
    ): Promise<number> => {
      let seen = 0;
      for (const files of commits) {
        // Git is asked only for files in which something was suggested: a commit may hold thousands of others.
        for (const file of files.names.filter(concerns)) {
          const text = await committedText(root, files, file);
          if (text !== undefined) seen += await settle({ root, files, file, text });
        }
      }
      return seen;
    };
    const open = await look(
      (committed) => this.#settleOpen(committed, looked),
      (file) => this.#followed(root, file).length > 0,
    );
    await after.settleAgents();
    if (open > 0) await this.#ledger.checkpointSoon('commit');
    after.settled(to.slice(0, 7));
    return async () => {
      // A window that has the document open knows better what became of it, so it goes first.
      const left = otherWindowsFirst - (this.#clock.now() - Date.parse(at));
      if (left > 0) await new Promise<void>((resolve) => void this.#clock.after(left, resolve));
      // Its file was on the way to another name, or just opened again, when the commit was told of.
      const { suggestions } = this.#ledger.read();
      const isLate = (id: string): boolean => !looked.has(id) && (suggestions.get(id)?.at ?? at) < at;
      const late = await look(
        (committed) => this.#settleOpen(committed, looked, isLate),
        (file) => this.#followed(root, file, isLate).length > 0,
      );
      const waiting = this.#waiting(root);
      const closed = await look(
        (committed) => this.#settleClosed(committed, waiting),
        (file) => waiting.has(file.normalize('NFC')),
      );
      if (late + closed === 0) return;
      await this.#ledger.checkpointSoon('commit');
      after.settled(to.slice(0, 7));
    };
  }

  /**
   * Suggestions followed in this window.
   * @param looked takes those the commit was asked about
   * @returns how many it settled
   */
  async #settleOpen(
    committed: Committed,
    looked: Set<string>,
    concerns: (suggestion: string) => boolean = () => true,
  ): Promise<number> {
    const { root, files, file, text } = committed;
    let settled = 0;
    for (const key of this.#followed(root, file, concerns)) {
      const ids = new Set(this.#capture.followers.in(key).flatMap(({ followed: { id } }) => (concerns(id) ? id : [])));
      for (const { gone, frozen, followed } of this.#capture.followers.in(key)) {
        if (!ids.has(followed.id) || !gone || frozen || !(await this.#settleMoved(committed, followed))) continue;
        this.#capture.followers.drop(followed.id);
        settled += 1;
      }
      const observations = this.#capture.followers.committed(key, text, (id) => ids.has(id));
      for (const id of ids) looked.add(id);
      for (const { suggestion, distance } of observations) this.#recorder.committed(suggestion, files.sha, distance);
      settled += observations.length;
    }
    return settled;
  }

  /** Suggestions whose document was closed, here or in another window, before the commit: they are found by their text. */
  async #settleClosed(committed: Committed, waiting: Map<string, SuggestionState[]>): Promise<number> {
    const { root, files, file, text } = committed;
    const disk = readDisk(path.join(root, file));
    const onDisk = typeof disk === 'string' ? '' : withLf(codeOf(disk.text, file)).text;
    const name = file.normalize('NFC');
    const time = await files.time();
    let settled = 0;
    for (const state of take(waiting, name, time)) {
      const texts = this.#ledger.texts.lookUp(state.body.texts);
      if (texts['before'] === undefined || texts['suggested'] === undefined) continue;
      const [before, suggested] = [withLf(texts['before']).text, withLf(texts['suggested']).text];
      const { language } = state.body;
      const kept = text === null ? '' : placeByText(withLf(text).text, { before, suggested }, language);
      const fate = { before, suggested, kept };
      const judgement = judge(fate, language);
      // Only another part of the file was committed: the suggestion still stands on the disk. Or the commit came before
      // it in the same second, which nobody can tell apart. Both wait for the next.
      const isElsewhere = (text !== null && onDisk.includes(suggested)) || Date.parse(state.at) >= time;
      if (judgement.because !== 'distance' && isElsewhere) {
        waiting.set(name, [...(waiting.get(name) ?? []), state]);
        continue;
      }
      const suggestion = state.id;
      this.#recorder.keepContent(suggestion);
      settled += 1;
      const parts = [{ before, suggested, range: { start: 0, end: 0 } }];
      if (kept === '' && (await this.#settleMoved(committed, { id: suggestion, language, parts }))) continue;
      const measured = measure(fate, language);
      this.#recorder.observed({ suggestion, checkpoint: 'commit', ...measured, retained: null, kept });
      this.#recorder.judged({ suggestion, ...judgement, settled: true, kept });
      this.#recorder.committed(suggestion, files.sha, measured.distance);
    }
    return settled;
  }

  /** What was moved to another file of the same commit stands there. */
  async #settleMoved(
    { file, files }: Committed,
    { id: suggestion, language, parts }: Pick<Followed, 'id' | 'language' | 'parts'>,
  ): Promise<boolean> {
    const moved = await movedInCommit(files, file, parts);
    if (!moved) return false;
    const fates = parts.map(({ before, suggested }, index) => ({ before, suggested, kept: moved[index] ?? '' }));
    const { kept, ...fate } = joinFates(fates);
    const measured = measureParts(fates, language);
    this.#recorder.observed({ suggestion, checkpoint: 'commit', ...measured, retained: null, kept });
    this.#recorder.judged({ suggestion, ...judge({ ...fate, kept }, language), settled: true, kept });
    this.#recorder.committed(suggestion, files.sha, measured.distance);
    return true;
  }

  /** The open documents of a file in which such suggestions are followed. */
  #followed(root: string, file: string, concerns: (suggestion: string) => boolean = () => true): string[] {
    return this.#capture
      .openAt(path.join(root, file))
      .map(({ key }) => key)
      .filter((key) => this.#capture.followers.in(key).some(({ followed }) => concerns(followed.id)));
  }

  /** The suggestions of a repository that no window follows and no commit holds yet, by file. */
  #waiting(root: string): Map<string, SuggestionState[]> {
    const workspace = path.basename(root);
    const followed = new Set(this.#capture.followers.ids);
    const waiting = new Map<string, SuggestionState[]>();
    for (const state of this.#ledger.states()) {
      const { surface, texts } = state.body;
      const settled = state.verdict?.settled === true || state.commits.length > 0;
      if (surface !== 'inline' || settled || followed.has(state.id)) continue;
      const stored = this.#ledger.texts.lookUp(texts);
      if (stored['workspace'] !== workspace || stored['file'] === undefined) continue;
      waiting.set(stored['file'], [...(waiting.get(stored['file']) ?? []), state]);
    }
    return waiting;
  }
}

/**
 * Takes out the suggestions of a file that a commit can speak of: the first that holds the file settles them, not every
 * later one. A commit may be told of late: one made before a suggestion says nothing about it.
 * @param time of the commit, milliseconds; git keeps whole seconds
 */
function take(waiting: Map<string, SuggestionState[]>, file: string, time: number): SuggestionState[] {
  const [due, later] = [new Array<SuggestionState>(), new Array<SuggestionState>()];
  for (const state of waiting.get(file) ?? []) (Date.parse(state.at) < time + 1000 ? due : later).push(state);
  waiting.set(file, later);
  return due;
}

/** What a commit holds of a file, under its new name where the commit moved it; `undefined` where it cannot be read. */
async function committedText(root: string, files: CommitFiles, file: string): Promise<string | null | undefined> {
  let content = await files.at(file);
  if (content === 'absent') {
    const renamed = await new Repository(root).renamedTo(files.sha, file);
    if (renamed !== null) content = await files.at(renamed);
  }
  if (content === 'unreadable') return undefined;
  return content === 'absent' ? null : codeOf(content.text, file);
}

function codeOf(text: string, file: string): string {
  return isNotebook(file) ? notebookText(text) : text;
}
