import path from 'node:path';
import type { TextDocumentChangeEvent, TextEditorSelectionChangeEvent } from 'vscode';
import * as vscode from 'vscode';
import { Followers } from '../../core/follow/followers.ts';
import type { AcceptMark, DocumentChange, SelectionKind } from '../../core/recognise/documentChange.ts';
import { InlineSuggestions, type InlineAccept } from '../../core/recognise/inlineSuggestions.ts';
import { RecentChanges } from '../../core/recognise/recentChanges.ts';
import { isNeighbour, type AcceptedLines } from '../../core/recognise/runs.ts';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { TextEdit } from '../../core/shared/textEdit.ts';
import { OpenDocuments, type OpenDocument } from './openDocuments.ts';
import type { Recorder } from './recorder.ts';
import { isOwn, longestDocument, scopeOf, type RepositoryOf } from './scope.ts';

/** Runs what an editor event leads to, so that nothing thrown reaches the editor; see errorBoundary.ts. */
export type Guard = (what: string, work: () => void) => void;

/** Watches the documents of this window: recognises accepted suggestions and follows what becomes of them. */
export class Capture implements Disposable {
  readonly followers: Followers;
  readonly #clock: Clock;
  readonly #recorder: Recorder;
  readonly #guard: Guard;
  readonly #repositoryOf: RepositoryOf;
  readonly #store = new DisposableStore();
  readonly #documents: OpenDocuments;
  readonly #recent = new RecentChanges();
  readonly #inline = new InlineSuggestions();
  /** How often each open suggestion was recorded, and in which group. */
  readonly #recorded = new Map<number, { readonly id: string; readonly group: string; readonly revision: number }>();
  /** Files renamed in the editor, old place → new one, until the documents of the old place have closed. */
  readonly #renamed = new Map<string, string>();
  #run: (AcceptedLines & { readonly group: string }) | undefined;

  constructor(clock: Clock, recorder: Recorder, guard: Guard, repositoryOf: RepositoryOf) {
    this.#clock = clock;
    this.#recorder = recorder;
    this.#guard = guard;
    this.#repositoryOf = repositoryOf;
    this.#documents = this.#store.add(new OpenDocuments());
    this.followers = new Followers(
      clock,
      (key) => this.#documents.byKey(key)?.text.current(),
      vscode.window.state.focused,
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

  /**
   * A key said that it accepts a suggestion in the active editor.
   * @throws PairfolioError `too-large`, `ledger-unwritable`
   */
  marked(mark: AcceptMark): void {
    const document = vscode.window.activeTextEditor?.document;
    const open = document && this.#documents.get(document);
    if (document && !open && isOwn(document) && document.getText().length > longestDocument) {
      throw new PairfolioError(
        'too-large',
        vscode.l10n.t('This file is too large for Pairfolio to follow; suggestions accepted in it are not recorded.'),
      );
    }
    const change = open && this.#recent.claim(open.key, mark, this.#clock.now());
    const scope = document && change && scopeOf(document, this.#repositoryOf);
    if (!open || !change || !scope) return;
    const before = open.text.at(change.version - 1);
    const removed = change.edits.map(({ offset, length }) => before?.slice(offset, offset + length) ?? '');
    // A fast next key may have come between the change and its mark; a new follower has not seen it.
    const later = this.#recent.after(open.key, change.version);
    const accept = this.#inline.accept(change, mark, removed);
    if (!accept) return;
    const { id, group, revision } = this.#groupOf(open, accept, scope.file);
    const { suggestion } = accept;
    this.#recorded.set(suggestion.number, { id, group, revision });
    this.#recorder.inlineSuggestion(id, suggestion, revision, { scope, group, language: open.document.languageId });
    const { tracker } = this.followers.follow({
      id,
      document: open.key,
      language: open.document.languageId,
      before: suggestion.before,
      suggested: suggestion.suggested,
      range: suggestion,
    });
    for (const { edits, version, reason } of later) tracker.apply(edits, this.#around(open, version), reason);
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** On the typing path: only notes; the work is done when a mark or a checkpoint asks for it. */
  #changed(event: TextDocumentChangeEvent): void {
    const open = this.#documents.get(event.document);
    if (!open || event.contentChanges.length === 0) return;
    const edits: TextEdit[] = event.contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      length: rangeLength,
      text,
    }));
    const change: DocumentChange = {
      document: open.key,
      at: this.#clock.now(),
      edits,
      reason:
        event.reason === undefined ? null : event.reason === vscode.TextDocumentChangeReason.Undo ? 'undo' : 'redo',
      version: ++open.changes,
      atCaret: isAtCaret(event),
    };
    open.text.note(change.version, edits);
    this.#recent.add(change);
    this.#inline.note(change);
    this.followers.apply(open.key, edits, this.#around(open, change.version), change.reason);
  }

  #selected({ textEditor, kind }: TextEditorSelectionChangeEvent): void {
    const open = this.#documents.get(textEditor.document);
    if (open) this.#recent.selectionMoved(open.key, selectionKinds.get(kind) ?? 'other');
  }

  #saved(document: vscode.TextDocument): void {
    const open = this.#documents.get(document);
    if (open) this.followers.saved(open.key);
  }

  #closed(document: vscode.TextDocument): void {
    const open = this.#documents.get(document);
    // A document whose language changes is said to close and to open again.
    if (!open || !document.isClosed) return;
    this.#documents.remove(document);
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

  #groupOf(
    open: OpenDocument,
    { suggestion, more }: InlineAccept,
    file: string,
  ): { id: string; group: string; revision: number } {
    const known = this.#recorded.get(suggestion.number);
    if (more && known) return { ...known, revision: known.revision + 1 };
    const id = this.#recorder.idOf(suggestion, file);
    const first = open.document.positionAt(suggestion.start).line;
    const lines: AcceptedLines = {
      document: open.key,
      at: suggestion.at,
      first,
      last: first + suggestion.suggested.split('\n').length - 1,
    };
    const group = this.#run && isNeighbour(this.#run, lines) ? this.#run.group : id;
    this.#run = { ...lines, group };
    return { id, group, revision: 0 };
  }

  #around(open: OpenDocument, version: number): { before(): string; after(): string } {
    return { before: () => open.text.at(version - 1) ?? '', after: () => open.text.at(version) ?? '' };
  }
}

/** The selection known here is still the one before the change, as are the ranges of the changes. */
function isAtCaret({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  const editor = vscode.window.activeTextEditor;
  const caret = editor?.document === document ? editor.selection.active : undefined;
  return caret !== undefined && contentChanges.some(({ range }) => range.contains(caret));
}

const selectionKinds = new Map<vscode.TextEditorSelectionChangeKind | undefined, SelectionKind>([
  [vscode.TextEditorSelectionChangeKind.Keyboard, 'keyboard'],
  [vscode.TextEditorSelectionChangeKind.Mouse, 'mouse'],
]);
