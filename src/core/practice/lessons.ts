import type { Stated } from '../ledger/practiceState.ts';
import { domainWords, kindWords, languageName } from '../portfolio/words.ts';
import type { DecisionGroup } from '../portfolio/groups.ts';
import { tally } from '../portfolio/groups.ts';
import { reasonIds } from '../shared/reasons.ts';
import { anywhere, cellKey, cellsOf, groupIsIn, narrowness, type Cell } from './cell.ts';
import { countReason, lookBack } from './proposals.ts';
import type { Rule } from './rules.ts';

/** One line the agents of a project are told. */
export interface Lesson {
  /** The reason it is to prevent, or the rule it states. */
  readonly about: { readonly reason: string } | { readonly rule: string };
  readonly cell: Cell;
  /** English, one line, without a mark of a list. Nothing in it names a decision. */
  readonly text: string;
  /** How often the reason was given in this project, of the decisions there that give one; null for a rule. */
  readonly counted: { readonly count: number; readonly of: number } | null;
}

/** So often a reason must have been given before it is a lesson. */
const fewestTimes = 3;
const longestLesson = 300;

/** What to tell an agent so that a reason need not be given again. Where it would not help, none. */
const advice: Readonly<Record<string, string>> = {
  convention: 'Follow the conventions of the code around: read two neighbouring files before writing',
  'edge-case': 'Name the edge cases first (empty, missing, very large, concurrent) and handle each',
  'wrong-api': 'Look up how this project calls an API before calling it, and use the same version',
  security: 'Treat all input as hostile; say which checks and permissions you rely on',
  performance: 'Say what a change costs in time and memory on large input, and avoid needless work',
  'over-engineered': 'Write the simplest thing that works: no layer, option or abstraction nobody asked for',
  style: 'Keep to the formatting and naming of the file you change',
  'wrong-behaviour': 'State what the code must do as a test before writing it, and run that test',
  'invented-api': 'Call only what exists: check names against the installed packages, never guess one',
  'wrong-approach': 'Say in two sentences how you would do it, and wait for an answer before writing code',
  insecure: 'Never weaken a security check; leave authentication, secrets and SQL to parameters and libraries',
  'too-large': 'Make small changes that can be read in one go; propose a plan where more is needed',
  policy: 'Keep to the rules of this repository on licences, data and dependencies; ask where they are unclear',
};

const missReasons: ReadonlySet<string> = new Set([...reasonIds.adapted, ...reasonIds.overrode]);

/**
 * What the record of one project has to tell the agents that work in it: reasons given again and again there, and rules.
 * @param groups decisions of this project alone
 * @param rules of any project: one in the developer's own words is left out where it was begun in another
 * @param project as in {@link Rule.project}
 */
export function proposeLessons(
  groups: readonly DecisionGroup[],
  rules: readonly Rule[],
  { project, now }: { readonly project: string; readonly now: number },
): Lesson[] {
  const recent = groups.filter(({ at }) => now - Date.parse(at) < lookBack);
  return [...reasonLessons(recent), ...ruleLessons(recent, rules, project)];
}

/** Each reason once, for the narrowest cell in which it was always given. */
function reasonLessons(groups: readonly DecisionGroup[]): Lesson[] {
  const given = tally(groups.flatMap((group) => reasonsOf(group)));
  return given.flatMap(([reason, count]) => {
    const words = advice[reason];
    if (words === undefined || count < fewestTimes) return [];
    const cell = cellOfReason(groups, reason);
    const counted = countReason(groups, { reason, cell });
    return [{ about: { reason }, cell, text: oneLine(`${beginning(cell)}${words}.`), counted }];
  });
}

function reasonsOf({ reflection }: DecisionGroup): string[] {
  return reflection && reflection.stance !== 'trusted'
    ? [...new Set(reflection.reasons)].filter((reason) => missReasons.has(reason))
    : [];
}

function cellOfReason(groups: readonly DecisionGroup[], reason: string): Cell {
  const given = groups.filter((group) => reasonsOf(group).includes(reason));
  const [first] = given;
  if (!first) return anywhere;
  const common = cellsOf(first).filter((cell) => given.every((group) => groupIsIn(cell, group)));
  return common.sort((a, b) => narrowness(b) - narrowness(a) || (cellKey(a) < cellKey(b) ? -1 : 1))[0] ?? anywhere;
}

