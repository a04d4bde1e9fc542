import type { TextEditor } from 'vscode';
import type { SuggestionState } from '../../core/ledger/readModel.ts';
import { isNotable } from '../../core/reflect/notedGroup.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Capture } from '../capture/capture.ts';
import { followedIn, isAt, recordedIn, type Placed } from '../correct/attributionsAt.ts';

/**
 * The suggestions the developer can say something about at the cursor or selection, else in the line of the cursor:
 * those still followed, else those on record whose text is found there. Newest first.
 * @param line instead of the cursor, this line (from 0)
 */
export function suggestionsAt(
  { document, selection }: TextEditor,
  capture: Capture,
  ledger: Ledger,
  line?: number,
): SuggestionState[] {
  const open = capture.get(document);
  if (!open) return [];
  const whole = document.lineAt(Math.min(line ?? selection.active.line, document.lineCount - 1)).range;
  const inLine = { start: document.offsetAt(whole.start), end: document.offsetAt(whole.end) };
  const at = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
  const places = line !== undefined ? [inLine] : selection.isEmpty ? [at, inLine] : [at];
  const look = (placed: readonly Placed[]): SuggestionState[] => {
    const notable = placed.filter(({ state }) => isNotable(state));
    const here = places.map((place) => notable.filter((one) => isAt(place, one))).find(({ length }) => length > 0);
    return (here ?? []).map(({ state }) => state).sort((a, b) => (a.at < b.at ? 1 : -1));
  };
  const followed = look(followedIn(capture, ledger, open));
  const scope = capture.scopeOf(document);
  return followed.length > 0 || !scope ? followed : look(recordedIn(capture, ledger, open, scope));
}
