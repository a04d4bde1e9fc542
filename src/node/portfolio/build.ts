import { setImmediate as nextTurn } from 'node:timers/promises';
import { linesAbout, linesOfCase, viewCase, type IndexedLine } from '../../core/portfolio/caseRecords.ts';
import { drawPictures } from '../../core/portfolio/charts/drawPictures.ts';
import { countCorrections } from '../../core/portfolio/corrections.ts';
import { chosenCases, proposeCases } from '../../core/portfolio/choose.ts';
import { evidenceJson, evidenceName } from '../../core/portfolio/evidence/evidenceJson.ts';
import { encodeManifest, manifestName, rendering, sumsFor, sumsName } from '../../core/portfolio/manifest.ts';
import { htmlName, renderHtml } from '../../core/portfolio/html/renderHtml.ts';
import { inPeriod, type Period } from '../../core/portfolio/period.ts';
import type { NameRule } from '../../core/portfolio/redact/names.ts';
import { provenEarlier, spread } from '../../core/portfolio/proof/earlierAnchors.ts';
import { openRedactor } from '../../core/portfolio/redact/openRedactor.ts';
import type { MaskedPlace } from '../../core/portfolio/redact/places.ts';
import { redactedCases, unpublishableStates } from '../../core/portfolio/redact/redactedCases.ts';
import { redactStates, type RedactedStates } from '../../core/portfolio/redact/redactedStates.ts';
import type { Redactor } from '../../core/portfolio/redact/redactor.ts';
import { requireNoSecrets } from '../../core/portfolio/redact/residue.ts';
import { renderMarkdown } from '../../core/portfolio/renderMarkdown.ts';
import { codeModes, type CodeMode } from '../../core/portfolio/shownText.ts';
import type { PracticeShown } from '../../core/portfolio/practiceShown.ts';
import { groupStates } from '../../core/portfolio/groups.ts';
import { practicesOf } from '../../core/portfolio/practices.ts';
import { summarise, type KeptPrompt, type PlainWords } from '../../core/portfolio/summary.ts';
import { pageName } from '../../core/portfolio/verifyPortfolio.ts';
import { mapPractice, publishedPractice, textsOfPractice } from '../../core/practice/published.ts';
import { attributionOf } from '../../core/ledger/attribution.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Checkpoint, Ledger } from '../ledger/ledger.ts';
import { readAnchors } from '../ledger/anchors.ts';
import { scanForSecrets } from './secretScan.ts';
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
  /** What the author builds, in their own words: the first line of the page. */
  readonly about?: string | undefined;
  /** The author's words for people who do not program. */
  readonly plain?: PlainWords | undefined;
  /** Names that are not to be published, each with what stands in its place. */
  readonly names?: readonly NameRule[] | undefined;
  /** The fingerprint of the key it will be signed with when it is written; undefined where it will not be. */
  readonly signedWith?: string | undefined;
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
  /** The fingerprint of the key it says it is signed with. */
  readonly signedWith: string | undefined;
  /** What an earlier checkpoint covered and the ledger has no more, in words for people. */
  readonly lost: readonly string[];
  /** Decisions counted in the period. */
  readonly decisions: number;
  /** Where a secret was masked, and which records were left out because they cannot be redacted. */
  readonly masked: readonly MaskedPlace[];
}

/**
 * Builds a portfolio. The same ledger and time give the same bytes. Ends with a checkpoint in the ledger, the one the
 * portfolio is proved against.
 * @throws PairfolioError `usage`, `not-found`, `ledger-unreadable`, `ledger-unwritable`, `verification-failed`, `cancelled`
 */
