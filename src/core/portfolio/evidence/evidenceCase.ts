import { maskSecrets } from '../../ledger/secrets.ts';
import type { CaseView } from '../caseRecords.ts';
import { levelsAtExport } from '../proof/levels.ts';
import type { PortfolioCase } from './evidenceSchema.ts';

/**
 * One row of the evidence table as data. It follows from the proven records alone, so that whoever verifies a portfolio
 * can make it again and compare. Code and prompt are left to the page and the manifest.
 * @param place its number on the page, from 1
 */
export function evidenceCase(view: CaseView, place: number, isSigned: boolean): PortfolioCase {
  const { decision, number, code } = view;
  const { tool, reflection, verdict } = decision;
  return {
    case: place,
    id: decision.id,
    record: number,
    at: decision.at,
    file: masked(decision.file),
    language: masked(decision.language),
    tool: { name: maskSecrets(tool.name), model: masked(tool.model) },
    surface: decision.surface,
    kind: decision.kind,
    domain: decision.domain,
    verdict: { observed: verdict.label, settled: verdict.settled },
    stance: reflection?.stance ?? null,
    reasons: (reflection?.reasons ?? []).map(maskSecrets),
    tippedOff: reflection?.tippedOff ?? null,
    note: masked(reflection?.note ?? null),
    words: decision.case && {
      title: masked(decision.case.title),
      situation: masked(decision.case.situation),
      result: masked(decision.case.result),
      impact: masked(decision.case.impact),
    },
    evidence: decision.evidence.map(({ kind, confidence, source }) => ({
      kind,
      confidence,
      source: maskSecrets(source),
    })),
    confidence: decision.confidence,
    survival: decision.survival.map((measured) => ({ ...measured })),
    verification: decision.verification.map(({ kind, what, result, at }) => ({
      kind,
      what: maskSecrets(what),
      result,
      at,
    })),
    commits: decision.commits.map(({ sha, distance }) => ({ sha, distance })),
    followUp: decision.followUp && { ...decision.followUp },
    proof: levelsAtExport(view, isSigned),
    code,
  };
}

function masked(text: string | null): string | null {
  return text === null ? null : maskSecrets(text);
}
