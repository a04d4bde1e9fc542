import { joinHunks } from '../../core/follow/hunks.ts';
import type { Decision } from '../../core/ledger/decision.ts';
import type { RecordSink } from '../../core/ledger/port.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { maskSecrets } from '../../core/ledger/secrets.ts';
import { groupId } from '../../core/recognise/transcripts/ids.ts';
import type { TranscriptSuggestion } from '../../core/recognise/transcripts/transcript.ts';
import { isoTime } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import type { Evidence } from '../../core/shared/words.ts';
import type { Judged, Survived } from './judgeSuggestion.ts';
import type { Place } from './locate.ts';

/** What the ledger holds about a suggestion already. */
export interface Known {
  readonly state: SuggestionState;
  readonly decision: Decision;
}

/** A suggestion with all that was found out about it. */
export interface Finding {
  readonly id: string;
  readonly suggestion: TranscriptSuggestion;
  readonly place: Place;
  readonly judged: Judged;
  readonly known: Known | null;
  /** Milliseconds. */
  readonly now: number;
  readonly content: 'full' | 'metrics-only';
  /** What other records of the repository say. */
  readonly witnesses: readonly Evidence[];
}

/** Whether records were written, and whether the suggestion was new. */
export type Written = 'added' | 'updated' | 'unchanged';

/** Writes into the ledger what it does not hold yet. */
export class SuggestionWriter {
  readonly #sink: RecordSink;
  readonly #digest: Digest;

  constructor(sink: RecordSink, digest: Digest) {
    this.#sink = sink;
    this.#digest = digest;
  }

  /**
   * Writes a new suggestion and its fate; of a known one only what changed: a turn that went on, a verdict that was
   * open, survival measured since.
   */
  write({ id, suggestion, place, judged, known, now, content, witnesses }: Finding): Written {
    const full = content === 'full';
    const grown = known !== null && suggestion.suggestions > known.state.body.suggestions;
    const evidence = [evidenceOf(suggestion.tool, judged.found), ...witnesses];
    const witnessed =
      known !== null && witnesses.some(({ source }) => !known.state.body.evidence.some((one) => one.source === source));
    const revision = (known?.state.body.revision ?? -1) + 1;
    // A tool may write down what it was asked only after what it did.
    const asked = full && known !== null && known.decision.prompt === null && suggestion.prompt !== null;
    if (!known || grown || witnessed || asked) this.#suggestion(id, suggestion, place, evidence, revision, full);
    const before = grown ? null : known;
    const verdict = before?.decision.verdict.settled !== true && !sameVerdict(before, judged);
    const survival = judged.survival.filter((one) => isNew(one, before));
    const commit = judged.commit;
    const newCommit = commit && !known?.decision.commits.some(({ sha }) => sha === commit.sha) ? commit : null;
    const last = known?.state.verdict ? Date.parse(known.state.verdict.at) : -Infinity;
    // Of several verdicts the latest stands: a later look must not be dated before an earlier one.
    const date = (time: number | null): string =>
      isoTime(time !== null && time > last ? time : Math.max(now, last + 1));
    for (const { time, ...body } of survival)
      this.#sink.append({ type: 'survival', at: date(time), body: { suggestion: id, ...body } });
    if (verdict) {
      const { label, settled, because, kept } = judged;
      this.#sink.append(
        { type: 'verdict', at: date(commit?.time ?? null), body: { suggestion: id, label, settled, because } },
        { kept: full ? (kept ?? undefined) : undefined },
      );
    }
    if (newCommit && (verdict || !known)) {
      const body = { suggestion: id, distance: newCommit.distance };
      this.#sink.append({ type: 'commit', at: isoTime(newCommit.time), body }, { sha: newCommit.sha });
    }
    if (!known) return 'added';
    return grown || witnessed || asked || verdict || survival.length > 0 ? 'updated' : 'unchanged';
  }

  #suggestion(
    id: string,
    suggestion: TranscriptSuggestion,
    place: Place,
    evidence: readonly Evidence[],
    revision: number,
    full: boolean,
  ): void {
    const { hunks, tool, session, callIds, model } = suggestion;
    const before = joinHunks(hunks.map((hunk) => hunk.before));
    const suggested = joinHunks(hunks.map((hunk) => hunk.suggested));
    this.#sink.append(
      {
        type: 'suggestion',
        at: suggestion.at,
        body: {
          id,
          group: groupId(suggestion, this.#digest),
          surface: suggestion.surface ?? 'agent',
          tool: { name: tool, model: model?.toWellFormed() ?? null },
          language: suggestion.language,
          evidence: evidence.map((one) => ({ ...one })),
          confidence: Math.max(...evidence.map(({ confidence }) => confidence)),
          suggestions: suggestion.suggestions,
          revision,
          turn: { session: session.toWellFormed(), index: suggestion.turn },
          answer: suggestion.answer,
          size: { before: sizeOf(before), suggested: sizeOf(suggested) },
          created: suggestion.created,
          // A resumed session may repeat this call under another name: by it the copy is known for one.
          call: callIds[0]?.toWellFormed() ?? '',
        },
      },
      {
        file: place.file,
        workspace: place.workspace ?? undefined,
        repository: place.repository?.root,
        ...(full && {
          before,
          suggested,
          prompt: suggestion.prompt ?? undefined,
          hunks: hunks.length > 1 ? JSON.stringify(hunks) : undefined,
        }),
      },
    );
  }
}

function evidenceOf(tool: string, found: boolean): Evidence {
  const source = `${tool} transcript`;
  return found ? { kind: 'digest', confidence: 0.99, source } : { kind: 'transcript', confidence: 0.95, source };
}

function sameVerdict(known: Known | null, { label, settled, because, kept }: Judged): boolean {
  const verdict = known?.state.verdict;
  if (!known || !verdict) return false;
  // Without kept texts there is none to compare.
  const sameText =
    known.decision.suggested === null ||
    known.decision.kept === (kept === null ? null : maskSecrets(kept.toWellFormed()));
  return verdict.label === label && verdict.settled === settled && verdict.because === because && sameText;
}

function isNew({ checkpoint, distance }: Survived, known: Known | null): boolean {
  const there = known?.state.survival[checkpoint];
  return !there || (there.distance === null && distance !== null);
}

function sizeOf(text: string): { characters: number; lines: number } {
  return { characters: text.length, lines: text === '' ? 0 : text.split('\n').length };
}
