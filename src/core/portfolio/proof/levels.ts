import type { CaseView } from '../caseRecords.ts';

/**
 * How far a statement is proved, weakest first. `stated`: the author says so. `observed`: Pairfolio measured it.
 * `chained`: it stands in the record whose root the portfolio carries. `signed`: with a key. `anchored`: the root stands
 * in a repository. `endorsed`: somebody else signed it. docs/proof.md says what each shows and what it does not.
 */
export type ProofLevel = 'stated' | 'observed' | 'chained' | 'signed' | 'anchored' | 'endorsed';

/** The levels a case has when its page is written; anchors and endorsements come later, and only a check can tell. */
export function levelsAtExport({ decision }: CaseView, isSigned: boolean): ProofLevel[] {
  const said: readonly ProofLevel[] = decision.reflection ? ['stated'] : [];
  return ['observed', ...said, 'chained', ...(isSigned ? (['signed'] as const) : [])];
}
