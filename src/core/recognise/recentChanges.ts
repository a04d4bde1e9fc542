import type { AcceptMark, DocumentChange, SelectionKind } from './documentChange.ts';

/** How long after its change a mark may arrive, in milliseconds. Measured: 0-5, 26 the first time; a busy host is slower. */
export const markWindow = 250;

interface Remembered {
  readonly change: DocumentChange;
  selection: SelectionKind;
  claimed: boolean;
}

/**
 * The changes of the last moments, waiting for a mark that says they were an accepted suggestion.
 * A key pressed right after the accept may get its change in before the mark arrives, so a mark belongs to the
 * earliest fitting change that no other mark has claimed.
 */
export class RecentChanges {
  #changes: Remembered[] = [];

  add(change: DocumentChange): void {
    this.#forgetBefore(change.at - markWindow);
    this.#changes.push({ change, selection: 'none-yet', claimed: false });
  }

  /** The selection moved: this tells how the newest change that was not followed by one yet was made. */
  selectionMoved(document: string, kind: SelectionKind): void {
    const waiting = this.#changes.find((entry) => entry.change.document === document && entry.selection === 'none-yet');
    if (waiting) waiting.selection = kind;
  }

  /**
   * The change a mark speaks of.
   * @param now when the mark arrived
   * @returns `undefined` where there is none: nothing is guessed
   */
  claim(document: string, mark: AcceptMark, now: number): DocumentChange | undefined {
    this.#forgetBefore(now - markWindow);
    const fitting = this.#changes.filter(
      (candidate) => candidate.change.document === document && !candidate.claimed && fits(candidate, mark),
    );
    // Another extension may have changed another place a moment ago.
    const entry = fitting.find(({ change }) => change.atCaret) ?? fitting[0];
    if (!entry) return undefined;
    entry.claimed = true;
    return entry.change;
  }

  /** The changes of a document after one of its changes, oldest first. */
  after(document: string, version: number): DocumentChange[] {
    return this.#changes
      .map((entry) => entry.change)
      .filter((change) => change.document === document && change.version > version);
  }

  #forgetBefore(time: number): void {
    // A clock set back would keep old entries for ever; a cap keeps the list short in any case.
    if (this.#changes.length > 64 || (this.#changes[0]?.change.at ?? time) < time) {
      this.#changes = this.#changes.filter((entry) => entry.change.at >= time).slice(-64);
    }
  }
}

/** Whether a change can be an accepted suggestion: text came in, at one place a cursor, and no typing key made it. */
function fits({ change, selection }: Remembered, mark: AcceptMark): boolean {
  if (change.reason !== null || selection === 'keyboard' || selection === 'mouse') return false;
  if (change.edits.length === 0 || change.edits.some((edit) => edit.text === '')) return false;
  // Parts are pure inserts, possibly of one character.
  if (mark === 'part') return change.edits.every((edit) => edit.length === 0);
  // Enter leaves no selection kind either, but brings nothing except a line break and indentation.
  return change.edits.some((edit) => edit.text.trim() !== '');
}