export async function buildPortfolio(ledger: Ledger, options: BuildOptions): Promise<BuiltPortfolio> {
  const { clock, digest, signedWith, code = 'full' } = options;
  if (signedWith !== undefined && options.cases === undefined)
    throw new PairfolioError(
      'usage',
      'A draft is not signed: read it, choose its cases (`--cases ID,…`), and sign that.',
    );
  const { redactor, masked } = await openRedactor(options.names ?? [], scanForSecrets);
  const exported = isoTime(clock.now());
  const step = (name: ExportStep): Promise<void> => takeStep(name, options);
  await step('reading the record');
  await ledger.readSoon({ signal: options.signal });
  const everything = ledger.states({ all: true });
  const all = ledger.states();
  const inside = (states: readonly SuggestionState[]): SuggestionState[] => within(ledger, states, options);
  const states = inside(all);
  const counted = await redactStates(all, redactor);

  await step('choosing cases');
  const fileOf = (state: SuggestionState): string | null => ledger.texts.lookUp(state.body.texts)['file'] ?? null;
  const chosen = options.cases
    ? chosenCases(
        options.cases.map(({ id }) => id),
        states,
        all,
      )
    : await publishable(states, counted, redactor, (open) => proposeCases(open, fileOf));
  const codeOf = (index: number): CodeMode => options.cases?.[index]?.code ?? code;

  await step('proving them');
  const ids = new Set(chosen.map(({ id }) => id));
  const { checkpoint, about } = await record(ledger, ids, options.signal);
  const entry = (hashes: Readonly<Record<string, string>>): ReturnType<typeof ledger.texts.entry> =>
    ledger.texts.entry(hashes);
  const wanted = chosen.map((state, index) => ({
    state,
    lines: linesOfCase(about.get(state.id) ?? [], state),
    code: codeOf(index),
  }));
  const redacted = await redactedCases(wanted, checkpoint, entry, digest, redactor);
  const { cases, anchors } = provenEarlier(redacted.cases, checkpoint.earlier);
  const considered = inside(everything);
  const prompts = await redactedPrompts(ledger, states, redactor);
  const practice = await redactedPractice(ledger, counted.of(states), options, redactor);
  const reviewed = options.cases !== undefined;
  const summary = summarise(counted.of(states), counted.of(all), {
    about: await redactedText(options.about, redactor),
    plain: options.plain && { ...options.plain, words: await redactedText(options.plain.words, redactor) },
    keptPrompts: prompts.shown,
    period: options.period,
    oneWorkspace: options.workspace !== undefined,
    reviewed,
    codes: codeModes.filter((mode) => cases.some((one) => one.code === mode)),
    exported,
    record: { root: checkpoint.root, size: checkpoint.size },
    signed: signedWith,
    leftOut: {
      improbable: considered.filter((state) => attributionOf(state) === 'probable').length,
      corrected: considered.filter((state) => attributionOf(state) === 'not-ai').length,
      unread: ledger.unread.damaged + ledger.unread.newer,
      lost: checkpoint.lost.length,
    },
    corrections: countCorrections(considered),
    practice: practice.shown,
  });
  const views = cases.flatMap((proven) => viewCase(proven, digest) ?? []);
  const page = renderMarkdown(summary, views);
  const pictures = drawPictures(summary);
  const pages: NewFile[] = [
    { name: pageName, text: page },
    { name: htmlName, text: renderHtml(page, pictures, digest) },
    { name: evidenceName, text: evidenceJson(summary, views) },
    ...pictures.map(({ name, svg }) => ({ name, text: svg })),
  ];
  const listed = pages.map(({ name, text }) => ({ name, sha256: digest.sha256(text), size: Buffer.byteLength(text) }));
  const manifest = encodeManifest(
    {
      exported,
      reviewed,
      rendering,
      ...(signedWith === undefined ? {} : { signed: { key: signedWith } }),
      record: summary.record,
      ...(anchors.length > 0 ? { anchors } : {}),
      files: listed,
      cases,
    },
    digest,
  );
  const sums = sumsFor(listed, digest.sha256(manifest));
  const files = [...pages, { name: manifestName, text: manifest }, { name: sumsName, text: sums }];
  await requireNoSecrets(files, scanForSecrets, redactor);
  return {
    files,
    cases: chosen.map(({ id }) => id),
    draft: !reviewed,
    signedWith,
    lost: checkpoint.lost,
    decisions: summary.groups.length,
    masked: [
      ...masked,
      ...maskedIn('about', options.about, redactor),
      ...maskedIn('stakeholders', options.plain?.words, redactor),
      ...redacted.masked,
      ...prompts.masked,
      ...practice.masked,
      // What is counted need not be shown.
      ...counted.masked.filter(({ kind }) => page.includes(`secret:${kind}`)),
    ],
  };
}

