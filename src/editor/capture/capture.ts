import path from 'node:path';
import type { TextDocumentChangeEvent, TextEditorSelectionChangeEvent } from 'vscode';
import * as vscode from 'vscode';
import { Change } from '../../core/follow/change.ts';
import { Followers } from '../../core/follow/followers.ts';
import type { AcceptMark, DocumentChange, SelectionKind } from '../../core/recognise/documentChange.ts';
import { InlineSuggestions } from '../../core/recognise/inlineSuggestions.ts';
import { isTellingEdit, RecentChanges, type RecentChange } from '../../core/recognise/recentChanges.ts';
import type { PastedText } from '../../core/recognise/observedEdit.ts';
import { recognise, type Recognition } from '../../core/recognise/recognise.ts';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { TextEdit } from '../../core/shared/textEdit.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { isAtCaret, type EditPlace, type EditSignals } from './editSignals.ts';
import { OpenDocuments, type OpenDocument } from './openDocuments.ts';
import type { Recorder } from './recorder.ts';
import { isOwn, longestDocument, scopeOf, type DocumentScope } from './scope.ts';
import type { PastedReplies } from './pastedReplies.ts';
import type { PasteWatch } from './pasteWatch.ts';
import { TakenSuggestions } from './takenSuggestions.ts';
import { UnmarkedChanges, type GitView } from './unmarkedChanges.ts';
import { WaitingWork } from './waitingWork.ts';

/** Runs what an editor event leads to, so that nothing thrown reaches the editor; see errorBoundary.ts. */
export type Guard = (what: string, work: () => void) => void;

/** What a key told: an accept, or that a suggestion was sent away. */
export type Mark = AcceptMark | 'dismissed';

const marks: readonly unknown[] = ['whole', 'part', 'next-edit', 'dismissed'] satisfies Mark[];

/** Whether a keybinding said one of these. */
export function isMark(said: unknown): said is Mark {
  return marks.includes(said);
}

/** Watches the documents of this window: recognises suggestions and follows what becomes of them. */
export class Capture implements Disposable {
  readonly followers: Followers;
  readonly taken: TakenSuggestions;
  readonly #clock: Clock;
  readonly #recorder: Recorder;
  readonly #guard: Guard;
  readonly #git: GitView;
  readonly #signals: EditSignals;
  readonly #pastes: Pick<PasteWatch, 'pasteOf'>;
  /** Whether nothing may be recorded now. */
  readonly #paused: () => boolean;
  readonly #store = new DisposableStore();
  readonly #waiting: WaitingWork;
  readonly #documents: OpenDocuments;
  readonly #recent = new RecentChanges();
  readonly #inline = new InlineSuggestions();
  /** Files renamed in the editor, old place → new one, until the documents of the old place have closed. */
  readonly #renamed = new Map<string, string>();
  readonly #unmarked: UnmarkedChanges;
  #lastInput: number | null = null;

