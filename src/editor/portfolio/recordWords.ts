import { changedWords, tidy, type CaseText } from '../../core/portfolio/chooser/words.ts';
import { assistedMark } from '../../core/ledger/assistedMark.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';

/**
 * Writes the words of a case into the ledger, where they differ from those recorded: what is about the case in a `case`
 * record, the note in a reflection that says otherwise what the last one said.
 * @returns whether anything was written
 * @throws PairfolioError `ledger-unwritable`
 */
export function recordWords(
  ledger: Ledger,
  state: SuggestionState,
  before: CaseText,
  after: CaseText,
  at: string,
): boolean {
  const changed = changedWords(before, after);
  const { note, assisted = [], ...words } = tidy(after);
  const ofCase = assisted.filter((name) => name !== 'note');
  if (changed.note && state.reflection) {
    const { suggestions, stance, reasons, tippedOff, texts } = state.reflection;
    // What else was said stays too, also by a newer version.
    const rest = Object.entries(state.reflection).filter(([name]) => !['at', 'texts', 'assisted'].includes(name));
    const reasonsToo = (state.reflection.assisted ?? []).filter((name) => name !== 'note');
    const helped = [...(assisted.includes('note') ? ['note'] : []), ...reasonsToo];
    const surprised = ledger.texts.lookUp(texts)['surprised'];
    ledger.append(
      {
        type: 'reflection',
        at,
        body: { ...Object.fromEntries(rest), suggestions, stance, reasons, tippedOff, ...assistedMark(helped) },
      },
      { note: note === '' ? undefined : note, surprised },
    );
  }
  if (changed.case) {
    const texts = Object.fromEntries(Object.entries(words).filter(([, text]) => text !== ''));
    ledger.append({ type: 'case', at, body: { suggestion: state.id, ...assistedMark(ofCase) } }, texts);
  }
  return changed.case || (changed.note && state.reflection !== null);
}
