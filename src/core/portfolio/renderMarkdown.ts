import { maskSecrets } from '../ledger/secrets.ts';
import { caseLines } from './caseLines.ts';
import type { CaseView } from './caseRecords.ts';
import { caseSection } from './caseSection.ts';
import { rangeLabel } from './period.ts';
import { atAGlance } from './sections/atAGlance.ts';
import { calibration } from './sections/calibration.ts';
import { evidenceTable } from './sections/evidenceTable.ts';
import { experiments } from './sections/experiments.ts';
import { forStakeholders } from './sections/forStakeholders.ts';
import { frontMatter } from './sections/frontMatter.ts';
import { method } from './sections/method.ts';
import { opening } from './sections/opening.ts';
import { randomSample } from './sections/randomSample.ts';
import { trustMap } from './sections/trustMap.ts';
import { verifyThis } from './sections/verifyThis.ts';
import { whatBecameOfIt } from './sections/whatBecameOfIt.ts';
import { whatItMissed } from './sections/whatItMissed.ts';
import { workingWithTheSystem } from './sections/workingWithTheSystem.ts';
import type { Summary } from './summary.ts';
import { capitalised, countWord, verdictMeanings } from './words.ts';

/** What stands on a page nobody reviewed. */
export const draftStamp =
  '> **Draft, not reviewed by its author.** What is shown below was picked by the program; the author has not chosen or previewed it yet.';

/** How many cases stand first, as the decisions that say most; the others follow as case studies. */
const signatureCases = 3;

/** portfolio.md: outcome and judgement first, then the cases, then what the counts say, then how all of it is known. */
export function renderMarkdown(summary: Summary, cases: readonly CaseView[]): string {
  const above = [frontMatter(summary), `# Judgement with AI${periodLabel(summary)}`, opening(summary)];
  const under = [
    ...(summary.reviewed ? [] : [draftStamp]),
    verifyThis(summary),
    atAGlance(summary),
    ...(summary.groups.length > 0 ? [whatBecameOfIt(summary)] : []),
  ];
  const below = [
    randomSample(summary, cases),
    trustMap(summary),
    whatItMissed(summary),
    calibration(summary),
    experiments(summary),
    workingWithTheSystem(summary),
  ];
  const end = [method(summary, cases), evidenceTable(cases, summary.signed !== undefined)];
  const plain = forStakeholders(summary, cases, [...above, ...under, ...below, ...end].join('\n'));
  // Lines and sections of cases mask secrets themselves, because whoever verifies renders them alone.
  const sections = [
    ...above.map(maskSecrets),
    ...(cases.length > 0 ? [caseLines(cases)] : []),
    ...under.map(maskSecrets),
    ...casesSection(summary, cases),
    ...[...below, plain, ...end].map(maskSecrets),
  ];
  return `${sections.join('\n\n')}\n`;
}

function periodLabel({ period, first, last }: Summary): string {
  if (period) return `: ${period.label}`;
  return first !== null && last !== null ? `: ${rangeLabel(first, last)}` : '';
}

function casesSection(summary: Summary, cases: readonly CaseView[]): string[] {
  if (cases.length === 0)
    return ['## Decisions\n\nNo case is shown: no decision was picked, or none was recorded with something to show.'];
  const proof = { size: summary.record.size, signed: summary.signed !== undefined };
  const sections = cases.map((view, index) => caseSection(view, index + 1, proof));
  const first = Math.min(signatureCases, cases.length);
  return [
    `## ${capitalised(countWord(first))} ${first === 1 ? 'decision' : 'decisions'}`,
    `*Trusted* is what I ${verdictMeanings.trusted}, *adapted* what I ${verdictMeanings.adapted}, *overrode* what I ${verdictMeanings.overrode}.`,
    ...sections.slice(0, signatureCases),
    ...(cases.length > signatureCases ? ['## Case studies', ...sections.slice(signatureCases)] : []),
  ];
}
