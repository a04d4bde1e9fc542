import type { PracticeState, Stated } from '../ledger/practiceState.ts';
import type { SuggestionState } from '../ledger/suggestionState.ts';
import type { TextLookup } from '../ledger/toDecision.ts';
import { skills, type Skill } from '../shared/words.ts';
import { isOfProject, type Project } from './project.ts';

/** A saved review, with its words. */
export interface Review {
  readonly week: string;
  /** When it was saved last: ISO 8601. */
  readonly at: string;
  /** The week in a few sentences. */
  readonly summary: string | null;
  /** Whether a model drafted the summary. */
  readonly helped: boolean;
  readonly surprised: string | null;
  readonly missed: string | null;
  readonly differently: string | null;
  /** The suggestions of the decision that would be taken differently. */
  readonly reconsidered: readonly string[];
  /** Picked for the week after. */
  readonly skill: Skill | null;
  readonly shown: boolean;
}

/** The saved review of a week; undefined where there is none, or it was declined. */
export function reviewOf(practice: PracticeState, week: string, lookUp: TextLookup): Review | undefined {
  const stated = practice.weeks.get(week)?.at(-1);
  if (!stated || stated.body.skipped) return undefined;
  const { summary = null, surprised = null, missed = null } = lookUp(stated.body.texts);
  const other = practice.reconsidered.get(week)?.at(-1)?.body;
  const { skill, shown, assisted } = stated.body;
  return {
    week,
    at: stated.at,
    summary,
    helped: summary !== null && assisted?.includes('summary') === true,
    surprised,
    missed,
    differently: (other && lookUp(other.texts)['differently']) ?? null,
    reconsidered: other?.suggestions ?? [],
    skill: skills.find((known) => known === skill) ?? null,
    shown,
  };
}

/** All saved reviews, the newest week first. */
export function reviewsIn(practice: PracticeState, lookUp: TextLookup): Review[] {
  return [...practice.weeks.keys()]
    .sort()
    .reverse()
    .flatMap((week) => reviewOf(practice, week, lookUp) ?? []);
}

/** Whether a week was reviewed, or its review declined. */
export function isDone(practice: PracticeState, week: string): boolean {
  return practice.weeks.has(week);
}

/** The suggestions of one project. */
export function statesOfProject(
  states: readonly SuggestionState[],
  project: Project,
  lookUp: TextLookup,
): SuggestionState[] {
  return states.filter(({ body }) => isOfProject(lookUp(body.texts), project));
}

/** What was ever written into files of one project, oldest first. */
export function lessonsOfProject(
  { lessons }: PracticeState,
  project: Project,
  lookUp: TextLookup,
): { readonly file: string; readonly stated: Stated<'lessons'> }[] {
  return lessons.flatMap((stated) => {
    const { file, repository } = lookUp(stated.body.texts);
    return file !== undefined && repository === project.folder ? [{ file, stated }] : [];
  });
}
