import type { Position, Range, TextDocument, TextDocumentChangeEvent } from 'vscode';
import type { AcceptMark } from '../../core/recognise/documentChange.ts';
import type { ObservedEdit, PasteInFlight } from '../../core/recognise/observedEdit.ts';
import type { RecentChange } from '../../core/recognise/recentChanges.ts';
import type { ActiveEditor } from '../activeEditor.ts';
import type { OpenDocument } from './openDocuments.ts';

/** An announced paste that has not changed its document after so long (ms) was not made. */
const pasteArrives = 2000;

/** How long ago something happened that concerns a file: milliseconds, or null where it did not. */
export type Since = (path: string, now: number) => number | null;

/** Where in the window an edit was made. */
export interface EditPlace {
  /** Whether in the active editor. */
  readonly inActive: boolean;
  /** Whether in the active editor while the window has the focus. */
  readonly active: boolean;
  /** Whether there at a caret. Worked out when it is asked for, which need not be within the event. */
  readonly atCaret: () => boolean;
}

const elsewhere: EditPlace = { inActive: false, active: false, atCaret: () => false };

/** Collects what is seen around a change besides its text, and puts it together when the change is judged. */
export class EditSignals {
  readonly #active: Pick<ActiveEditor, 'editor' | 'document' | 'focused'>;
  readonly #sinceChat: Since;
  readonly #sinceHeadMoved: Since;
  #paste: (PasteInFlight & { readonly document: TextDocument; readonly at: number }) | undefined;

  constructor(active: Pick<ActiveEditor, 'editor' | 'document' | 'focused'>, sinceChat: Since, sinceHeadMoved: Since) {
    this.#active = active;
    this.#sinceChat = sinceChat;
    this.#sinceHeadMoved = sinceHeadMoved;
  }

  /** The editor is about to paste. */
  pasting(document: TextDocument, paste: PasteInFlight, now: number): void {
    this.#paste = { ...paste, document, at: now };
  }

  /** The paste a change belongs to: the next change of its document. */
  takePaste(document: TextDocument, now: number): PasteInFlight | null {
    const paste = this.#paste;
    if (paste?.document !== document) return null;
    this.#paste = undefined;
    return now - paste.at <= pasteArrives ? paste : null;
  }

  /** Called within the change event. */
  placeOf({ document, contentChanges }: TextDocumentChangeEvent): EditPlace {
    const { editor, focused } = this.#active;
    if (!editor || this.#active.document !== document) return elsewhere;
    // The selections known here are still those before the change, as are the ranges of the changes. The editor puts
    // others in their place; it does not alter them.
    const { selections } = editor;
    return {
      inActive: true,
      active: focused,
      atCaret: () => contentChanges.some(({ range }) => selections.some(({ active }) => holds(range, active))),
    };
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
