import * as v from 'valibot';
import { tipOffQuestion, tipOffWords } from '../shared/reasons.ts';
import { delegations, ownAnswers, promptFixes, tipOffs, type Stance } from '../shared/words.ts';
import { draw } from './draw.ts';

// Beside the reasons a sample of the decisions is asked one thing more. The ids are stored in reflections, so none is
// ever renamed; the words beside them are only how they read in English.

/** One answer from the reflection it is part of, or null where it was not asked or not answered. */
export const extraAnswers = {
  /** What made the developer notice. */
  tippedOff: v.nullable(v.picklist(tipOffs)),
  /** What the developer would have written. */
  wouldHaveDone: v.nullable(v.picklist(ownAnswers)),
  betterPrompt: v.nullable(v.picklist(promptFixes)),
  nextTime: v.nullable(v.picklist(delegations)),
  /** What surprised the developer, in one line. */
  surprised: v.nullable(v.string()),
};

export type ExtraAnswers = { readonly [K in keyof typeof extraAnswers]: v.InferOutput<(typeof extraAnswers)[K]> };

/** The questions, in the order of their answers; `surprised` is answered with a line, the others with chips. */
export const extraQuestions = ['tippedOff', 'wouldHaveDone', 'betterPrompt', 'nextTime', 'surprised'] as const;
export type ExtraQuestion = (typeof extraQuestions)[number];
export type ChipQuestion = Exclude<ExtraQuestion, 'surprised'>;

export const noExtraAnswers: ExtraAnswers = {
  tippedOff: null,
  wouldHaveDone: null,
  betterPrompt: null,
  nextTime: null,
  surprised: null,
};

/** What is asked, in English. */
export const extraQuestionWords: Readonly<Record<ExtraQuestion, string>> = {
  tippedOff: tipOffQuestion,
  wouldHaveDone: 'What would you have written?',
  betterPrompt: 'Would a better prompt have fixed it?',
  nextTime: 'Next time, leave to the AI',
  surprised: 'What surprised you?',
};

/** The answers by their ids, in English. */
export const extraAnswerWords: Readonly<Record<ChipQuestion, Readonly<Record<string, string>>>> = {
  tippedOff: tipOffWords,
  wouldHaveDone: { same: 'the same', similar: 'something similar', different: 'something different' },
  betterPrompt: { yes: 'yes', partly: 'partly', no: 'no' },
  nextTime: { more: 'more of it', same: 'as much', less: 'less of it' },
};

/** What can be asked of a verdict: nothing has to tip off or to fix where the suggestion was kept as it was. */
const fitting: Readonly<Record<Stance, readonly ExtraQuestion[]>> = {
  trusted: ['wouldHaveDone', 'nextTime', 'surprised'],
  adapted: extraQuestions,
  overrode: extraQuestions,
};

/**
 * The one question more that a decision is asked: one decision in three, the same ones each time.
 * @param id of the decision
 * @returns null where it is asked nothing more
 */
export function extraQuestion(id: string, observed: Stance): ExtraQuestion | null {
  if (draw(['ask', 'do not', 'nor now'], id) !== 'ask') return null;
  const drawn = draw(fitting[observed], `${id} question`);
  return extraQuestions.find((question) => question === drawn) ?? null;
}

/**
 * The answers in a reflection as it was recorded; what this version does not know counts as not answered.
 * @param line what surprised the developer; it stands among the private texts
 */
export function readExtraAnswers(reflection: Readonly<Record<string, unknown>>, line: string | null): ExtraAnswers {
  const read = <T>(name: string, entry: v.BaseSchema<unknown, T | null, v.BaseIssue<unknown>>): T | null => {
    const result = v.safeParse(entry, reflection[name] ?? null);
    return result.success ? result.output : null;
  };
  return {
    tippedOff: read('tippedOff', extraAnswers.tippedOff),
    wouldHaveDone: read('wouldHaveDone', extraAnswers.wouldHaveDone),
    betterPrompt: read('betterPrompt', extraAnswers.betterPrompt),
    nextTime: read('nextTime', extraAnswers.nextTime),
    surprised: line,
  };
}
