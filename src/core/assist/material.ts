import type { Decision } from '../ledger/decision.ts';
import { shownStance } from '../portfolio/groups.ts';
import { languageName, verdictMeanings } from '../portfolio/words.ts';
import { reasonWords } from '../shared/reasons.ts';
import type { Stance } from '../shared/words.ts';

/** Characters of one text that are sent at most: the beginning and the end of a longer one. */
export const longestPart = 3_000;

/** A decision, and what a model may be told of it. */
export interface DecisionFacts {
  readonly decision: Decision;
  /** Whether its texts may leave the machine: never from a workspace of which only metrics are kept. */
  readonly withCode: boolean;
  /** What the developer says now, where that is not recorded yet. */
  readonly stance?: Stance | undefined;
}

/** What the developer says they did, else what was observed; null where nobody decided yet. */
export function statedStance({ decision, stance }: DecisionFacts): Stance | null {
  return stance ?? shownStance(decision.reflection, decision.verdict.label);
}

/**
 * Several suggestions that are one decision, as one: their texts one after the other, a blank line between them.
 * @returns undefined where there are none
 */
export function asOne(decisions: readonly Decision[]): Decision | undefined {
  const [first, ...others] = decisions;
  if (!first || others.length === 0) return first;
  const joined = (texts: readonly (string | null)[]): string | null => {
    const known = texts.filter((text) => text !== null);
    return known.length === 0 ? null : known.join('\n\n');
  };
  return {
    ...first,
    before: joined(decisions.map(({ before }) => before)),
    suggested: joined(decisions.map(({ suggested }) => suggested)),
    kept: joined(decisions.map(({ kept }) => kept)),
    verification: decisions.flatMap(({ verification }) => verification),
  };
}

/** The private texts of a decision that a model may be told, by what they are called in the question. */
export function textsOf({ decision, withCode }: DecisionFacts): readonly (readonly [name: string, text: string])[] {
  const { reflection, prompt, before, suggested, kept } = decision;
  if (!withCode) return [];
  const all = [
    ['the developer’s own words', reflection?.note ?? null],
    ['what the developer asked', prompt],
    ['code before', before],
    ['code the AI suggested', suggested],
    ['code that stands now', kept],
  ] as const;
  return all.flatMap(([name, text]) => (text === null || text.trim() === '' ? [] : [[name, text] as const]));
}

/**
 * What one decision looks like to a model: verdict, checks, reasons, and where that is allowed what was asked, offered
 * and kept. No name of a file, folder or tool, no commit, no time.
 * @param show a text as it may leave the machine
 */
export function decisionMaterial(facts: DecisionFacts, show: (text: string) => string): string {
  const { verdict, reflection, language, kind, verification } = facts.decision;
  const checks = verification.filter(({ result }) => result === 'passed' || result === 'failed');
  const lines = [
    `Language: ${language === null ? 'unknown' : languageName(language)}`,
    `Verdict of the developer: ${statedStance(facts) ?? 'undecided'}`,
    `Observed: ${verdict.label} (${verdictMeanings[verdict.label]})`,
    ...(kind ? [`Kind of work: ${kind}`] : []),
    ...(checks.length > 0 ? [`Checks: ${checks.map(({ what, result }) => `${what} ${result}`).join('; ')}`] : []),
    ...(reflection && reflection.reasons.length > 0
      ? [`Reasons the developer gave: ${reflection.reasons.map(reasonWords).join('; ')}`]
      : []),
  ];
  const sections = textsOf(facts).map(([name, text]) => `--- ${name} ---\n${shortened(show(text), longestPart)}`);
  return [lines.join('\n'), ...sections].join('\n\n');
}

/** The beginning and the end of a text. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor(most / 2);
  const head = text.slice(0, half).replace(/[\uD800-\uDBFF]$/, '');
  const tail = text.slice(-half).replace(/^[\uDC00-\uDFFF]/, '');
  const left = text.length - head.length - tail.length;
  return `${head}\n[${String(left)} characters left out]\n${tail}`;
}
