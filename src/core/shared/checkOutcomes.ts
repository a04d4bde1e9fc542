import { verificationResults, type VerificationResult } from './words.ts';

/** A check with what came of it, over all the times it was seen. */
export interface CheckOutcome {
  /** The command, or what was looked at. */
  readonly what: string;
  /** The results that differ from the one before, oldest first; without `unknown` where a known one is there. */
  readonly results: readonly VerificationResult[];
}

/**
 * Brings the facts about one check together: "npm test failed, later passed" is one line, not two.
 * @param facts oldest first
 */
export function outcomes(facts: readonly { readonly what: string; readonly result: string }[]): CheckOutcome[] {
  const byName = new Map<string, VerificationResult[]>();
  for (const { what, result } of facts) {
    const results = byName.get(what) ?? [];
    byName.set(what, results);
    if (isResult(result) && results.at(-1) !== result) results.push(result);
  }
  return [...byName].map(([what, results]) => {
    const known = results.filter((result) => result !== 'unknown');
    return { what, results: known.length > 0 ? known : results };
  });
}

function isResult(result: string): result is VerificationResult {
  return (verificationResults as readonly string[]).includes(result);
}