/** Rules an agent can keep to; what the developer does by themselves is none of its business. */
function ruleLessons(groups: readonly DecisionGroup[], rules: readonly Rule[], project: string): Lesson[] {
  return rules.flatMap((rule) => {
    const { id, cell, words, state } = rule;
    if (state === 'dropped' || !groups.some((group) => groupIsIn(cell, group))) return [];
    // Its words may name what belongs to another client.
    if (words !== null && rule.project !== project) return [];
    const text = words ?? forAgents(rule);
    return text === undefined ? [] : [{ about: { rule: id }, cell, text: oneLine(text), counted: null }];
  });
}

function forAgents({ cell, means, most, reason }: Rule): string | undefined {
  switch (means) {
    case 'checked':
      return `${beginning(cell)}Run the tests or the type check after each change, and say what they printed.`;
    case 'small':
      return `${beginning(cell)}Propose at most ${String(most ?? 0)} lines at a time.`;
    case 'not-taken':
      return cellKey(cell) === cellKey(anywhere)
        ? undefined
        : `${beginning(cell)}The developer writes this code; review it and do not write it.`;
    case 'not-again': {
      const words = advice[reason ?? ''];
      return words === undefined ? undefined : `${beginning(cell)}${words}.`;
    }
    case 'read':
    case 'said-why':
      return undefined;
  }
}

/** "In SQL migrations (data): " */
function beginning({ kind, language, domain }: Cell): string {
  const what = [
    ...(language === null ? [] : [languageName(language)]),
    ...(kind === null ? [] : [kindWords[kind]]),
  ].join(' ');
  const where = domain === null ? '' : domainWords[domain];
  if (what === '') return where === '' ? '' : `In ${where}: `;
  return where === '' ? `In ${what}: ` : `In ${what} (${where}): `;
}

/** One line of plain text: nothing in it can end a list, or be a mark of ours. */
/** A text as one line of the file: no line breaks, no comment of HTML, at most 300 characters. */
export function oneLine(text: string): string {
  const line = text
    .replace(/<!--|-->/g, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= longestLesson ? line : `${characters.slice(0, longestLesson - 1).join('')}…`;
}

/** How often a reason was given before agents were told of it, and since. */
export interface LessonEffect {
  readonly reason: string;
  readonly cell: Cell;
  /** When they were first told: ISO 8601. */
  readonly since: string;
  /** Decisions with the reason, of those that give any; see {@link countReason}. */
  readonly before: { readonly count: number; readonly of: number };
  readonly after: { readonly count: number; readonly of: number };
}

/**
 * Counts the reasons that stand in a project's files now, before and after they were written there.
 * @param groups decisions of this project alone
 * @param written everything ever written into files of this project, oldest first, each with the file's name
 */
export function lessonEffects(
  groups: readonly DecisionGroup[],
  written: readonly { readonly file: string; readonly stated: Pick<Stated<'lessons'>, 'at' | 'body'> }[],
): LessonEffect[] {
  // File → what stands in it, with the time since when.
  const standing = new Map<string, Map<string, { reason: string; cell: Cell; since: string }>>();
  for (const { file, stated } of written) {
    const before = standing.get(file);
    const now = new Map(
      stated.body.reasons.map(({ reason, cell }) => {
        const key = `${reason} ${cellKey(cell)}`;
        return [key, before?.get(key) ?? { reason, cell, since: stated.at }];
      }),
    );
    standing.set(file, now);
  }
  const earliest = new Map<string, { reason: string; cell: Cell; since: string }>();
  for (const told of standing.values())
    for (const [key, one] of told) {
      const known = earliest.get(key);
      if (!known || one.since < known.since) earliest.set(key, one);
    }
  return [...earliest.values()].map((told) => ({
    ...told,
    before: countReason(
      groups.filter(({ at }) => at < told.since),
      told,
    ),
    after: countReason(
      groups.filter(({ at }) => at >= told.since),
      told,
    ),
  }));
}