  constructor(
    clock: Clock,
    recorder: Recorder,
    boundary: ErrorBoundary,
    git: GitView,
    signals: EditSignals,
    pastes: Pick<PasteWatch, 'pasteOf'>,
    replies: PastedReplies,
    paused: () => boolean,
  ) {
    this.#clock = clock;
    this.#recorder = recorder;
    this.#guard = boundary.guard;
    this.#git = git;
    this.#signals = signals;
    this.#pastes = pastes;
    this.#paused = paused;
    this.#waiting = this.#store.add(new WaitingWork(clock, boundary.guard));
    const catchUp = (): void => this.#waiting.catchUp();
    this.#documents = this.#store.add(new OpenDocuments(catchUp));
    this.followers = new Followers(
      clock,
      (key) => this.#documents.byKey(key)?.text.current(),
      vscode.window.state.focused,
      catchUp,
    );
    this.taken = new TakenSuggestions(recorder, this.followers);
    this.#unmarked = this.#store.add(
      new UnmarkedChanges(
        {
          documents: this.#documents,
          recent: this.#recent,
          inline: this.#inline,
          signals,
          followers: this.followers,
          taken: this.taken,
          git,
          replies,
          catchUp,
          scopeOf: ({ document }) => this.scopeOf(document),
        },
        clock,
        boundary,
      ),
    );
    this.#store.add(this.followers.onDidObserve((observation) => recorder.observed(observation)));
    this.#store.add(this.followers.onDidJudge((judgement) => recorder.judged(judgement)));
    this.#store.add(this.followers);
    this.#store.add(vscode.workspace.onDidChangeTextDocument((event) => this.#changed(event)));
    this.#store.add(vscode.window.onDidChangeTextEditorSelection((event) => this.#selected(event)));
    this.#store.add(
      vscode.window.onDidChangeWindowState(({ focused }) =>
        this.#guard('follow', () => this.followers.windowFocused(focused)),
      ),
    );
    this.#store.add(
      vscode.workspace.onWillSaveTextDocument(({ document }) => {
        const open = this.#documents.get(document);
        this.#waiting.catchUp();
        if (open) this.#recent.saving(open.key, this.#clock.now());
      }),
    );
    this.#store.add(
      vscode.workspace.onDidSaveTextDocument((document) => this.#guard('save', () => this.#saved(document))),
    );
    this.#store.add(
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.#renamed.set(oldUri.fsPath, newUri.fsPath);
      }),
    );
    this.#store.add(
      vscode.workspace.onDidCloseTextDocument((document) => this.#guard('close', () => this.#closed(document))),
    );
  }

  /** The documents at a place on disk that are open here: one, or the cells of a notebook. */
  openAt(file: string): readonly OpenDocument[] {
    return this.#documents.byPath(file);
  }

  get open(): readonly OpenDocument[] {
    return this.#documents.all;
  }

  /** A document was opened whose edits are followed from now on. */
  get onDidOpen(): OpenDocuments['onDidOpen'] {
    return this.#documents.onDidOpen;
  }

  /** The open document with the cursor or selection of the active editor in it, if its edits are followed. */
  get(document: vscode.TextDocument): OpenDocument | undefined {
    return this.#documents.get(document);
  }

  /** The text before a document's last change, where it is still known. */
  textBefore(document: vscode.TextDocument): string | undefined {
    return this.#documents.get(document)?.textBefore;
  }

  /** When the developer last changed the text they look at (ms since 1970); null when they did not yet. */
  get lastInput(): number | null {
    return this.#lastInput;
  }

  /** As {@link scopeOf}, of the document in the active editor. */
  activeScope(): DocumentScope | undefined {
    const document = vscode.window.activeTextEditor?.document;
    return document && this.scopeOf(document);
  }

  /** What may be recorded of a document; `undefined` where nothing may. */
  scopeOf(document: vscode.TextDocument): DocumentScope | undefined {
    return this.#paused() ? undefined : scopeOf(document, (file) => this.#git.rootOf(file));
  }

  /**
   * A key said that it accepts a suggestion in the active editor, or sends it away.
   * @throws PairfolioError `too-large`, `ledger-unwritable`
   */
  marked(mark: Mark): void {
    this.#waiting.catchUp();
    const document = vscode.window.activeTextEditor?.document;
    const open = document && this.#documents.get(document);
    if (document && !open && isOwn(document) && document.getText().length > longestDocument) {
      throw new PairfolioError(
        'too-large',
        vscode.l10n.t('This file is too large for Pairfolio to follow; suggestions accepted in it are not recorded.'),
      );
    }
    const scope = open && this.scopeOf(open.document);
    if (!open || !scope) return;
    if (mark === 'dismissed') this.#dismissed(open, scope);
    else this.#accepted(open, scope, mark);
  }

  #accepted(open: OpenDocument, scope: DocumentScope, mark: AcceptMark): void {
    const judge = (entry: RecentChange): Recognition => recognise(this.#signals.observed(entry, open, mark));
    let recognition: Recognition | undefined;
    const change = this.#recent.claim(open.key, mark, this.#clock.now(), (entry) => {
      const found = judge(entry);
      if (found.best?.evidence?.kind !== 'mark') return false;
      recognition = found;
      return true;
    });
    const before = change && open.text.at(change.version - 1);
    const finding = recognition?.best;
    if (!change || before === undefined || !finding) return;
    // A fast next key may have come between the change and its mark; a new follower has not seen it.
    const later = this.#recent.after(open.key, change.version);
    const accept = this.#inline.accept(change, mark, before);
    if (!accept) return;
    const text = open.text.at(change.version) ?? '';
    const follower = this.taken.take(open, scope, { ...accept, finding }, text);
    for (const { edits, version, reason } of later)
      follower.apply(new Change(edits, this.#around(open, version), reason));
  }

  /** What was sent away after a part of it was taken is that suggestion still. */
  #dismissed(open: OpenDocument, scope: DocumentScope): void {
    if (this.#inline.goesOnIn(open.key)) return;
    this.#recorder.dismissed(this.#clock.now(), open.document.languageId, scope);
  }

  dispose(): void {
    this.#waiting.catchUp();
    this.#store.dispose();
  }

  /** On the typing path, as the one listener there: what can be seen only now is seen; the rest waits. */
  #changed(event: TextDocumentChangeEvent): void {
    const { document, contentChanges } = event;
    if (contentChanges.length === 0) return;
    const place = this.#signals.placeOf(document);
    const at = this.#clock.now();
    if (place) this.#lastInput = at;
    let units = 0;
    for (const { text, rangeLength } of contentChanges) units += text.length + rangeLength;
    const isKey = units < 2;
    const paste = isKey ? null : this.#pastes.pasteOf(event);
    const open = this.#documents.get(document);
    if (!open) return;
    this.#waiting.add(() => this.#take(open, event, at, place, paste));
    // What may be judged without a key is taken in at once.
    if (!isKey && contentChanges.some(({ text, rangeLength }) => isTellingEdit(text, rangeLength)))
      this.#waiting.catchUp();
  }

  #take(
    open: OpenDocument,
    { contentChanges, reason }: TextDocumentChangeEvent,
    at: number,
    place: EditPlace | null,
    paste: PastedText | null,
  ): void {
    const edits: TextEdit[] = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      length: rangeLength,
      text,
    }));
    const change: DocumentChange = {
      document: open.key,
      at,
      edits,
      reason: reason === undefined ? null : reason === vscode.TextDocumentChangeReason.Undo ? 'undo' : 'redo',
      version: open.nextVersion,
      atCaret: place !== null && isAtCaret(contentChanges, place),
    };
    open.note(change);
    this.#recent.add(change, { active: place?.focused ?? false, paste });
    this.#inline.note(change);
    this.followers.apply(open.key, edits, this.#around(open, change.version), change.reason, at);
    this.#unmarked.changed(change);
  }

  /** On the typing path, too: each key moves the cursor. */
  #selected({ textEditor, kind }: TextEditorSelectionChangeEvent): void {
    const move = (): void => {
      const open = this.#documents.get(textEditor.document);
      if (open) this.#recent.selectionMoved(open.key, selectionKinds.get(kind) ?? 'other');
    };
    // A move tells of the changes before it; one that follows none that waits has nothing to wait for.
    if (this.#waiting.isEmpty) move();
    else this.#waiting.add(move);
  }

  #saved(document: vscode.TextDocument): void {
    const open = this.#documents.get(document);
    if (!open) return;
    this.#waiting.catchUp();
    this.#recent.saved(open.key);
    this.followers.saved(open.key);
  }

  #closed(document: vscode.TextDocument): void {
    const open = this.#documents.get(document);
    // A document whose language changes is said to close and to open again.
    if (!open || !document.isClosed) return;
    this.#documents.remove(document);
    this.#inline.closed(open.key);
    const next = this.#successor(open);
    if (next) this.followers.moved(open.key, next.key);
    else this.followers.closed(open.key, open.text.current());
  }

  /** The document in which a closed one goes on: after its file was renamed, or when an untitled one was saved. */
  #successor({ document, text }: OpenDocument): OpenDocument | undefined {
    const { scheme, fsPath } = document.uri;
    if (scheme === 'untitled') return text.current() === '' ? undefined : this.#documents.withText(text.current());
    for (const [from, to] of this.#renamed) {
      const below = path.relative(from, fsPath);
      if (below !== '' && (below.startsWith('..') || path.isAbsolute(below))) continue;
      const [next] = this.#documents.byPath(path.join(to, below));
      if (scheme === 'file' && next?.text.current() === text.current()) return next;
    }
    return undefined;
  }

  #around(open: OpenDocument, version: number): { before(): string; after(): string } {
    return { before: () => open.text.at(version - 1) ?? '', after: () => open.text.at(version) ?? '' };
  }
}

const selectionKinds = new Map<vscode.TextEditorSelectionChangeKind | undefined, SelectionKind>([
  [vscode.TextEditorSelectionChangeKind.Keyboard, 'keyboard'],
  [vscode.TextEditorSelectionChangeKind.Mouse, 'mouse'],
]);
