import type { TextEdit } from '../shared/textEdit.ts';
import type { AcceptMark, DocumentChange } from './documentChange.ts';
import { nextEdit } from './nextEdit.ts';

/** One inline suggestion as far as it was accepted: at first perhaps a word of it, later more. */
export interface InlineSuggestion {
  /** Counts the suggestions of this window from 1. */
  readonly number: number;
  readonly document: string;
  /** Where the accepted text stands now, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Text the suggestion took the place of: what had been typed of it. */
  readonly before: string;
  readonly suggested: string;
  readonly at: number;
}

/** What a marked change means: a new suggestion, or more of one already reported. */
export interface InlineAccept {
  readonly suggestion: InlineSuggestion;
  readonly more: boolean;
}

// So many changes between two parts of one suggestion are no longer typing along it.
const mostBetween = 200;

/**
 * Turns marked changes into suggestions. Word-by-word accepts and the final accept of one suggestion are one:
 * a part continues the one that ends where it begins, and a whole accept that covers the parts replaces them.
 */
export class InlineSuggestions {
  #count = 0;
  #open: InlineSuggestion | undefined;
  /** How much of the open suggestion was accepted, from its start; what comes after it was typed along. */
  #taken = 0;
  /** The last changes of each document, not yet known to be accepts or none: their mark may come after the next keys. */
  readonly #since = new Map<string, DocumentChange[]>();

  /**
   * @param change the change the mark claimed; with several cursors the one suggestion went in at each of them
   * @param before the document before the change
   * @returns one accept, whatever the number of cursors; it stands where most of the suggestion went in
   */
  accept(change: DocumentChange, mark: AcceptMark, before: string): InlineAccept | undefined {
    this.#catchUp(change.document, change.version);
    if (mark === 'next-edit') return this.#nextEdit(change, before);
    const longest = longestEdit(change.edits);
    if (!longest) return undefined;
    const { edit } = longest;
    const removed = before.slice(edit.offset, edit.offset + edit.length);
    const single = change.edits.length === 1;
    // The last part of a suggestion replaces what was typed of it, as accepting all of it does.
    const whole = mark === 'whole' || edit.length > 0;
    const continued = single ? this.#continued(change.document, edit, whole) : undefined;
    const suggestion: InlineSuggestion = {
      number: continued?.number ?? ++this.#count,
      document: change.document,
      start: (continued ? Math.min(continued.start, edit.offset) : edit.offset) + longest.shift,
      end: edit.offset + edit.text.length + longest.shift,
      before: continued
        ? edit.offset < continued.start
          ? removed.slice(0, continued.start - edit.offset)
          : continued.before
        : removed,
      suggested: continued && edit.length === 0 ? continued.suggested + edit.text : edit.text,
      at: continued?.at ?? change.at,
    };
    this.#open = !whole && single ? suggestion : undefined;
    this.#taken = suggestion.suggested.length;
    return { suggestion, more: continued !== undefined };
  }

  /**
   * A change that no key spoke for, judged some time after it was made: a suggestion of its own, which continues none
   * and ends none.
   * @param before the document before the change
   */
  alone({ document, at, edits }: DocumentChange, before: string): InlineAccept | undefined {
    const longest = longestEdit(edits);
    if (!longest) return undefined;
    const { edit, shift } = longest;
    const start = edit.offset + shift;
    const removed = before.slice(edit.offset, edit.offset + edit.length);
    const range = { start, end: start + edit.text.length };
    return {
      suggestion: { number: ++this.#count, document, ...range, before: removed, suggested: edit.text, at },
      more: false,
    };
  }

  /** Whether a suggestion was accepted in part in this document and may go on after all changes noted so far. */
  goesOnIn(document: string): boolean {
    this.#catchUp(document, Infinity);
    return this.#open?.document === document;
  }

  /** Tells of every change, before it is known whether a mark belongs to it. */
  note(change: DocumentChange): void {
    const { document } = change;
    const since = this.#since.get(document);
    if (!since) {
      this.#since.set(document, [change]);
      return;
    }
    since.push(change);
    if (since.length <= mostBetween) return;
    if (this.#open?.document === document) this.#open = undefined;
    // Many go at once: asked at each key.
    if (since.length > 2 * mostBetween) since.splice(0, mostBetween);
  }

  /** A document was closed: nothing in it goes on. */
  closed(document: string): void {
    this.#since.delete(document);
    if (this.#open?.document === document) this.#open = undefined;
  }

  #nextEdit(change: DocumentChange, before: string): InlineAccept | undefined {
    this.#open = undefined;
    const edit = nextEdit(before, change.edits);
    if (!edit) return undefined;
    const { document, at } = change;
    return { suggestion: { number: ++this.#count, document, ...edit, at }, more: false };
  }

  /** What came before a version of the document and was no accept, now that it is known. */
  #catchUp(document: string, version: number): void {
    const since = this.#since.get(document) ?? [];
    for (const earlier of since)
      if (this.#open?.document === document && earlier.version < version) this.#otherChange(earlier);
    this.#since.set(
      document,
      since.filter((other) => other.version > version),
    );
  }

  /**
   * A change that was no accept ends the run of parts, unless it typed along behind what was accepted: key by key, or
   * with a completion of the last word. A line break is typed to go on without the rest.
   */
  #otherChange(change: DocumentChange): void {
    const open = this.#open;
    const [edit, ...others] = change.edits;
    const from = open && edit ? edit.offset - open.start : -1;
    const along =
      edit !== undefined &&
      others.length === 0 &&
      change.reason === null &&
      !edit.text.includes('\n') &&
      from >= this.#taken;
    if (!open || !along || edit.offset + edit.length > open.end) {
      this.#open = undefined;
      return;
    }
    const suggested = open.suggested.slice(0, from) + edit.text + open.suggested.slice(from + edit.length);
    this.#open = { ...open, end: open.start + suggested.length, suggested };
  }

  #continued(document: string, edit: TextEdit, whole: boolean): InlineSuggestion | undefined {
    const open = this.#open;
    if (open?.document !== document) return undefined;
    if (edit.length === 0) return edit.offset === open.end ? open : undefined;
    // The final accept replaces what was typed and the parts before it with the whole text.
    const covers = edit.offset <= open.start && edit.offset + edit.length >= open.end;
    return whole && covers && edit.text.includes(open.suggested.slice(0, this.#taken)) ? open : undefined;
  }
}

/** The edit that brought most text in, and by how much the edits before it move what follows them. */
function longestEdit(edits: readonly TextEdit[]): { readonly edit: TextEdit; readonly shift: number } | undefined {
  let longest: { readonly edit: TextEdit; readonly shift: number } | undefined;
  let shift = 0;
  for (const edit of [...edits].sort((a, b) => a.offset - b.offset)) {
    if (!longest || edit.text.length > longest.edit.text.length) longest = { edit, shift };
    shift += edit.text.length - edit.length;
  }
  return longest;
}
