import { maskSecrets } from '../ledger/secrets.ts';
import type { CaseView } from './caseRecords.ts';
import { caseSection } from './caseSection.ts';
import { rangeLabel } from './period.ts';
import { atAGlance } from './sections/atAGlance.ts';
import { evidenceTable } from './sections/evidenceTable.ts';
import { forStakeholders } from './sections/forStakeholders.ts';
import { frontMatter } from './sections/frontMatter.ts';
import { method } from './sections/method.ts';
import { trustMap } from './sections/trustMap.ts';
import { verifyThis } from './sections/verifyThis.ts';
import { whatItMissed } from './sections/whatItMissed.ts';
import type { Summary } from './summary.ts';
import { capitalised, countWord, verdictMeanings } from './words.ts';

/** What stands on a page nobody reviewed. */
export const draftStamp =
  '> **Draft, not reviewed by its author.** What is shown below was picked by the program; the author has not chosen or previewed it yet.';

/** portfolio.md: outcome and judgement first, then the cases, then what the counts say, then how all of it is known. */
export function renderMarkdown(summary: Summary, cases: readonly CaseView[]): string {
  const above = [
    frontMatter(summary),
    `# Judgement with AI${periodLabel(summary)}`,
    opening(summary, cases.length),
    ...(summary.reviewed ? [] : [draftStamp]),
    verifyThis(summary),
    atAGlance(summary),
  ];
  const below = [
    trustMap(summary),
    whatItMissed(summary),
    forStakeholders(summary),
    method(summary),
    evidenceTable(cases),
  ];
  // The case sections mask secrets themselves, because whoever verifies renders them alone.
  return `${[...above.map(maskSecrets), ...casesSection(summary, cases), ...below.map(maskSecrets)].join('\n\n')}\n`;
}

function periodLabel({ period, first, last }: Summary): string {
  if (period) return `: ${period.label}`;
  return first !== null && last !== null ? `: ${rangeLabel(first, last)}` : '';
}

function opening({ byVerdict, decided, withReason }: Summary, cases: number): string {
  if (decided === 0)
    return 'This page will show what a model offered, what was shipped instead or because of it, why, and how it was checked. Nothing was decided in this period yet.';
  const reasons =
    withReason > 0
      ? ` I wrote down why for ${countWord(withReason)} of them${cases > 0 ? '; the cases below show it' : ''}.`
      : '';
  return `Of ${String(decided)} ${decided === 1 ? 'change' : 'changes'} a model offered, I kept ${countWord(byVerdict.trusted)} as offered, changed ${countWord(byVerdict.adapted)} before keeping ${byVerdict.adapted === 1 ? 'it' : 'them'}, and rejected, removed or rewrote ${countWord(byVerdict.overrode)}.${reasons} This is a record of decisions, not of volume: what was offered, what I shipped, why, and how it was checked.`;
}

function casesSection(summary: Summary, cases: readonly CaseView[]): string[] {
  if (cases.length === 0)
    return ['## Decisions\n\nNo case is shown: no decision was picked, or none was recorded with something to show.'];
  return [
    `## ${capitalised(countWord(cases.length))} ${cases.length === 1 ? 'decision' : 'decisions'}`,
    `*Trusted* is what I ${verdictMeanings.trusted}, *adapted* what I ${verdictMeanings.adapted}, *overrode* what I ${verdictMeanings.overrode}.`,
    ...cases.map((view, index) => caseSection(view, index + 1, summary.record.size)),
  ];
}
