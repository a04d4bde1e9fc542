import type { Choice } from './choice.ts';
import type { CaseText } from './words.ts';

/** What one step changed: named, so that the page can say what *Undo* takes back. */
export type Change =
  | 'pick'
  | 'unpick'
  | 'move'
  | 'case-code'
  | 'code'
  | 'period'
  | 'workspace'
  | 'names'
  | 'about'
  | 'plain'
  | 'sign'
  | 'words';

/** One change of the author's and what stood before it. */
export type Step =
  | { readonly change: Exclude<Change, 'words'>; readonly before: Choice }
  | { readonly change: 'words'; readonly id: string; readonly before: CaseText };

/** More are never taken back, and each holds a whole choice. */
const mostSteps = 100;

/** Typed letter by letter: until something else is changed they are one change. */
const typed: ReadonlySet<Change> = new Set<Change>(['period', 'names', 'about', 'plain']);

/** The changes that can be taken back, oldest first. */
export type Steps = readonly Step[];

/** Notes a change. What is typed into one field is one step. */
export function noteStep(steps: Steps, step: Step): Steps {
  const last = steps.at(-1);
  if (last?.change === step.change && typed.has(step.change)) return steps;
  return [...steps, step].slice(-mostSteps);
}

/** The last change, and the steps before it; undefined where there is none. */
export function lastStep(steps: Steps): { readonly step: Step; readonly rest: Steps } | undefined {
  const step = steps.at(-1);
  return step && { step, rest: steps.slice(0, -1) };
}
