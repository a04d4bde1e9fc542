import type { TextEditor } from 'vscode';
import { placeAgain } from '../../core/follow/placeAgain.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import type { TextRange } from '../../core/shared/textEdit.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Capture } from '../capture/capture.ts';
import type { OpenDocument } from '../capture/openDocuments.ts';
import { toRecorded } from '../capture/resuming.ts';
import type { DocumentScope } from '../capture/scope.ts';

/** A suggestion with where it stands in an open document. */
export interface Placed {
  readonly state: SuggestionState;
  readonly ranges: readonly TextRange[];
}

/** So many of a file's latest suggestions are looked for by their text; one looks for what happened lately. */
const mostLookedFor = 200;

/** The suggestions followed in a document, with their places; those of an unwritten record are left out. */
export function followedIn(capture: Capture, ledger: Ledger, open: OpenDocument): Placed[] {
  const followers = capture.followers.in(open.key);
  if (followers.length === 0) return [];
  const { suggestions } = ledger.read();
  return followers.flatMap(({ followed: { id, parts }, ranges }) => {
    const state = suggestions.get(id);
    const standing = ranges.filter((range, index) => range.start < range.end || parts[index]?.suggested === '');
    return state && !state.forgotten ? [{ state, ranges: standing }] : [];
  });
}

/** The suggestions of a file that nobody follows (settled, old, corrected, only probable), found by their text, newest first. */
export function recordedIn(
  capture: Capture,
  ledger: Ledger,
  open: OpenDocument,
  { workspace, file }: DocumentScope,
): Placed[] {
  const followed = new Set(capture.followers.ids);
  const text = open.text.current();
  const placed: Placed[] = [];
  let looked = 0;
  for (const state of ledger.states({ all: true }).toReversed()) {
    if (followed.has(state.id)) continue;
    const texts = ledger.texts.lookUp(state.body.texts);
    if (texts['file'] !== file || texts['workspace'] !== workspace) continue;
    const recorded = toRecorded(texts, ledger.decision(state).kept);
    const parts = recorded && placeAgain(text, recorded, state.body.language);
    const ranges = parts?.map(({ range }) => range).filter(({ start, end }) => start < end) ?? [];
    if (ranges.length > 0) placed.push({ state, ranges });
    if (++looked === mostLookedFor) break;
  }
  return placed;
}

/**
 * The suggestions that fit at the cursor or selection, at a cursor else in its line: of those still followed, else of
 * those on record whose text is found there.
 * @param line instead of the cursor, this line (from 0)
 */
export function statesAt(
  { document, selection }: TextEditor,
  capture: Capture,
  ledger: Ledger,
  fits: (state: SuggestionState) => boolean,
  line?: number,
): SuggestionState[] {
  const open = capture.get(document);
  if (!open) return [];
  const whole = document.lineAt(Math.min(line ?? selection.active.line, document.lineCount - 1)).range;
  const inLine = { start: document.offsetAt(whole.start), end: document.offsetAt(whole.end) };
  const at = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
  const lines = inLine.start < inLine.end ? [inLine] : [];
  const places = line !== undefined ? [inLine] : selection.isEmpty ? [at, ...lines] : [at];
  const look = (placed: readonly Placed[]): SuggestionState[] => {
    const fitting = placed.filter(({ state }) => fits(state));
    const here = places.map((place) => fitting.filter((one) => isAt(place, one))).find(({ length }) => length > 0);
    return here?.map(({ state }) => state) ?? [];
  };
  const followed = look(followedIn(capture, ledger, open));
  const scope = capture.scopeOf(document);
  return followed.length > 0 || !scope ? followed : look(recordedIn(capture, ledger, open, scope));
}

/** Whether a suggestion stands at a place: a cursor is at its ends too, a selection only inside it. */
export function isAt({ start, end }: TextRange, { ranges }: Placed): boolean {
  return ranges.some((range) =>
    start === end ? range.start <= start && start <= range.end : range.start < end && start < range.end,
  );
}

/** Whether one range of a suggestion holds all of a place. */
export function holds({ start, end }: TextRange, { ranges }: Placed): boolean {
  return ranges.some((range) => range.start <= start && end <= range.end);
}
