import type { Position, Range, Selection, TextDocument, TextDocumentChangeEvent } from 'vscode';
import type { AcceptMark } from '../../core/recognise/documentChange.ts';
import type { ObservedEdit } from '../../core/recognise/observedEdit.ts';
import type { RecentChange } from '../../core/recognise/recentChanges.ts';
import type { ActiveEditor } from '../activeEditor.ts';
import type { OpenDocument } from './openDocuments.ts';

/** How long ago something happened that concerns a file: milliseconds, or null where it did not. */
export type Since = (path: string, now: number) => number | null;

/** What is seen of the active editor while its document is changed. */
export interface EditPlace {
  /** Whether the window has the focus. */
  readonly focused: boolean;
  /** As they were before the change, as are the ranges of its edits. */
  readonly selections: readonly Selection[];
}

/** Collects what is seen around a change besides its text, and puts it together when the change is judged. */
export class EditSignals {
  readonly #active: Readonly<Pick<ActiveEditor, 'now'>>;
  readonly #sinceChat: Since;
  readonly #sinceHeadMoved: Since;

  constructor(active: Readonly<Pick<ActiveEditor, 'now'>>, sinceChat: Since, sinceHeadMoved: Since) {
    this.#active = active;
    this.#sinceChat = sinceChat;
    this.#sinceHeadMoved = sinceHeadMoved;
  }

  /** Called within the change event. @returns null for a document that is not in the active editor */
  placeOf(document: TextDocument): EditPlace | null {
    const { editor, document: active, focused } = this.#active.now;
    // The editor puts other selections in the place of these; it does not alter them.
    return editor && active === document ? { focused, selections: editor.selections } : null;
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

/** Whether an edit was made where a caret was. */
export function isAtCaret(changes: TextDocumentChangeEvent['contentChanges'], { selections }: EditPlace): boolean {
  return changes.some(({ range }) => selections.some(({ active }) => holds(range, active)));
}

/** As `range.contains(position)`, which is slow: it is asked at each key. */
function holds({ start, end }: Range, { line, character }: Position): boolean {
  return (
    (line > start.line || (line === start.line && character >= start.character)) &&
    (line < end.line || (line === end.line && character <= end.character))
  );
}

function removedBy(
  edits: readonly { readonly offset: number; readonly length: number }[],
  before: () => string | undefined,
): readonly string[] {
  if (edits.every(({ length }) => length === 0)) return edits.map(() => '');
  const text = before() ?? '';
  return edits.map(({ offset, length }) => text.slice(offset, offset + length));
}
