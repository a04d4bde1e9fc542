import type { AcceptMark, DocumentChange, SelectionKind } from './documentChange.ts';

/** Text that came in all at once where the cursors were, as a paste does. */
export interface PastedText {
  /** The same at every cursor once, or the lines that were shared out over the cursors; the editor may have indented it. */
  readonly text: string;
  /** Whether it was copied in an editor of this window. */
  readonly inside: boolean;
}

/**
 * One change with everything the stable API shows about it within a moment: what a recogniser looks at. Each change is
 * judged by what is here and nothing else; no mode is ever left on.
 */
export interface ObservedEdit {
  readonly change: DocumentChange;
  /** The text each edit took away, in the order of the edits. */
  readonly removed: readonly string[];
  /** The document before the change; costs a copy, so it is asked for last. `undefined` when it is gone already. */
  readonly before: () => string | undefined;
  /** The key that said it accepts a suggestion, if one claimed this change. */
  readonly mark: AcceptMark | null;
  /** The first selection event that followed. */
  readonly selection: SelectionKind;
  /** How many selection events followed before the next change; a snippet moves the caret twice. */
  readonly selections: number;
  readonly paste: PastedText | null;
  /** Whether a save was asked for within a few milliseconds: what formats on save comes just before. */
  readonly saving: boolean;
  /** Whether the document was unsaved a moment later; a file read anew from disk is not. */
  readonly dirty: boolean;
  /** Whether it happened in the editor that has the focus, in a focused window. */
  readonly active: boolean;
  /** Milliseconds since a chat session opened or changed its own copy of this file; null where none did. */
  readonly sinceChat: number | null;
  /** Milliseconds since HEAD of its repository moved, negative when it moved after; null where it did not. */
  readonly sinceHeadMoved: number | null;
}
