import type { AcceptMark, DocumentChange, SelectionKind } from './documentChange.ts';
import type { PastedText } from './observedEdit.ts';

/** How long after its change a mark may arrive, in milliseconds. Measured: 0-5, 26 the first time; a busy host is slower. */
const markWindow = 250;
/** A change no mark claimed is judged so long (ms) after it: by then selection, save and state on disk have shown. */
export const judgedAfter = 400;
/** What formats on save works so shortly (ms) before the save is announced. Measured: 0-7. */
const beforeSave = 60;
/** Changes are remembered so long (ms), longer than anything asks for them. */
const remembered = 1500;
/** And so many of them. */
const mostRemembered = 400;

/** One change of the last moments, with what was seen around it so far. */
export interface RecentChange {
  readonly change: DocumentChange;
  readonly active: boolean;
  readonly paste: PastedText | null;
  selection: SelectionKind;
  selections: number;
  saving: boolean;
  /** Whether the document was saved after it. */
  saved: boolean;
  mark: AcceptMark | null;
  judged: boolean;
}

/**
 * The changes of the last moments. A mark says that one of them was an accepted suggestion; what no mark claims is
 * judged a moment later by what else was seen.
 */
export class RecentChanges {
  readonly #changes: RecentChange[] = [];

  add(change: DocumentChange, seen: Partial<Pick<RecentChange, 'active' | 'paste'>> = {}): void {
    this.#forgetBefore(change.at - remembered);
    this.#changes.push({
      change,
      active: seen.active ?? true,
      paste: seen.paste ?? null,
      selection: 'none-yet',
      selections: 0,
      saving: false,
      saved: false,
      mark: null,
      judged: false,
    });
  }

  /** The selection moved: this tells how the oldest change that was not followed by one yet was made. */
  selectionMoved(document: string, kind: SelectionKind): void {
    let latest: RecentChange | undefined;
    let oldest: RecentChange | undefined;
    // From the last one back, for this is asked at each key: before one that was followed, all were.
    for (let i = this.#changes.length - 1; i >= 0; i--) {
      const entry = this.#changes[i];
      if (entry?.change.document !== document) continue;
      latest ??= entry;
      if (entry.selection !== 'none-yet') break;
      oldest = entry;
    }
    if (oldest) {
      oldest.selection = kind;
      oldest.selections = 1;
    } else if (latest && kind === 'other') latest.selections += 1;
  }

  /** The document is about to be saved. @param now milliseconds since 1970 */
  saving(document: string, now: number): void {
    for (const entry of this.#of(document)) if (now - entry.change.at <= beforeSave) entry.saving = true;
  }

  saved(document: string): void {
    for (const entry of this.#of(document)) entry.saved = true;
  }

  /**
   * The change a mark speaks of: of those that fit, the latest that brought text in at the caret. A key pressed right
   * after the accept may get its change in before the mark arrives, so what typing keys do never fits.
   * @param now when the mark arrived
   * @param believes whether nothing stronger than the mark speaks for another origin of the change
   * @returns `undefined` where there is none: nothing is guessed
   */
  claim(
    document: string,
    mark: AcceptMark,
    now: number,
    believes: (entry: RecentChange) => boolean = () => true,
  ): DocumentChange | undefined {
    this.#forgetBefore(now - remembered);
    const fitting = this.#of(document).filter(
      (entry) =>
        entry.mark === null && now - entry.change.at <= markWindow && fits(entry, mark) && believes({ ...entry, mark }),
    );
    const entry = mark === 'part' ? firstPart(fitting) : likeliest(fitting);
    if (!entry) return undefined;
    entry.mark = mark;
    return entry.change;
  }

  /** The changes of a document after one of its changes, oldest first. */
  after(document: string, version: number): DocumentChange[] {
    return this.#of(document)
      .map((entry) => entry.change)
      .filter((change) => change.version > version);
  }

  /** Takes out what is to be judged now: changes that say something, waited long enough and were claimed by no mark. */
  due(now: number): RecentChange[] {
    const due = this.#changes.filter(
      (entry) => !entry.judged && entry.mark === null && isLongAgo(entry.change.at, now) && isTelling(entry.change),
    );
    for (const entry of due) entry.judged = true;
    return due;
  }

  /** Whether changes wait that {@link due} will give when their time has come. */
  get hasUnjudged(): boolean {
    return this.#changes.some((entry) => !entry.judged && entry.mark === null && isTelling(entry.change));
  }

  #of(document: string): RecentChange[] {
    return this.#changes.filter((entry) => entry.change.document === document);
  }

  #forgetBefore(time: number): void {
    let past = 0;
    while ((this.#changes[past]?.change.at ?? time) < time) past += 1;
    // A clock set back would keep old entries for ever; a cap keeps the list short in any case.
    if (this.#changes.length - past > mostRemembered) past = this.#changes.length - mostRemembered / 2;
    // Asked at each key: one by one they go without a new list.
    for (; past > 0; past -= 1) this.#changes.shift();
  }
}

/** Less text than this (UTF-16 units) at one place says nothing without a mark. */
const leastTelling = 10;

/** Whether a change brought in or took away enough to be judged without a mark. Cheap: asked at each change. */
export function isTelling({ edits }: DocumentChange): boolean {
  return edits.some(({ text, length }) => isTellingEdit(text, length));
}

/** The same of one edit. @param removed UTF-16 units that it takes away */
export function isTellingEdit(text: string, removed: number): boolean {
  return text.length >= leastTelling || removed >= leastTelling;
}

/** A clock set back far makes a change long ago too, or it would wait for ever. */
function isLongAgo(at: number, now: number): boolean {
  return Math.abs(now - at) >= judgedAfter;
}

/** Whether a change can be what a mark speaks of, by its form alone. */
function fits({ change, selection }: RecentChange, mark: AcceptMark): boolean {
  if (change.reason !== null || selection === 'keyboard' || selection === 'mouse') return false;
  // A suggested edit may also take text away or only change white space.
  if (mark === 'next-edit') return change.edits.length > 0;
  if (change.edits.length === 0 || change.edits.some((edit) => edit.text === '')) return false;
  // Parts are pure inserts, possibly of one character; the last one replaces what was typed of the suggestion.
  if (mark === 'part')
    return change.edits.every(({ text, length }) => length === 0 || (length < text.length && change.atCaret !== false));
  // Enter leaves no selection kind either, but brings nothing except a line break and indentation.
  return change.edits.some((edit) => edit.text.trim() !== '');
}

/** Keys that take part after part are answered in their order; a completion or Enter may have come just before. */
function firstPart(fitting: readonly RecentChange[]): RecentChange | undefined {
  const inserts = fitting.filter(({ change }) => change.edits.every(({ length }) => length === 0));
  return inserts.find(({ change }) => change.edits.some(({ text }) => text.trim() !== '')) ?? inserts[0] ?? fitting[0];
}

/** Another extension may have changed another place a moment ago, a single key may come just before its selection. */
function likeliest(fitting: readonly RecentChange[]): RecentChange | undefined {
  const telling = fitting.filter(({ change }) => change.edits.some(({ text }) => text.trim().length > 1));
  return telling.findLast(({ change }) => change.atCaret === true) ?? telling.at(-1) ?? fitting[0];
}
