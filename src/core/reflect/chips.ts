import * as v from 'valibot';
import { reasonIds, reasonQuestions, reasonWords } from '../shared/reasons.ts';
import { stances, type Stance } from '../shared/words.ts';
import { extraAnswerWords, extraQuestionWords, type ChipQuestion } from './extraQuestions.ts';
import type { ReviewState } from './messages.ts';

/** The chips of the review view: the id is stored, the label is shown. */
export type ChipTable = ReviewState['chips'];

/** As many as a reflection holds. */
const mostChips = 20;

const ownChip = v.object({
  verdict: v.picklist(stances),
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
  label: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
});

/** A reason chip of the developer's own (`pairfolio.ask.chips`). */
export type OwnChip = v.InferOutput<typeof ownChip>;

/**
 * The setting `pairfolio.ask.chips`, as somebody may have written it by hand: what is not a chip is left out, of several
 * with one id the last stands.
 */
export function readOwnChips(setting: unknown): OwnChip[] {
  const entries: unknown[] = Array.isArray(setting) ? setting : [];
  const chips = new Map<string, OwnChip>();
  for (const entry of entries) {
    const read = v.safeParse(ownChip, entry);
    if (read.success) chips.set(`${read.output.verdict} ${read.output.id}`, read.output);
  }
  return [...chips.values()];
}

/**
 * The chips with their words: those everybody has, then the developer's own. An own chip with a known id only changes
 * its words.
 * @param translate English words → the words of the display language
 */
export function chipTable(translate: (english: string) => string, own: readonly OwnChip[] = []): ChipTable {
  const reasons = (stance: Stance): ChipTable['extra']['tippedOff'] => {
    const words = new Map<string, string>(reasonIds[stance].map((id) => [id, translate(reasonWords(id))]));
    for (const { verdict, id, label } of own) if (verdict === stance) words.set(id, label);
    return {
      question: translate(reasonQuestions[stance]),
      chips: [...words].slice(0, mostChips).map(([id, label]) => ({ id, label })),
    };
  };
  const extra = (question: ChipQuestion): ChipTable['extra']['tippedOff'] => ({
    question: translate(extraQuestionWords[question]),
    chips: Object.entries(extraAnswerWords[question]).map(([id, label]) => ({ id, label: translate(label) })),
  });
  return {
    reasons: { trusted: reasons('trusted'), adapted: reasons('adapted'), overrode: reasons('overrode') },
    extra: {
      tippedOff: extra('tippedOff'),
      wouldHaveDone: extra('wouldHaveDone'),
      betterPrompt: extra('betterPrompt'),
      nextTime: extra('nextTime'),
    },
  };
}
