import type { TextRange } from '../../shared/textEdit.ts';

/** One problem a language tool reports. Offsets in UTF-16 units. `key` tells equal ones apart from others; it is never stored. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly range: TextRange;
  readonly key: string;
}

/** Problems that came into a suggestion's text, or went from it. */
export interface ProblemChange {
  /** How many, in a class: `1 error`, `2-5 errors`, `over 5 warnings`. */
  readonly what: string;
  readonly result: 'appeared' | 'gone';
}

/**
 * What became of the problems in one suggestion. Only states that held for a while are looked at, so the flicker of a
 * language server does not count; and only problems that were not in the document before the suggestion.
 */
export class DiagnosticChanges {
  readonly #before: ReadonlyMap<string, number>;
  /** How many of a severity came; 0 once they are gone, so that each is told once. */
  readonly #came = new Map<Problem['severity'], number>();

  /** @param before all problems of the document when the suggestion was accepted */
  constructor(before: readonly Problem[]) {
    this.#before = countKeys(before);
  }

  /** @param problems those of the document in a state that held @param ranges where the suggestion stands, in all its parts */
  settled(problems: readonly Problem[], ranges: readonly TextRange[]): ProblemChange[] {
    // What is gone with the suggestion itself was not fixed.
    if (ranges.every(({ start, end }) => start === end)) return [];
    const changes: ProblemChange[] = [];
    for (const severity of ['error', 'warning'] as const) {
      const now = this.#added(problems, severity, ranges);
      const came = this.#came.get(severity);
      if (came === undefined && now > 0) {
        this.#came.set(severity, now);
        changes.push({ what: countClass(now, severity), result: 'appeared' });
      } else if (came !== undefined && came > 0 && now === 0) {
        this.#came.set(severity, 0);
        changes.push({ what: countClass(came, severity), result: 'gone' });
      }
    }
    return changes;
  }

  /** Problems in the ranges, less those of the same kind the document had before. */
  #added(problems: readonly Problem[], severity: Problem['severity'], ranges: readonly TextRange[]): number {
    const inDocument = countKeys(problems);
    const inRange = countKeys(
      problems.filter((one) => one.severity === severity && ranges.some((range) => touches(one.range, range))),
    );
    let added = 0;
    for (const [key, count] of inRange)
      added += Math.min(count, Math.max(0, (inDocument.get(key) ?? 0) - (this.#before.get(key) ?? 0)));
    return added;
  }
}

function countKeys(problems: readonly Problem[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of problems) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Whether a problem lies in a text; one at its very end is about what follows. */
function touches(problem: TextRange, { start, end }: TextRange): boolean {
  return problem.start < end && (problem.end > start || (problem.start === problem.end && problem.start >= start));
}

/** Numbers alone would tell one file from another; a class does not. */
function countClass(count: number, severity: Problem['severity']): string {
  return count === 1 ? `1 ${severity}` : `${count <= 5 ? '2-5' : 'over 5'} ${severity}s`;
}
