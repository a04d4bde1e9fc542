import type { TextDocument } from 'vscode';
import * as vscode from 'vscode';
import { DocumentText, type NumberedChange } from '../../core/follow/documentText.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { Emitter } from '../../core/shared/event.ts';
import { isOwn, longestDocument } from './scope.ts';

/** A document that is open and followed closely enough to know what each change took away. */
export class OpenDocument {
  readonly key: string;
  readonly document: TextDocument;
  readonly #text: DocumentText;
  readonly #catchUp: () => void;

  constructor(key: string, document: TextDocument, text: string, catchUp: () => void) {
    this.key = key;
    this.document = document;
    this.#text = new DocumentText(text, 0);
    this.#catchUp = catchUp;
  }

  /** With every change made so far. */
  get text(): DocumentText {
    this.#catchUp();
    return this.#text;
  }

  /** The text before the last change, where it is still known. */
  get textBefore(): string | undefined {
    const { text } = this;
    return text.at(text.version - 1);
  }

  /** The number of the change that is noted next; they count from 1. */
  get nextVersion(): number {
    return this.#text.version + 1;
  }

  /** Takes a change in. */
  note(change: NumberedChange): void {
    this.#text.note(change);
  }
}

/** The open documents of the user's own files, each with its text as it was a moment ago. */
export class OpenDocuments implements Disposable {
  readonly #store = new DisposableStore();
  readonly #open = new Map<TextDocument, OpenDocument>();
  readonly #byKey = new Map<string, OpenDocument>();
  readonly #catchUp: () => void;
  readonly #opened = this.#store.add(new Emitter<OpenDocument>());
  #count = 0;

  readonly onDidOpen = this.#opened.event;

  /** @param catchUp takes in the changes that wait; called before a text is read */
  constructor(catchUp: () => void) {
    this.#catchUp = catchUp;
    this.#store.add(vscode.workspace.onDidOpenTextDocument((document) => this.#add(document)));
    for (const document of vscode.workspace.textDocuments) this.#add(document);
  }

  get(document: TextDocument): OpenDocument | undefined {
    return this.#open.get(document);
  }

  get all(): readonly OpenDocument[] {
    return [...this.#open.values()];
  }

  byKey(key: string): OpenDocument | undefined {
    return this.#byKey.get(key);
  }

  /** The documents at a place on disk that are open: one, or the cells of a notebook. */
  byPath(file: string): OpenDocument[] {
    return [...this.#open.values()].filter(
      ({ document }) => document.uri.scheme !== 'untitled' && document.uri.fsPath === file,
    );
  }

  /** The document that was opened last, of those with this text. */
  withText(text: string): OpenDocument | undefined {
    return [...this.#open.values()].findLast(
      (open) => open.document.uri.scheme === 'file' && open.text.current() === text,
    );
  }

  /** Lets go of a document that closed; called by whoever still had to read it. */
  remove(document: TextDocument): void {
    const open = this.#open.get(document);
    if (!open) return;
    this.#open.delete(document);
    this.#byKey.delete(open.key);
  }

  dispose(): void {
    this.#store.dispose();
    this.#open.clear();
    this.#byKey.clear();
  }

  #add(document: TextDocument): void {
    if (!isOwn(document) || this.#open.has(document)) return;
    const text = document.getText();
    if (text.length > longestDocument) return;
    const open = new OpenDocument(String(++this.#count), document, text, this.#catchUp);
    this.#open.set(document, open);
    this.#byKey.set(open.key, open);
    this.#opened.fire(open);
  }
}
