import type { TextEdit } from '../shared/textEdit.ts';

/** What the selection event after a change said. Typing is followed by `keyboard`, an accepted suggestion by `other`. */
export type SelectionKind = 'none-yet' | 'keyboard' | 'mouse' | 'other';

/** One change of one document as any editor could report it. */
export interface DocumentChange {
  /** Names the document for as long as it is open. */
  readonly document: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
  readonly edits: readonly TextEdit[];
  readonly reason: 'undo' | 'redo' | null;
  /** Whether one of the edits is where the caret was: an accepted suggestion always is. Left out where it is not known. */
  readonly atCaret?: boolean;
  /** Counts the changes of this document from 1; names the text before this one. */
  readonly version: number;
}

/**
 * What the key said that accepts a suggestion: `whole` takes the inline suggestion, `part` a word or line of it,
 * `next-edit` an edit suggested elsewhere, of any shape.
 */
export type AcceptMark = 'whole' | 'part' | 'next-edit';
