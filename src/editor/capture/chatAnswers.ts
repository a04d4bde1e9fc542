import path from 'node:path';
import { joinFates } from '../../core/follow/measure.ts';
import { withLf } from '../../core/follow/lineBreaks.ts';
import { placeByText } from '../../core/follow/placing.ts';
import { judge } from '../../core/follow/verdict.ts';
import { isNotebook, notebookText } from '../../core/recognise/transcripts/notebook.ts';
import { githubCopilot } from '../../core/recognise/transcripts/vscodeChat.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { storedHunks } from '../../core/ledger/storedHunks.ts';
import { readDisk } from '../../node/git/git.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Guard } from './capture.ts';
import type { Recorder } from './recorder.ts';
import type { DocumentScope } from './scope.ts';

/** What a key said about a chat's edits: of the file in the active editor, or of all files. */
export type ChatAnswer = 'keep' | 'undo' | 'keep-all' | 'undo-all';

/** Whether what a keybinding said is an answer to a chat. */
export function isChatAnswer(said: unknown): said is ChatAnswer {
  return said === 'keep' || said === 'undo' || said === 'keep-all' || said === 'undo-all';
}

/** The text is looked at so long (ms) after the key: the change may arrive a little later. */
const settle = 500;
/** A chat's edit is recorded when its transcript was read, at most so long (ms) after the key. */
const recordedWithin = 60_000;
/** What was suggested earlier than this (ms) is no longer up for an answer. */
const openFor = 24 * 60 * 60 * 1000;

/** The open documents at a place on disk. */
export interface OpenTexts {
  openAt(file: string): readonly { readonly text: { current(): string } }[];
}

/** The file an answer is about. */
export type AnsweredFile = Pick<DocumentScope, 'workspace' | 'file' | 'path'>;

interface Undo {
  /** Null for all files. */
  readonly file: AnsweredFile | null;
  readonly at: number;
}

/**
 * What the keys say that answer to a chat's edits. Undo says that the developer rejected: what was suggested and is no
 * longer there was overridden, for good. Keep settles nothing; the text will show what was kept.
 */
export class ChatAnswers implements Disposable {
  readonly #documents: OpenTexts;
  readonly #ledger: Ledger;
  readonly #recorder: Recorder;
  readonly #clock: Clock;
  readonly #guard: Guard;
  #undone: Undo[] = [];
  #soon: Disposable | undefined;

  constructor(documents: OpenTexts, ledger: Ledger, recorder: Recorder, clock: Clock, guard: Guard) {
    this.#documents = documents;
    this.#ledger = ledger;
    this.#recorder = recorder;
    this.#clock = clock;
    this.#guard = guard;
  }

  /** @param file the active editor's, as it may be recorded; `undefined` where it has none */
  answered(answer: ChatAnswer, file: AnsweredFile | undefined): void {
    if (answer === 'keep' || answer === 'keep-all') return;
    if (answer === 'undo' && file === undefined) return;
    this.#undone.push({ file: answer === 'undo-all' ? null : (file ?? null), at: this.#clock.now() });
    this.lookAgain();
  }

  /** Suggestions may have been recorded that were undone already. */
  lookAgain(): void {
    if (this.#undone.length === 0) return;
    this.#soon ??= this.#clock.after(settle, () => {
      this.#soon = undefined;
      this.#guard('record', () => this.#look());
    });
  }

  dispose(): void {
    this.#soon?.dispose();
  }

  #look(): void {
    const now = this.#clock.now();
    const since = Math.min(...this.#undone.map(({ at }) => at)) - openFor;
    for (const state of this.#ledger.states()) {
      if (Date.parse(state.at) < since) continue;
      if (state.body.tool.name !== githubCopilot || state.verdict?.settled === true) continue;
      const { repository, file, workspace } = this.#ledger.texts.lookUp(state.body.texts);
      if (file === undefined) continue;
      const at = Date.parse(state.at);
      const undo = this.#undone.find(
        (one) =>
          at <= one.at &&
          one.at - at <= openFor &&
          (one.file === null || (one.file.file === file && one.file.workspace === workspace)),
      );
      const place = undo?.file?.path ?? (repository === undefined ? undefined : path.join(repository, file));
      if (undo && place !== undefined) this.#settle(state, place);
    }
    this.#undone = this.#undone.filter(({ at }) => Math.abs(now - at) <= recordedWithin);
  }

  #settle(state: SuggestionState, file: string): void {
    const hunks = storedHunks(this.#ledger.texts.lookUp(state.body.texts));
    const now = this.#textOf(file);
    if (hunks === undefined || now === undefined) return;
    const { language } = state.body;
    const fates = hunks.map((hunk) => ({
      ...hunk,
      kept: placeByText(now, hunk, language),
    }));
    const fate = joinFates(fates);
    // One of several hunks may have been undone: then the text goes on to decide.
    if (judge(fate, language).label !== 'overrode') return;
    this.#recorder.keepContent(state.id);
    this.#recorder.judged({
      suggestion: state.id,
      label: 'overrode',
      settled: true,
      because: 'undone',
      kept: fate.kept,
    });
  }

  /** With `\n`; empty for a file that is gone, `undefined` for one that cannot be read. */
  #textOf(file: string): string | undefined {
    const open = this.#documents.openAt(file);
    if (open.length > 0) return withLf(open.map(({ text }) => text.current()).join('\n')).text;
    const disk = readDisk(file);
    if (disk === 'absent') return '';
    if (disk === 'unreadable') return undefined;
    return withLf(isNotebook(file) ? notebookText(disk.text) : disk.text).text;
  }
}
