import { setImmediate as nextTurn } from 'node:timers/promises';
import { linesAbout, linesOfCase, viewCase, type IndexedLine } from '../../core/portfolio/caseRecords.ts';
import { countCorrections } from '../../core/portfolio/corrections.ts';
import { chosenCases, proposeCases } from '../../core/portfolio/choose.ts';
import {
  encodeManifest,
  manifestName,
  rendering,
  sumsFor,
  sumsName,
  type ProvenCase,
} from '../../core/portfolio/manifest.ts';
import { inPeriod, type Period } from '../../core/portfolio/period.ts';
import { proveCase } from '../../core/portfolio/proveCase.ts';
import { renderMarkdown } from '../../core/portfolio/renderMarkdown.ts';
import type { CodeMode } from '../../core/portfolio/shownText.ts';
import { summarise } from '../../core/portfolio/summary.ts';
import { pageName } from '../../core/portfolio/verifyPortfolio.ts';
import { attributionOf } from '../../core/ledger/attribution.ts';
import type { SuggestionState } from '../../core/ledger/readModel.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Checkpoint, Ledger } from '../ledger/ledger.ts';
import { lookBeforeWriting, writeFiles } from './writePortfolio.ts';

/** What to export and with what. */
export interface ExportOptions {
  /** The folder to write into; created where it is missing. */
  readonly out: string;
  /** Decision ids, or unambiguous beginnings; without them cases are proposed and the portfolio is a draft. */
  readonly cases?: readonly string[] | undefined;
  readonly code?: CodeMode | undefined;
  readonly period?: Period | undefined;
  readonly workspace?: string | undefined;
  readonly clock: Clock;
  readonly digest: Digest;
  /** Asked when files of an earlier export were changed by hand since; without it the export fails then. */
  readonly mayOverwrite?: ((names: readonly string[]) => Promise<boolean>) | undefined;
  readonly onProgress?: ((step: ExportStep) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The steps of an export in their order, for progress. */
export const exportSteps = ['reading the record', 'choosing cases', 'proving them', 'writing'] as const;
export type ExportStep = (typeof exportSteps)[number];

/** What was written. */
export interface ExportResult {
  /** Paths of the files. */
  readonly files: readonly string[];
  /** Ids of the cases shown, in their order. */
  readonly cases: readonly string[];
  /** Whether the cases were proposed, not chosen. */
  readonly draft: boolean;
  /** Decisions counted in the period. */
  readonly decisions: number;
}

/**
 * Writes a portfolio. The same ledger and time give the same bytes.
 * @throws PairfolioError `usage`, `not-found`, `output-unwritable`, `ledger-unreadable`, `ledger-unwritable`, `cancelled`
 */
export async function exportPortfolio(ledger: Ledger, options: ExportOptions): Promise<ExportResult> {
  const { clock, digest, code = 'full' } = options;
  const exported = isoTime(clock.now());
  const step = async (name: ExportStep): Promise<void> => {
    options.onProgress?.(name);
    // Lets a waiting editor breathe, and a cancellation arrive.
    await nextTurn();
    if (options.signal?.aborted === true)
      throw new PairfolioError('cancelled', 'The export was cancelled; nothing was written.');
  };
  const names = [pageName, manifestName, sumsName];
  const { changed } = lookBeforeWriting(options.out, names, digest);
  if (changed.length > 0 && (await options.mayOverwrite?.(changed)) !== true) {
    throw new PairfolioError(
      'output-unwritable',
      `${changed.join(', ')} in ${options.out} was changed since it was exported; move it away or choose another folder.`,
    );
  }

  await step('reading the record');
  await ledger.readSoon({ signal: options.signal });
  const everything = ledger.states({ all: true });
  const all = ledger.states();
  const inside = (states: readonly SuggestionState[]): SuggestionState[] => within(ledger, states, options);
  const states = inside(all);

  await step('choosing cases');
  const fileOf = (state: SuggestionState): string | null => ledger.texts.lookUp(state.body.texts)['file'] ?? null;
  const chosen = options.cases ? chosenCases(options.cases, states, all) : proposeCases(states, fileOf);

  await step('proving them');
  const ids = new Set(chosen.map(({ id }) => id));
  const { checkpoint, about } = await record(ledger, ids, options.signal);
  const entry = (hashes: Readonly<Record<string, string>>): ReturnType<typeof ledger.texts.entry> =>
    ledger.texts.entry(hashes);
  const cases: ProvenCase[] = chosen.map((state) =>
    proveCase(state, linesOfCase(about.get(state.id) ?? [], state), checkpoint, entry, code, digest),
  );
  const considered = inside(everything);
  const reviewed = options.cases !== undefined;
  const summary = summarise(states, all, {
    period: options.period,
    oneWorkspace: options.workspace !== undefined,
    reviewed,
    code,
    exported,
    record: { root: checkpoint.root, size: checkpoint.size },
    leftOut: {
      improbable: considered.filter((state) => attributionOf(state) === 'probable').length,
      corrected: considered.filter((state) => attributionOf(state) === 'not-ai').length,
      unread: ledger.unread.damaged + ledger.unread.newer,
    },
    corrections: countCorrections(considered),
  });
  const page = renderMarkdown(
    summary,
    cases.flatMap((proven) => viewCase(proven, digest) ?? []),
  );
  const listed = [{ name: pageName, sha256: digest.sha256(page), size: Buffer.byteLength(page) }];
  const manifest = encodeManifest(
    { exported, reviewed, rendering, record: summary.record, files: listed, cases },
    digest,
  );
  const sums = sumsFor(listed, digest.sha256(manifest));

  await step('writing');
  const files = writeFiles(options.out, [
    { name: pageName, text: page },
    { name: manifestName, text: manifest },
    { name: sumsName, text: sums },
  ]);
  return { files, cases: chosen.map(({ id }) => id), draft: !reviewed, decisions: summary.groups.length };
}

function within(
  ledger: Ledger,
  states: readonly SuggestionState[],
  { period, workspace }: ExportOptions,
): SuggestionState[] {
  const inside = states.filter(({ at }) => inPeriod(period, at));
  if (workspace === undefined) return inside;
  return inside.filter((state) => ledger.texts.lookUp(state.body.texts)['workspace'] === workspace);
}

/** The export's checkpoint, and the lines the cases need. The other lines are let go at once. */
async function record(
  ledger: Ledger,
  ids: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<{ readonly checkpoint: Checkpoint; readonly about: ReturnType<typeof linesAbout> }> {
  const found: IndexedLine[] = [];
  const wanted = [...ids];
  const prove = (line: string, index: number): boolean => {
    // Looking for the ids first saves parsing nearly all lines.
    const isWanted = wanted.some((id) => line.includes(id));
    if (isWanted) found.push({ line, index });
    return isWanted;
  };
  const checkpoint = await ledger.checkpointSoon('export', { signal, prove });
  return { checkpoint, about: linesAbout(found, ids) };
}
