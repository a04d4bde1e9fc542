import type { Range, TextDocument, TextDocumentChangeEvent, TextEditor } from 'vscode';
import * as vscode from 'vscode';
import type { PastedText } from '../../core/recognise/observedEdit.ts';
import { compactText } from '../../core/recognise/pastedReply.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { ActiveEditor } from '../activeEditor.ts';
import type { Guard } from './capture.ts';
import { isOwn } from './scope.ts';

/** What may be a paste, with its places. */
export interface Paste extends PastedText {
  /** What it replaced, in the document as it was before. */
  readonly ranges: readonly Range[];
}

/** Shorter texts say nothing about where they are from (see `isTelling`), unless they were copied here. */
const shortest = 20;

/** Clipboards that keep a history give back more than the last copy. */
const mostCopies = 50;

/**
 * Tells of pastes, by the changes they make. VS Code would ask a paste provider before each paste, but waits for it, and
 * drops the paste when the developer types on meanwhile: too high a price. So only copying is listened to, which nobody
 * waits for, and of what was copied only a digest is kept.
 *
 * What else comes all at once where the cursor is (an accepted suggestion, a dropped text, an extension's edit) is told
 * of too: whoever listens knows what these are, or does not find the text in a reply.
 */
export class PasteWatch implements Disposable {
  readonly #store = new DisposableStore();
  readonly #digest: Pick<Digest, 'sha256'>;
  readonly #active: Readonly<Pick<ActiveEditor, 'now'>>;
  readonly #guard: Guard;
  readonly #textBefore: (document: TextDocument) => string | undefined;
  readonly #copies = new Set<string>();
  /** What was taken away last: a cut is told of after its change. */
  #removed:
    | { readonly document: TextDocument; readonly version: number; readonly ranges: readonly Range[] }
    | undefined;

  /** @param textBefore a document's text before its last change, where it is still known */
  constructor(
    digest: Pick<Digest, 'sha256'>,
    active: Readonly<Pick<ActiveEditor, 'now'>>,
    guard: Guard,
    textBefore: (document: TextDocument) => string | undefined,
  ) {
    this.#digest = digest;
    this.#active = active;
    this.#guard = guard;
    this.#textBefore = textBefore;
    this.#store.add(
      vscode.languages.registerDocumentPasteEditProvider(
        [{ scheme: 'file' }, { scheme: 'untitled' }, { scheme: 'vscode-notebook-cell' }],
        { prepareDocumentPaste: (document, ranges) => this.#guard('copy', () => this.#copied(document, ranges)) },
        // Without these nobody waits for what a copy is prepared for.
        { providedPasteEditKinds: [], copyMimeTypes: [], pasteMimeTypes: [] },
      ),
    );
  }

  dispose(): void {
    this.#store.dispose();
    this.#copies.clear();
  }

  /** Called within each change event but those of single keys. @returns null where nothing was pasted */
  pasteOf(event: TextDocumentChangeEvent): Paste | null {
    let paste: Paste | null = null;
    this.#guard('paste', () => (paste = this.#look(event)));
    return paste;
  }

  #look({ document, contentChanges, reason }: TextDocumentChangeEvent): Paste | null {
    if (!isOwn(document)) return null;
    const ranges = contentChanges.map(({ range }) => range);
    const removed = contentChanges.reduce((sum, { rangeLength }) => sum + rangeLength, 0);
    const added = contentChanges.reduce((sum, { text }) => sum + text.length, 0);
    if (removed > 1) this.#removed = { document, version: document.version, ranges };
    if (added < 2 || reason !== undefined || !isAtCursors(this.#active.now.editor, document, ranges)) return null;
    const text = textOf(contentChanges);
    if (text.length < 2) return null;
    const name = this.#name(text);
    const inside = name !== undefined && this.#copies.has(name);
    return inside || text.length >= shortest ? { text, ranges, inside } : null;
  }

  #copied(document: TextDocument, ranges: readonly Range[]): void {
    const cut =
      this.#removed?.document === document &&
      this.#removed.version === document.version &&
      isWithin(ranges, this.#removed.ranges);
    const before = cut ? this.#textBefore(document)?.split(/\r\n|[\n\r]/) : undefined;
    if (cut && !before) return;
    const texts = ranges.map((range) => (before ? between(before, range) : textAt(document, range)));
    const name = this.#name(texts.join('\n'));
    if (name === undefined) return;
    this.#copies.delete(name);
    this.#copies.add(name);
    const [oldest] = this.#copies;
    if (this.#copies.size > mostCopies && oldest !== undefined) this.#copies.delete(oldest);
  }

  /** Undefined for white space, which is everybody's. */
  #name(text: string): string | undefined {
    const compact = compactText(text);
    return compact === '' ? undefined : this.#digest.sha256(compact);
  }
}

/** Known here is still the selection before the change. A line copied without a selection is pasted above the cursor's. */
function isAtCursors(editor: TextEditor | undefined, document: TextDocument, ranges: readonly Range[]): boolean {
  return (
    editor?.document === document &&
    ranges.every((range) =>
      editor.selections.some(
        (selection) =>
          selection.isEqual(range) ||
          (range.isEmpty && range.start.character === 0 && selection.start.line === range.start.line),
      ),
    )
  );
}

/** The same text at every cursor, or the lines of a text shared out over the cursors. */
function textOf(changes: TextDocumentChangeEvent['contentChanges']): string {
  const texts = new Set(changes.map(({ text }) => text));
  const [only] = texts;
  if (texts.size === 1 && only !== undefined) return only;
  return [...changes]
    .sort((a, b) => a.rangeOffset - b.rangeOffset)
    .map(({ text }) => text)
    .join('\n');
}

function isWithin(ranges: readonly Range[], places: readonly Range[]): boolean {
  return ranges.every((range) => places.some((place) => place.contains(range)));
}

/** Without a selection the whole line is copied. */
function textAt(document: TextDocument, range: Range): string {
  return range.isEmpty ? document.lineAt(range.start.line).text : document.getText(range);
}

/** The same of a text that is no more. */
function between(lines: readonly string[], { start, end, isEmpty }: Range): string {
  const all = lines.slice(start.line, end.line + 1);
  if (isEmpty) return all.join('\n');
  return all
    .map((line, index) =>
      line.slice(index === 0 ? start.character : 0, index === end.line - start.line ? end.character : undefined),
    )
    .join('\n');
}
