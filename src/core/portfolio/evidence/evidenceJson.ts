import * as v from 'valibot';
import { parseJson, type Json } from '../../shared/json.ts';
import type { CaseView } from '../caseRecords.ts';
import { lastDay } from '../period.ts';
import type { Summary } from '../summary.ts';
import { evidenceCase } from './evidenceCase.ts';
import { evidenceCounts } from './evidenceCounts.ts';
import { portfolioForm, portfolioSchema, type PortfolioData } from './evidenceSchema.ts';

/** The machine-readable part of a portfolio. */
export const evidenceName = 'portfolio.json';

/** portfolio.json, to the byte: the same summary and cases give the same text. */
export function evidenceJson(summary: Summary, cases: readonly CaseView[]): string {
  const { period, first, last } = summary;
  const data: PortfolioData = {
    schema: portfolioSchema,
    exported: summary.exported,
    period: {
      asked: period !== undefined,
      from: period?.start ?? first,
      to: period ? lastDay(period) : last,
    },
    oneWorkspace: summary.oneWorkspace,
    reviewed: summary.reviewed,
    record: { ...summary.record },
    counts: evidenceCounts(summary),
    method: methods(summary),
    cases: cases.map((view, index) => evidenceCase(view, index + 1, summary.signed !== undefined)),
  };
  return encodeEvidence(data);
}

/** Ids of the rules and limits that hold; docs/portfolio-json.md says what each means. */
function methods({ reviewed, oneWorkspace }: Summary): string[] {
  return [
    'observed-beside-stated',
    'counts-decisions',
    'shares-from-twenty',
    'wilson-95',
    reviewed ? 'cases-chosen-by-author' : 'cases-proposed-by-program',
    ...(oneWorkspace ? ['one-workspace'] : []),
    'secrets-masked',
    'times-utc',
    'record-kept-by-author',
    'counts-not-recomputable',
  ];
}

/** Characters that hide or reorder text in whatever shows the file; as escapes they are the same data. */
const hidden = /[\p{Cf}\u007f-\u009f\u2028\u2029]/gu;

/** JSON with two spaces of indentation, in which no character hides. */
export function encodeEvidence(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(hidden, (character) =>
    Array.from({ length: character.length }, (_, at) => `\\u${hex(character.charCodeAt(at))}`).join(''),
  );
  return `${text}\n`;
}

function hex(unit: number): string {
  return unit.toString(16).padStart(4, '0');
}

/** portfolio.json as read, or what is wrong with it in one sentence. `json` is the same data, as it was parsed. */
export type ReadEvidence =
  | { readonly ok: true; readonly data: PortfolioData; readonly json: Json }
  | { readonly ok: false; readonly problem: string };

/** Reads portfolio.json. Fields of a newer version are kept. Never throws. */
export function readEvidence(text: string): ReadEvidence {
  const json = parseJson(text);
  if (json === undefined)
    return { ok: false, problem: `${evidenceName} is not JSON: it is damaged, or something else.` };
  const parsed = v.safeParse(portfolioForm, json);
  if (parsed.success) return { ok: true, data: parsed.output, json };
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue);
  return {
    ok: false,
    problem: `${evidenceName} is not in a form this version of Pairfolio can read${where === null ? '' : ` (at ${where.slice(0, 80)})`}.`,
  };
}
