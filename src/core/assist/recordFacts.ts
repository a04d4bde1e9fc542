import type { DecisionGroup } from '../portfolio/groups.ts';
import { shownStance } from '../portfolio/groups.ts';
import { languageName } from '../portfolio/words.ts';
import { reasonWords } from '../shared/reasons.ts';
import { stances, type Stance } from '../shared/words.ts';
import { quoted } from './task.ts';

/** What a time with AI came to: counts, and the developer's own words on it. n counts decisions. */
export interface RecordFacts {
  /** Decisions by what the developer said, else by what was observed. */
  readonly byStance: Readonly<Record<Stance, number>>;
  /** The most frequent first. */
  readonly languages: readonly { readonly language: string; readonly n: number; readonly trusted: number }[];
  /** Reasons given for what was changed or refused, the most frequent first. */
  readonly reasons: readonly { readonly id: string; readonly n: number }[];
  /** What the developer wrote about what was changed or refused, the newest first. Private. */
  readonly notes: readonly string[];
  /** The rule the developer tried last; null where there was none. Private. */
  readonly lastRule: string | null;
}

/** Notes a model is shown at most. */
const mostNotes = 20;

/**
 * Counts decisions for the tasks that are about many of them.
 * @param noteOf the developer's words on a decision; null where there are none, or where they may not leave the machine
 */
export function recordFacts(
  groups: readonly DecisionGroup[],
  noteOf: (group: DecisionGroup) => string | null,
  lastRule: string | null = null,
): RecordFacts {
  const decided = groups.flatMap((group) => {
    const stance = shownStance(group.reflection, group.verdict);
    return stance ? [{ group, stance }] : [];
  });
  const count = (stance: Stance): number => decided.filter((one) => one.stance === stance).length;
  const refused = decided.filter(({ stance }) => stance !== 'trusted');
  return {
    byStance: Object.fromEntries(stances.map((stance) => [stance, count(stance)])) as Record<Stance, number>,
    languages: tallied(decided.flatMap(({ group }) => group.language ?? [])).map(([language, n]) => ({
      language: languageName(language),
      n,
      trusted: decided.filter(({ group, stance }) => group.language === language && stance === 'trusted').length,
    })),
    reasons: tallied(refused.flatMap(({ group }) => group.reflection?.reasons ?? [])).map(([id, n]) => ({ id, n })),
    notes: refused
      .flatMap(({ group }) => noteOf(group) ?? [])
      .filter((note) => note.trim() !== '')
      .reverse()
      .slice(0, mostNotes),
    lastRule,
  };
}

function tallied(values: readonly string[]): [value: string, n: number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** The private texts of the facts. */
export function recordTexts({ notes, lastRule }: RecordFacts): readonly string[] {
  return lastRule === null ? notes : [...notes, lastRule];
}

/** @param show a text as it may leave the machine */
export function recordMaterial(facts: RecordFacts, show: (text: string) => string): string {
  const { byStance, languages, reasons, notes, lastRule } = facts;
  return [
    `Suggestions of AI tools that the developer decided about: trusted ${String(byStance.trusted)}, adapted ${String(byStance.adapted)}, overrode ${String(byStance.overrode)}.`,
    ...(languages.length > 0
      ? [
          `By language: ${languages.map(({ language, n, trusted }) => `${language}: ${String(trusted)} of ${String(n)} trusted`).join('; ')}.`,
        ]
      : []),
    ...(reasons.length > 0
      ? [
          `Reasons for changing or refusing: ${reasons.map(({ id, n }) => `${reasonWords(id)} (${String(n)})`).join('; ')}.`,
        ]
      : []),
    ...(notes.length > 0
      ? [`The developer’s own words:\n${notes.map((note) => `- ${quoted(show(note))}`).join('\n')}`]
      : []),
    ...(lastRule === null ? [] : [`The rule the developer tried: ${quoted(show(lastRule))}`]),
  ].join('\n\n');
}
