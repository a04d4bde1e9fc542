import type { TextEdit, TextRange } from '../shared/textEdit.ts';
import type { Change, ChangedPlace } from './change.ts';
import { findSpaced } from './findSpaced.ts';

/** A stretch of the followed range: the suggestion's own characters, or characters that came in later. */
interface Piece {
  readonly own: boolean;
  readonly length: number;
}

/** What the range held before an edit, to recognise it when undo or redo brings it back. */
interface Former {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** Whether undo took it away: then only redo brings it back, not the same text accepted anew. */
  readonly undone: boolean;
}

const mostFormer = 100;

/** A text shorter than this, white space not counted, may stand in an insertion by chance. */
const leastTelling = 8;

/**
 * Follows the range of one suggestion through the edits of its document, and which of its characters were never
 * touched. An edit inside the range changes it; text typed at its edges is not part of it, unless it replaces, key by
 * key, what was just taken away at the end; a replacement that covers the whole range stands in its place. Undo and redo
 * bring back what an earlier edit took away; so does inserting the very text again, here (a stash put back) or elsewhere
 * in the document (cut and paste).
 */
export class Tracker {
  readonly #length: number;
  #start: number;
  #pieces: readonly Piece[];
  #former: Former[] = [];
  /** Characters taken away at the end of the range and not replaced yet: what is typed there next takes their place. */
  #room = 0;

  constructor(range: TextRange) {
    this.#start = range.start;
    this.#length = range.end - range.start;
    this.#pieces = [{ own: true, length: this.#length }];
  }

