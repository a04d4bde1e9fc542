import * as v from 'valibot';
import { countWord, plural } from '../portfolio/words.ts';
import { reasonWords } from '../shared/reasons.ts';
import { plainLine, plainText, readAnswer } from './answer.ts';
import { recordMaterial, recordTexts, type RecordFacts } from './recordFacts.ts';
import type { Task } from './task.ts';

const shared = { texts: recordTexts, material: recordMaterial } as const;

/** What a model may draft about many decisions, by its use. */
export interface RecordDrafts {
  /** What a week came to, and a rule to try. */
  readonly week: WeekDraft;
  /** How the developer works with AI, in plain language. */
  readonly summary: { readonly summary: string };
  /** What an agent should be told. */
  readonly instructions: { readonly lines: readonly string[] };
}

/** What a week came to, and one rule to try in the next. */
export interface WeekDraft {
  readonly summary: string;
  readonly rule: string;
}

/** The weekly summary and one rule to try. */
export const weekTask: Task<RecordFacts, WeekDraft> = {
  ...shared,
  name: 'week',
  instructions: () =>
    [
      'Sum up this week in at most three sentences: what was trusted, what was not, and what that has in common.',
      'Then propose one rule to try next week: one sentence, concrete enough that one can tell on Friday whether it was kept.',
      'Answer with one JSON object and nothing else: {"summary": "…", "rule": "…"}',
    ].join('\n'),
  read: (answer) => readAnswer(answer, v.object({ summary: plainText(800), rule: plainLine(200) })),
  plain: (facts) => ({ summary: counted(facts), rule: ruleFor(facts.reasons[0]?.id) }),
};

/** The portfolio in plain language, for people who do not program. */
export const summaryTask: Task<RecordFacts, { readonly summary: string }> = {
  ...shared,
  name: 'summary',
  instructions: () =>
    [
      'Explain to people who do not program how this developer works with suggestions of AI tools, in one paragraph of at most 90 words, in the first person.',
      'Use only counts that stand in the material, and no percentages.',
      'Answer with one JSON object and nothing else: {"summary": "…"}',
    ].join('\n'),
  read: (answer) => readAnswer(answer, v.object({ summary: plainText(1_200) })),
  plain: (facts) => ({ summary: counted(facts) }),
};

/** Lines of instructions that are drafted at most. */
const mostLines = 8;

/** What an agent that writes code should be told before it does. */
export const instructionsTask: Task<RecordFacts, { readonly lines: readonly string[] }> = {
  ...shared,
  name: 'instructions',
  instructions: () =>
    [
      `Write instructions for an AI agent that will write code for this developer: up to ${String(mostLines)} short imperative sentences that would have prevented what the developer had to change or refuse.`,
      'Only what the reasons and words of the developer show; nothing general.',
      'Answer with one JSON object and nothing else: {"lines": ["…"]}',
    ].join('\n'),
  read: (answer) => {
    const { lines } = readAnswer(answer, v.object({ lines: v.pipe(v.array(plainLine(200)), v.minLength(1)) }));
    return { lines: lines.slice(0, mostLines) };
  },
  plain: ({ reasons }) => ({
    lines: [...new Set(reasons.flatMap(({ id }) => told[id] ?? []))].slice(0, mostLines),
  }),
};

function counted({ byStance, reasons }: RecordFacts): string {
  const all = byStance.trusted + byStance.adapted + byStance.overrode;
  if (all === 0) return 'Nothing was decided.';
  const [top] = reasons;
  return [
    `I decided about ${plural(all, 'suggestion')} of AI tools: kept ${countWord(byStance.trusted)} as offered, changed ${countWord(byStance.adapted)}, did not keep ${countWord(byStance.overrode)}.`,
    ...(top ? [`The reason I gave most often: ${reasonWords(top.id)} (${plural(top.n, 'time')}).`] : []),
  ].join(' ');
}

/** What to tell an agent for each reason; what is no fault of the agent's is not among them. */
const told: Readonly<Partial<Record<string, string>>> = {
  convention: 'Follow the conventions of the files around the change; look at two of them before writing.',
  'edge-case': 'Handle empty, missing, very large and repeated input, and name each case you handle.',
  'wrong-api': 'Use the interfaces this project uses already; look up how they are called here before calling them.',
  security: 'Check input, permissions and secrets; never weaken a check to make something work.',
  performance: 'Mind how often and on how much data the code runs; no work inside loops that can be done once.',
  'over-engineered': 'Write the smallest change that does it: no new layers, options or helpers nobody asked for.',
  style: 'Match the names, layout and comments of the file you change.',
  'wrong-behaviour': 'Say in one sentence what the code is to do, and add or run a test that shows it.',
  'invented-api': 'Do not call what you have not seen: open its definition first.',
  'wrong-approach': 'Propose the approach in two sentences and wait before writing much code.',
  insecure: 'Check input, permissions and secrets; never weaken a check to make something work.',
  'too-large': 'Keep each change small enough to be read in a minute; split what is larger.',
  policy: 'Ask before adding dependencies, services or generated code.',
};

const rules: Readonly<Partial<Record<string, string>>> = {
  convention: 'Before I accept, I compare the suggestion with one file that does the same here.',
  'edge-case': 'Before I accept, I name one input the suggestion does not handle.',
  'wrong-api': 'Before I accept a call I do not know, I open its definition.',
  security: 'I never accept code that touches input or permissions without reading it line by line.',
  performance: 'Before I accept a loop, I say how often it runs.',
  'over-engineered': 'I ask for the smallest change first.',
  style: 'I put the style I want into the prompt.',
  'wrong-behaviour': 'I write or name the test before I ask for the code.',
  'invented-api': 'Before I accept a call I do not know, I open its definition.',
  'wrong-approach': 'I ask for the approach before I ask for the code.',
  insecure: 'I never accept code that touches input or permissions without reading it line by line.',
  'too-large': 'I ask for one step at a time.',
  'to-learn': 'What I want to learn I write first, and compare afterwards.',
  policy: 'I say what is not allowed in the prompt.',
};

function ruleFor(reason: string | undefined): string {
  return (reason !== undefined && rules[reason]) || 'After each suggestion I keep, I say why in one word.';
}

/** The tasks about many decisions, by their use. */
export const recordTasks: { readonly [Use in keyof RecordDrafts]: Task<RecordFacts, RecordDrafts[Use]> } = {
  week: weekTask,
  summary: summaryTask,
  instructions: instructionsTask,
};
