import { lastFirst, type TextEdit, type TextRange } from '../shared/textEdit.ts';
import { splitBlock } from './splitBlock.ts';

/** The document's text before and after a change event; asked for only when an edit touches the range. */
export interface ChangedText {
  before(): string;
  after(): string;
}

/** One edit of a change. */
export interface ChangedPlace {
  /** The edit without what it replaces by the same text at its two ends: formatters and agents rewrite whole blocks. */
  readonly edit: TextEdit;
  /** The edit as what really changed, line by line, the last place first; see {@link splitBlock}. */
  readonly split: () => readonly TextEdit[];
}

/**
 * One change event of a document. Every range followed in the document needs the same of it, and comparing the lines of a
 * large file takes long: what was asked for once is kept.
 */
export class Change {
  /** As the editor reported them. Offsets are UTF-16 units in the text before. */
  readonly edits: readonly TextEdit[];
  readonly reason: 'undo' | 'redo' | null;
  readonly #text: ChangedText;
  readonly #ranges: (() => readonly TextRange[]) | undefined;
  #before: string | undefined;
  #after: string | undefined;
  #places: readonly ChangedPlace[] | undefined;

  /** @param ranges where the ranges are that it is not applied to yet; see {@link splitBlock} */
  constructor(
    edits: readonly TextEdit[],
    text: ChangedText,
    reason: 'undo' | 'redo' | null,
    ranges?: () => readonly TextRange[],
  ) {
    this.#ranges = ranges;
    this.edits = edits;
    this.reason = reason;
    this.#text = text;
  }

  get before(): string {
    return (this.#before ??= this.#text.before());
  }

  get after(): string {
    return (this.#after ??= this.#text.after());
  }

  /** The edits, the last place first. */
  get places(): readonly ChangedPlace[] {
    return (this.#places ??= lastFirst(this.edits).map((edit) => toPlace(edit, this.before, this.#ranges)));
  }
}

function toPlace(whole: TextEdit, before: string, ranges: (() => readonly TextRange[]) | undefined): ChangedPlace {
  const edit = trim(whole, before.slice(whole.offset, whole.offset + whole.length));
  let split: readonly TextEdit[] | undefined;
  return {
    edit,
    split: () =>
      (split ??= lastFirst(splitBlock(edit, before.slice(edit.offset, edit.offset + edit.length), ranges?.()))),
  };
}

function trim({ offset, length, text }: TextEdit, removed: string): TextEdit {
  const most = Math.min(removed.length, text.length);
  let head = 0;
  while (head < most && removed[head] === text[head]) head++;
  let tail = 0;
  while (tail < most - head && removed[removed.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  return { offset: offset + head, length: length - head - tail, text: text.slice(head, text.length - tail) };
}