  /** Where what stands in the suggestion's place is now. */
  get range(): TextRange {
    return { start: this.#start, end: this.#start + total(this.#pieces) };
  }

  /** Characters of the suggestion never touched, divided by its length; 1 for an empty suggestion. */
  get retained(): number {
    return this.#length === 0 ? 1 : Math.min(1, own(this.#pieces) / this.#length);
  }

  /** Takes in one change event. */
  apply(change: Change): void {
    const { edits, reason } = change;
    if (!edits.some((edit) => this.#touches(edit))) {
      for (const edit of edits)
        if (edit.offset + edit.length <= this.#start) this.#start += edit.text.length - edit.length;
    } else {
      this.#remember(change.before, reason === 'undo');
      for (const place of change.places) for (const part of this.#parts(place)) this.#applyOne(part);
      if (reason !== null) this.#bringBack(edits, change.after);
    }
    if (reason === null) this.#findAgain(change);
  }

  /** A block that reaches beyond the range (a file read anew from disk, a formatter) is taken line by line, last first. */
  #parts({ edit, split }: ChangedPlace): readonly TextEdit[] {
    const { start, end } = this.range;
    const beyond = edit.offset < start || edit.offset + edit.length > end;
    return beyond && this.#touches(edit) ? split() : [edit];
  }

  /** The text that was taken away is inserted again: the suggestion stands there. */
  #findAgain(change: Change): void {
    const left = own(this.#pieces);
    if (left * 2 >= this.#length) return;
    let shift = 0;
    for (const edit of [...change.edits].sort((a, b) => a.offset - b.offset)) {
      const inserted = edit.offset + shift;
      shift += edit.text.length - edit.length;
      for (const former of this.#former.filter(({ undone, pieces }) => !undone && own(pieces) > 2 * left)) {
        // What an editor reports is the least difference: a character or two of the text may stand beside the insertion.
        if (edit.text.length * 2 < former.text.length || former.text.replace(/\s+/gu, '').length < leastTelling)
          continue;
        const from = Math.max(0, inserted - former.text.length);
        const around = change.after.slice(from, inserted + edit.text.length + former.text.length);
        const found = findSpaced(around, former.text);
        if (!found) continue;
        this.#start = from + found.start;
        const length = found.end - found.start;
        this.#pieces = length === former.text.length ? former.pieces : [{ own: true, length }];
        return;
      }
    }
  }

  #touches({ offset, length }: TextEdit): boolean {
    const { start, end } = this.range;
    return offset <= end && offset + length >= start;
  }

  #applyOne(edit: TextEdit): void {
    const { start, end } = this.range;
    const editEnd = edit.offset + edit.length;
    const inside = edit.offset > start && editEnd < end;
    const covers = edit.length > 0 && edit.offset <= start && editEnd >= end;
    if (!inside && !covers) {
      if (edit.offset === end && edit.length === 0 && end > start && this.#room > 0) {
        this.#replaceTail(edit.text);
        return;
      }
      if (edit.offset >= end && edit.offset > start) return;
      if (editEnd <= start) {
        this.#start += edit.text.length - edit.length;
        return;
      }
    }
    this.#room = editEnd === end && edit.offset > start ? this.#room + edit.length - edit.text.length : 0;
    const from = Math.max(edit.offset, start) - start;
    const to = Math.min(editEnd, end) - start;
    // Text that replaces across one edge is as much outside as inside: it counts as outside, as typing there would.
    const within = edit.length > 0 && edit.offset >= start && editEnd <= end;
    this.#pieces = splice(this.#pieces, from, to, inside || covers || within ? edit.text.length : 0);
    if (edit.offset < start) this.#start = covers ? edit.offset : edit.offset + edit.text.length;
  }

  /** Takes no more than was taken away: what is typed on after that is new code behind the suggestion. */
  #replaceTail(text: string): void {
    const taken = Math.min(this.#room, text.length);
    this.#room -= taken;
    this.#pieces = merge([...this.#pieces, { own: false, length: taken }]);
  }

  #remember(before: string, undone: boolean): void {
    const { start, end } = this.range;
    this.#former.push({ text: before.slice(start, end), pieces: this.#pieces, undone });
    if (this.#former.length > mostFormer) this.#former.shift();
  }

  /** Looks whether the range, with what undo or redo inserted beside it, reads as it once did. */
  #bringBack(edits: readonly TextEdit[], after: string): void {
    const { start, end } = this.range;
    let left = start;
    let right = end;
    let shift = 0;
    for (const { offset, length, text } of [...edits].sort((a, b) => a.offset - b.offset)) {
      const from = offset + shift;
      if (from <= right && from + text.length >= left) {
        left = Math.min(left, from);
        right = Math.max(right, from + text.length);
      }
      shift += text.length - length;
    }
    const reach = after.slice(left, right);
    let most = own(this.#pieces);
    for (const { text, pieces } of this.#former) {
      if (own(pieces) <= most) continue;
      const at = reach.indexOf(text);
      if (at < 0 || left + at > start || left + at + text.length < end) continue;
      most = own(pieces);
      this.#start = left + at;
      this.#pieces = pieces;
    }
  }
}

/** Replaces the pieces between two offsets by `inserted` foreign characters. */
function splice(pieces: readonly Piece[], from: number, to: number, inserted: number): Piece[] {
  const result: Piece[] = [];
  let at = 0;
  let done = false;
  const insert = (): void => {
    if (!done && inserted > 0) result.push({ own: false, length: inserted });
    done = true;
  };
  for (const { own, length } of pieces) {
    const before = Math.min(Math.max(from - at, 0), length);
    const after = Math.min(Math.max(at + length - to, 0), length);
    if (before > 0) result.push({ own, length: before });
    if (at + length >= to) insert();
    if (after > 0 && before < length) result.push({ own, length: Math.min(after, length - before) });
    at += length;
  }
  insert();
  return merge(result);
}

function merge(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last?.own === piece.own) merged[merged.length - 1] = { own: piece.own, length: last.length + piece.length };
    else if (piece.length > 0) merged.push(piece);
  }
  return merged;
}

function total(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

function own(pieces: readonly Piece[]): number {
  return total(pieces.filter((piece) => piece.own));
}
