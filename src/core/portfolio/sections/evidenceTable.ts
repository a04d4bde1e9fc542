import type { CaseView } from '../caseRecords.ts';
import { codeSpan } from '../escape.ts';
import { levelsAtExport } from '../proof/levels.ts';
import { markdownTable } from './table.ts';

/**
 * One row a case: date, place, both verdicts, commit, proof. Decisions that were not picked are not listed. It follows
 * from the proven records alone, and is compared when a portfolio is verified.
 */
export function evidenceTable(views: readonly CaseView[], isSigned: boolean): string {
  const heading = '## Evidence';
  if (views.length === 0) return `${heading}\n\nNo case is shown, so there is no evidence to list.`;
  const rows = views.map((view, index) => {
    const { decision, number } = view;
    const commits = decision.commits.slice(0, 3).map(({ sha }) => codeSpan(sha.slice(0, 10)));
    const where = decision.file === null ? 'not shown' : codeSpan(decision.file);
    const said = decision.reflection?.stance ?? 'nothing';
    return [
      String(index + 1),
      String(number),
      decision.at.slice(0, 10),
      where,
      `${decision.verdict.label} / ${said}`,
      commits.join(', ') || 'none seen',
      levelsAtExport(view, isSigned).join(', '),
    ];
  });
  return [
    heading,
    markdownTable(['case', 'record', 'date', 'where', 'verdict (observed / stated)', 'commit', 'proof'], rows),
    'Levels of proof, weakest first: stated, observed, chained, signed, anchored in a repository, endorsed by someone else. The last two come after a page is written; `pairfolio verify` looks for them.',
  ].join('\n\n');
}
