import type { TextDocumentChangeEvent } from 'vscode';
import * as vscode from 'vscode';
import type { AcceptMark } from '../../core/recognise/documentChange.ts';
import type { ObservedEdit, PasteInFlight } from '../../core/recognise/observedEdit.ts';
import type { RecentChange } from '../../core/recognise/recentChanges.ts';
import type { OpenDocument } from './openDocuments.ts';

/** An announced paste that has not changed its document after so long (ms) was not made. */
const pasteArrives = 2000;

/** How long ago something happened that concerns a file: milliseconds, or null where it did not. */
export type Since = (path: string, now: number) => number | null;

/** Collects what is seen around a change besides its text, and puts it together when the change is judged. */
export class EditSignals {
  readonly #sinceChat: Since;
  readonly #sinceHeadMoved: Since;
  #paste: (PasteInFlight & { readonly document: vscode.TextDocument; readonly at: number }) | undefined;

  constructor(sinceChat: Since, sinceHeadMoved: Since) {
    this.#sinceChat = sinceChat;
    this.#sinceHeadMoved = sinceHeadMoved;
  }

  /** The editor is about to paste. */
  pasting(document: vscode.TextDocument, paste: PasteInFlight, now: number): void {
    this.#paste = { ...paste, document, at: now };
  }

  /** The paste a change belongs to: the next change of its document. */
  takePaste(document: vscode.TextDocument, now: number): PasteInFlight | null {
    const paste = this.#paste;
    if (paste?.document !== document) return null;
    this.#paste = undefined;
    return now - paste.at <= pasteArrives ? paste : null;
  }

  /** @param mark the mark to be judged with, where it is not attached yet */
  observed(entry: RecentChange, { document, text }: OpenDocument, mark: AcceptMark | null): ObservedEdit {
    const { change, active, paste, selection, selections, saving, saved } = entry;
    const before = (): string | undefined => text.at(change.version - 1);
    const path = document.uri.scheme === 'file' ? document.uri.fsPath : '';
    let removed: readonly string[] | undefined;
    return {
      change,
      get removed() {
        return (removed ??= removedBy(change.edits, before));
      },
      before,
      mark,
      selection,
      selections,
      paste,
      saving,
      // A clean document's first change comes before it is said to be dirty, and one that was saved since is clean too.
      dirty: document.isDirty || saved || document.isUntitled || mark !== null,
      active,
      sinceChat: this.#sinceChat(path, change.at),
      sinceHeadMoved: this.#sinceHeadMoved(path, change.at),
    };
  }
}

/** Whether an edit is in the editor that has the focus, and there at the caret. */
export function placeOf({ document, contentChanges }: TextDocumentChangeEvent): {
  readonly active: boolean;
  readonly atCaret: boolean;
} {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document) return { active: false, atCaret: false };
  // The selection known here is still the one before the change, as are the ranges of the changes.
  const { selections } = editor;
  const atCaret = contentChanges.some(({ range }) => selections.some(({ active }) => range.contains(active)));
  return { active: vscode.window.state.focused, atCaret };
}

function removedBy(
  edits: readonly { readonly offset: number; readonly length: number }[],
  before: () => string | undefined,
): readonly string[] {
  if (edits.every(({ length }) => length === 0)) return edits.map(() => '');
  const text = before() ?? '';
  return edits.map(({ offset, length }) => text.slice(offset, offset + length));
}
