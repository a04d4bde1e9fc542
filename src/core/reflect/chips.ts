import { reasonIds, reasonQuestions, reasonWords, tipOffQuestion, tipOffWords } from '../shared/reasons.ts';
import { tipOffs, type Stance } from '../shared/words.ts';
import type { ReviewState } from './messages.ts';

/** The chips of the review view: the id is stored, the label is shown. */
export type ChipTable = ReviewState['chips'];

/** As many as there are digits to answer with in one row. */
export const chipsPerStance = 7;

/**
 * The chips with their words.
 * @param translate English words → the words of the display language
 */
export function chipTable(translate: (english: string) => string): ChipTable {
  const of = (stance: Stance): ChipTable['tipOff'] => ({
    question: translate(reasonQuestions[stance]),
    chips: reasonIds[stance].slice(0, chipsPerStance).map((id) => ({ id, label: translate(reasonWords(id)) })),
  });
  return {
    reasons: { trusted: of('trusted'), adapted: of('adapted'), overrode: of('overrode') },
    tipOff: {
      question: translate(tipOffQuestion),
      chips: tipOffs.map((id) => ({ id, label: translate(tipOffWords[id]) })),
    },
  };
}
