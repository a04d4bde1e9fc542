import type { Stance, TipOff } from './words.ts';

// The chips a person answers with. The ids are stored in reflections and published, so none is ever renamed; the
// words beside them are only how they read in English.

/** Reason ids by what the developer says they did, in the order they are offered. */
export const reasonIds = {
  trusted: ['tests-pass', 'read-line-by-line', 'known-pattern', 'low-stakes', 'reputation-only'],
  adapted: ['convention', 'edge-case', 'wrong-api', 'security', 'performance', 'over-engineered', 'style'],
  overrode: ['wrong-behaviour', 'invented-api', 'wrong-approach', 'insecure', 'too-large', 'to-learn', 'policy'],
} as const satisfies Record<Stance, readonly string[]>;
export type ReasonId = (typeof reasonIds)[Stance][number];

/** What the reasons of a verdict answer. */
export const reasonQuestions: Readonly<Record<Stance, string>> = {
  trusted: 'What made it safe to keep?',
  adapted: 'What did the model miss?',
  overrode: 'Why?',
};

const words: Readonly<Record<ReasonId, string>> = {
  'tests-pass': 'tests pass',
  'read-line-by-line': 'read line by line',
  'known-pattern': 'a pattern I know',
  'low-stakes': 'low stakes',
  'reputation-only': 'only its reputation',
  convention: 'our conventions',
  'edge-case': 'an edge case',
  'wrong-api': 'the wrong API',
  security: 'security',
  performance: 'performance',
  'over-engineered': 'over-engineered',
  style: 'style',
  'wrong-behaviour': 'wrong behaviour',
  'invented-api': 'an invented API',
  'wrong-approach': 'the wrong approach',
  insecure: 'insecure',
  'too-large': 'too large',
  'to-learn': 'I wanted to learn it',
  policy: 'against a policy',
};

/** @returns the reason in a few English words, lower case; an id this version does not know is returned as it is */
export function reasonWords(id: string): string {
  return isReasonId(id) ? words[id] : id;
}

/** What {@link tipOffWords} answer. */
export const tipOffQuestion = 'What tipped you off?';

/** What made the developer notice, in a few English words. */
export const tipOffWords: Readonly<Record<TipOff, string>> = {
  test: 'a test',
  'type-error': 'a type error',
  reading: 'reading it',
  experience: 'experience',
  docs: 'the documentation',
};

function isReasonId(id: string): id is ReasonId {
  return Object.hasOwn(words, id);
}
