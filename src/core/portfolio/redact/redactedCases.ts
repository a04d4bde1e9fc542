import { decodeLine } from '../../ledger/codec.ts';
import type { ProofStep } from '../../ledger/merkle.ts';
import type { SuggestionState } from '../../ledger/suggestionState.ts';
import type { LedgerRecord } from '../../ledger/records.ts';
import type { Digest } from '../../shared/digest.ts';
import { PairfolioError } from '../../shared/errors.ts';
import type { CaseLine } from '../caseRecords.ts';
import type { ProvenCase } from '../manifest.ts';
import { proveCase, publishedTexts, type EntryLookup } from '../proveCase.ts';
import type { CodeMode } from '../shownText.ts';
import type { MaskedPlace } from './places.ts';
import { plainFields } from './plainFields.ts';
import type { Redactor } from './redactor.ts';

/** A case to be published, with the lines it rests on. */
export interface WantedCase {
  readonly state: SuggestionState;
  readonly lines: readonly CaseLine[];
  readonly code: CodeMode;
}

/** Without these a case would say something else than the record: better no case. */
const needed: ReadonlySet<LedgerRecord['type']> = new Set(['suggestion', 'verdict', 'correction']);

/**
 * Proves cases whose texts are redacted. Records whose plain fields hold a secret, a listed name or somebody's home
 * folder are left out, because their lines can only be published to the letter.
 * @returns the cases in their order, and where something was masked or left out
 * @throws PairfolioError `usage` where a case needs such a record
 */
export async function redactedCases(
  wanted: readonly WantedCase[],
  tree: { path(index: number): readonly ProofStep[] },
  entry: EntryLookup,
  digest: Digest,
  redactor: Redactor,
): Promise<{ readonly cases: readonly ProvenCase[]; readonly masked: readonly MaskedPlace[] }> {
  await redactor.prepare(
    wanted.flatMap(({ lines, code }) => [
      ...lines.flatMap(({ line }) => textsOf(line)),
      ...lines.flatMap((line) => Object.values(publishedTexts(line, entry, code))),
    ]),
  );
  const masked: MaskedPlace[] = [];
  const cases = wanted.map(({ state, lines, code }, index) => {
    const open = lines.filter(({ line }) => {
      const problem = lineProblem(line, redactor);
      if (!problem) return true;
      if (needed.has(problem.type)) throw unpublishable(index, state.id, problem.field, problem.kind);
      masked.push({ case: state.id, where: problem.field, line: 1, kind: problem.kind, leftOut: true });
      return false;
    });
    const { proven, marks } = proveCase(state, open, tree, entry, code, digest, (text) => redactor.redact(text));
    masked.push(...marks.map((mark) => ({ case: state.id, ...mark })));
    return proven;
  });
  return { cases, masked };
}

/**
 * Which of these suggestions cannot be a case, because their own record would have to be redacted.
 * @returns their ids
 */
export async function unpublishableStates(
  states: readonly SuggestionState[],
  redactor: Redactor,
): Promise<ReadonlySet<string>> {
  const fields = states.map(({ id, body, verdict }) => ({
    id,
    plain: [...plainFields(body), ...(verdict ? [{ field: 'because', text: verdict.because, isId: false }] : [])],
  }));
  await redactor.prepare(fields.flatMap(({ plain }) => plain.flatMap(({ text, isId }) => (isId ? [] : text))));
  const blocked = fields.filter(({ plain }) =>
    plain.some(({ text, isId }) => (isId ? redactor.idProblem(text) : redactor.problem(text)) !== undefined),
  );
  return new Set(blocked.map(({ id }) => id));
}

function textsOf(line: string): string[] {
  const decoded = decodeLine(line);
  return decoded.kind === 'record' ? plainFields(decoded.record).flatMap(({ text, isId }) => (isId ? [] : text)) : [];
}

function lineProblem(
  line: string,
  redactor: Redactor,
): { readonly type: LedgerRecord['type']; readonly field: string; readonly kind: string } | undefined {
  const decoded = decodeLine(line);
  if (decoded.kind !== 'record') return undefined;
  for (const { field, text, isId } of plainFields(decoded.record)) {
    const kind = isId ? redactor.idProblem(text) : redactor.problem(text);
    if (kind !== undefined) return { type: decoded.record.type, field, kind };
  }
  return undefined;
}

function unpublishable(index: number, id: string, field: string, kind: string): PairfolioError {
  const what = kind === 'name' ? 'a name of the list' : kind === 'path' ? 'the path of a home folder' : 'a secret';
  const remedy = kind === 'name' ? 'choose another case or take the name off the list' : 'choose another case';
  return new PairfolioError(
    'usage',
    `Case ${String(index + 1)} (${id.slice(0, 10)}) cannot be published, because the plain part of its record (${field}) holds ${what} and can only be shown to the letter; ${remedy}.`,
  );
}
