import type { Decision } from '../ledger/decision.ts';
import { shownStance } from '../portfolio/groups.ts';
import { languageName, verdictMeanings } from '../portfolio/words.ts';
import { reasonWords } from '../shared/reasons.ts';

/** Characters of one text that are sent at most: the beginning and the end of a longer one. */
export const longestPart = 3_000;

/** A decision, and what a model may be told of it. */
export interface DecisionFacts {
  readonly decision: Decision;
  /** Whether its texts may leave the machine: never from a workspace of which only metrics are kept. */
  readonly withCode: boolean;
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
    `Verdict of the developer: ${shownStance(reflection, verdict.label) ?? 'undecided'}`,
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
