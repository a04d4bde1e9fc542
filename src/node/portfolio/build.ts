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
import type { NewFile } from './writePortfolio.ts';

/**
 * Begins a step: tells of it, lets a waiting editor breathe and a cancellation arrive.
 * @throws PairfolioError `cancelled`
 */
export async function takeStep(
  name: ExportStep,
  { onProgress, signal }: Pick<BuildOptions, 'onProgress' | 'signal'>,
): Promise<void> {
  onProgress?.(name);
  await nextTurn();
  if (signal?.aborted === true) throw new PairfolioError('cancelled', 'The export was cancelled; nothing was written.');
}

/** A decision the author chose, and how much of its code is published; without it, what holds for all. */
export interface CaseChoice {
  /** Decision id, or an unambiguous beginning of one. */
  readonly id: string;
  readonly code?: CodeMode | undefined;
}

/** What to publish and with what. */
export interface BuildOptions {
  /** Chosen cases in their order; without them cases are proposed and the portfolio is a draft. */
  readonly cases?: readonly CaseChoice[] | undefined;
  readonly code?: CodeMode | undefined;
  readonly period?: Period | undefined;
  readonly workspace?: string | undefined;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly onProgress?: ((step: ExportStep) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The steps of an export in their order, for progress. */
export const exportSteps = ['reading the record', 'choosing cases', 'proving them', 'writing'] as const;
export type ExportStep = (typeof exportSteps)[number];

/** A portfolio in memory: every file to the byte, before anything is written. */
export interface BuiltPortfolio {
  /** The page first, the manifest and SHA256SUMS last. */
  readonly files: readonly NewFile[];
  /** Ids of the cases shown, in their order. */
  readonly cases: readonly string[];
  /** Whether the cases were proposed, not chosen. */
  readonly draft: boolean;
  /** Decisions counted in the period. */
  readonly decisions: number;
}

/**
 * Builds a portfolio. The same ledger and time give the same bytes. Ends with a checkpoint in the ledger, the one the
 * portfolio is proved against.
 * @throws PairfolioError `usage`, `not-found`, `ledger-unreadable`, `ledger-unwritable`, `cancelled`
 */
export async function buildPortfolio(ledger: Ledger, options: BuildOptions): Promise<BuiltPortfolio> {
  const { clock, digest, code = 'full' } = options;
  const exported = isoTime(clock.now());
  const step = (name: ExportStep): Promise<void> => takeStep(name, options);
  await step('reading the record');
  await ledger.readSoon({ signal: options.signal });
  const everything = ledger.states({ all: true });
  const all = ledger.states();
  const inside = (states: readonly SuggestionState[]): SuggestionState[] => within(ledger, states, options);
  const states = inside(all);

  await step('choosing cases');
  const fileOf = (state: SuggestionState): string | null => ledger.texts.lookUp(state.body.texts)['file'] ?? null;
  const chosen = options.cases
    ? chosenCases(
        options.cases.map(({ id }) => id),
        states,
        all,
      )
    : proposeCases(states, fileOf);
  const codeOf = (index: number): CodeMode => options.cases?.[index]?.code ?? code;

  await step('proving them');
  const ids = new Set(chosen.map(({ id }) => id));
  const { checkpoint, about } = await record(ledger, ids, options.signal);
  const entry = (hashes: Readonly<Record<string, string>>): ReturnType<typeof ledger.texts.entry> =>
    ledger.texts.entry(hashes);
  const cases: ProvenCase[] = chosen.map((state, index) =>
    proveCase(state, linesOfCase(about.get(state.id) ?? [], state), checkpoint, entry, codeOf(index), digest),
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
  const pages: NewFile[] = [{ name: pageName, text: page }];
  const listed = pages.map(({ name, text }) => ({ name, sha256: digest.sha256(text), size: Buffer.byteLength(text) }));
  const manifest = encodeManifest(
    { exported, reviewed, rendering, record: summary.record, files: listed, cases },
    digest,
  );
  const sums = sumsFor(listed, digest.sha256(manifest));
  return {
    files: [...pages, { name: manifestName, text: manifest }, { name: sumsName, text: sums }],
    cases: chosen.map(({ id }) => id),
    draft: !reviewed,
    decisions: summary.groups.length,
  };
}

function within(
  ledger: Ledger,
  states: readonly SuggestionState[],
  { period, workspace }: BuildOptions,
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