/** Rules and reviews the author wants to show, as they may be published. */
async function redactedPractice(
  ledger: Ledger,
  states: readonly SuggestionState[],
  { period, workspace }: BuildOptions,
  redactor: Redactor,
): Promise<{ readonly shown: PracticeShown; readonly masked: readonly MaskedPlace[] }> {
  const { practice } = ledger.read();
  const lookUp = (hashes: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    ledger.texts.lookUp(hashes);
  // Most have none, and a long record is not counted for nothing.
  const groups = practice.rules.size === 0 ? [] : groupStates(states);
  const shown = publishedPractice(practice, groups, lookUp, { period, oneWorkspace: workspace !== undefined });
  const texts = textsOfPractice(shown);
  await redactor.prepare(texts);
  return {
    shown: mapPractice(shown, (text) => redactor.redact(text).text),
    masked: texts.flatMap((text) => maskedIn('practice', text, redactor)),
  };
}

/** The practices kept from decisions of the period, the newest first; those whose words were forgotten are gone. */
async function redactedPrompts(
  ledger: Ledger,
  states: readonly SuggestionState[],
  redactor: Redactor,
): Promise<{ readonly shown: readonly KeptPrompt[]; readonly masked: readonly MaskedPlace[] }> {
  const kept = practicesOf(states, (hashes) => ledger.texts.lookUp(hashes));
  const texts = kept.flatMap(({ title, prompt }) => [title, prompt]);
  await redactor.prepare(texts);
  const said = (text: string): string => redactor.redact(text).text;
  return {
    shown: kept.map(({ title, prompt }) => ({ title: said(title), prompt: said(prompt) })),
    masked: texts.flatMap((text) => maskedIn('practice', text, redactor)),
  };
}

async function redactedText<T extends string | undefined>(text: T, redactor: Redactor): Promise<string | T> {
  if (text === undefined) return text;
  await redactor.prepare([text]);
  return redactor.redact(text).text;
}

function maskedIn(where: string, text: string | undefined, redactor: Redactor): MaskedPlace[] {
  return text === undefined ? [] : redactor.redact(text).marks.map((mark) => ({ case: null, where, ...mark }));
}

/** Proposes cases of which none needs a record that cannot be redacted. */
async function publishable(
  states: readonly SuggestionState[],
  counted: RedactedStates,
  redactor: Redactor,
  propose: (states: readonly SuggestionState[]) => SuggestionState[],
): Promise<SuggestionState[]> {
  // What names a tool or a model that is to be redacted goes at once, what only its ids give away as it comes up.
  let open = states.filter((state) => !counted.isAltered(state));
  for (;;) {
    const proposed = propose(open);
    const blocked = await unpublishableStates(proposed, redactor);
    if (blocked.size === 0) return proposed;
    open = open.filter(({ id }) => !blocked.has(id));
  }
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
  // Looking for the ids first saves parsing nearly all lines, and looking for all of them at once most of the looking.
  const anyId = new RegExp(
    [...ids].map((id) => id.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)).join('|') || '(?!)',
  );
  const prove = (line: string, index: number): boolean => {
    const isWanted = anyId.test(line);
    if (isWanted) found.push({ line, index });
    return isWanted;
  };
  const earlier = spread(readAnchors(ledger.home));
  const checkpoint = await ledger.checkpointSoon('export', { signal, prove, earlier });
  return { checkpoint, about: linesAbout(found, ids) };
}
