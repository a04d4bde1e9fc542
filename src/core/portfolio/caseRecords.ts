import { decodeLine } from '../ledger/codec.ts';
import { aboutSuggestions } from '../ledger/about.ts';
import type { Decision } from '../ledger/decision.ts';
import { refOf } from '../ledger/privateTexts.ts';
import { ReadModel } from '../ledger/readModel.ts';
import type { SuggestionState } from '../ledger/suggestionState.ts';
import type { LedgerRecord } from '../ledger/records.ts';
import { toDecision } from '../ledger/toDecision.ts';
import type { Digest } from '../shared/digest.ts';
import { checkpoints } from '../shared/words.ts';
import type { ProvenCase } from './manifest.ts';
import type { CodeMode } from './shownText.ts';

/** A ledger line with its place among all lines. */
export interface IndexedLine {
  readonly line: string;
  readonly index: number;
}

/** A line a case rests on, with what it stands for. */
export interface CaseLine extends IndexedLine {
  readonly roles: ReadonlySet<string>;
}

/** The lines that are about one of these suggestions, by suggestion. */
export function linesAbout(lines: readonly IndexedLine[], ids: ReadonlySet<string>): Map<string, IndexedLine[]> {
  const found = new Map<string, IndexedLine[]>();
  for (const line of lines) {
    const decoded = decodeLine(line.line);
    if (decoded.kind !== 'record') continue;
    for (const id of aboutSuggestions(decoded.record).ids) {
      if (ids.has(id)) found.set(id, [...(found.get(id) ?? []), line]);
    }
  }
  return found;
}

/**
 * Of the lines about one suggestion, those its case rests on: the suggestion, the latest verdict, the latest kept
 * text, the last survival measured, what its author said and wrote, its commits, what was seen that checks it, what it
 * proved to be later, of what kind it was, a correction. In the ledger's order.
 */
export function linesOfCase(lines: readonly IndexedLine[], state: SuggestionState): CaseLine[] {
  const latest = new Map<string, { readonly order: string; readonly line: IndexedLine }>();
  for (const line of lines) {
    const decoded = decodeLine(line.line);
    if (decoded.kind !== 'record') continue;
    const { record } = decoded;
    const order = `${record.at} ${record.segment} ${String(record.seq).padStart(12, '0')}`;
    for (const role of rolesOf(record, state)) {
      const known = latest.get(role);
      if (!known || known.order < order) latest.set(role, { order, line });
    }
  }
  const measured = checkpoints.findLast((checkpoint) => latest.has(`survival ${checkpoint}`));
  const byIndex = new Map<number, { readonly line: IndexedLine; readonly roles: Set<string> }>();
  for (const [role, { line }] of latest) {
    if (role.startsWith('survival ') && role !== `survival ${measured ?? ''}`) continue;
    const known = byIndex.get(line.index);
    if (known) known.roles.add(role);
    else byIndex.set(line.index, { line, roles: new Set([role]) });
  }
  return [...byIndex.values()].map(({ line, roles }) => ({ ...line, roles })).sort((a, b) => a.index - b.index);
}

/** What a record may stand for in a case; of several records in one role the latest does. */
function* rolesOf(record: LedgerRecord, state: SuggestionState): Iterable<string> {
  switch (record.type) {
    case 'suggestion':
      if (record.segment === state.place.segment && record.seq === state.place.seq) yield 'suggestion';
      return;
    case 'survival':
      if (record.body.distance !== null) yield `survival ${record.body.checkpoint}`;
      if (record.body.texts['kept'] !== undefined) yield 'kept';
      return;
    case 'verdict':
      yield 'verdict';
      if (record.body.texts['kept'] !== undefined) yield 'kept';
      return;
    case 'commit':
      yield `commit ${record.segment} ${String(record.seq)}`;
      return;
    case 'verification':
      // Of the runs of one check the last of each result.
      yield `verification ${record.body.kind} ${record.body.what} ${record.body.result}`;
      return;
    case 'classified':
      if (record.body.kind !== undefined) yield `kind ${record.body.by}`;
      if (record.body.domain !== undefined) yield `domain ${record.body.by}`;
      return;
    case 'reflection':
    case 'case':
    case 'correction':
    case 'followUp':
      yield record.type;
      return;
    case 'segment':
    case 'skipped':
    case 'asked':
    case 'rule':
    case 'week':
    case 'reconsidered':
    case 'lessons':
    case 'forgotten':
    case 'pattern':
    case 'practice':
    case 'prediction':
    case 'checkpoint':
  }
}

/** A case as its page shows it: everything in it comes from the proven records and their published texts. */
export interface CaseView {
  readonly state: SuggestionState;
  readonly decision: Decision;
  readonly code: CodeMode;
  /** Place of the suggestion's record among all records, from 1. */
  readonly number: number;
  /** Names of texts that were cut; with them the lines left out at their end. */
  readonly cut: ReadonlyMap<string, number>;
  /** Names of texts in which something was masked or replaced, so that they are not what stands in the repository. */
  readonly redacted: ReadonlySet<string>;
}

/** Puts a case together again from its proof; `undefined` where the records do not hold that suggestion. */
export function viewCase(proven: ProvenCase, digest: Digest): CaseView | undefined {
  const model = new ReadModel();
  const texts = new Map<string, Record<string, string>>();
  const cut = new Map<string, number>();
  const redacted = new Set<string>();
  let number = 0;
  for (const { line, index, texts: shown } of proven.records) {
    const decoded = decodeLine(line);
    if (decoded.kind !== 'record') continue;
    model.add(decoded.record);
    const entries = Object.entries(shown);
    texts.set(
      refOf(aboutSuggestions(decoded.record).texts, digest),
      Object.fromEntries(entries.map(([name, { text }]) => [name, text])),
    );
    for (const [name, { altered, linesCut }] of entries) {
      if (altered === 'cut') cut.set(name, linesCut ?? 0);
      else if (altered !== undefined) redacted.add(name);
    }
    if (decoded.record.type === 'suggestion') number = index + 1;
  }
  const state = model.suggestions.get(proven.id);
  if (!state) return undefined;
  const decision = toDecision(state, (hashes) => texts.get(refOf(hashes, digest)) ?? {});
  return { state, decision, code: proven.code, number, cut, redacted };
}
