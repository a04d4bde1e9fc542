import type { ObservedEdit } from '../../src/core/recognise/observedEdit.ts';
import type { TextEdit } from '../../src/core/shared/textEdit.ts';

/** A change of `before` as an editor reports it: in the focused editor at the caret, unsaved, with nothing else around it. */
export function observedEdit(
  before: string,
  edits: readonly TextEdit[],
  seen: Partial<ObservedEdit> = {},
): ObservedEdit {
  return {
    change: { document: 'a', at: 1000, edits, reason: null, version: 1, atCaret: true },
    removed: edits.map(({ offset, length }) => before.slice(offset, offset + length)),
    before: () => before,
    mark: null,
    selection: 'other',
    selections: 1,
    paste: null,
    saving: false,
    dirty: true,
    active: true,
    sinceChat: null,
    sinceHeadMoved: null,
    ...seen,
  };
}
