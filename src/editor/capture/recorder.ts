import type { Judgement, Observation } from '../../core/follow/follower.ts';
import { withLf } from '../../core/follow/lineBreaks.ts';
import type { RecordSink } from '../../core/ledger/port.ts';
import type { Finding } from '../../core/recognise/finding.ts';
import type { InlineSuggestion } from '../../core/recognise/inlineSuggestions.ts';
import { believedFrom } from '../../core/recognise/recognise.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { canonicalJson } from '../../core/shared/json.ts';
import type { DocumentScope } from './scope.ts';

/** The tool a suggestion came from, as far as it is known, and what it was asked. */
export interface SuggestionSource {
  readonly tool: { readonly name: string; readonly model: string | null };
  readonly turn: { readonly session: string; readonly index: number } | null;
  readonly prompt: string | null;
}

/** What a suggestion is recorded with besides its text. */
export interface SuggestionContext {
  readonly scope: DocumentScope;
  readonly language: string;
  readonly group: string;
  /** Counts the times it was recorded with more of it. */
  readonly revision: number;
  /** Why it is believed to be an AI's. */
  readonly finding: Finding;
  readonly source?: SuggestionSource;
}

/** Writes what the editor saw into the ledger. The only place that knows both shapes. */
export class Recorder {
  readonly #sink: RecordSink & { isForgotten(suggestion: string): boolean };
  readonly #clock: Clock;
  readonly #digest: Digest;
  /** Names this window among all that ever wrote; part of each id. */
  readonly #session: string;
  /** Suggestions whose code may be kept, with the text that was last stored for each. */
  readonly #kept = new Map<string, string | undefined>();

  constructor(sink: RecordSink & { isForgotten(suggestion: string): boolean }, clock: Clock, digest: Digest) {
    this.#sink = sink;
    this.#clock = clock;
    this.#digest = digest;
    this.#session = digest.random(16);
  }

  /**
   * The id a suggestion has in the ledger: a hash of tool, session, call and file.
   * @param call names the suggestion among those of this window
   */
  idOf(call: string, file: string): string {
    return this.#digest.sha256(canonicalJson(['unknown', this.#session, call, file])).slice(0, 32);
  }

  suggestion(
    id: string,
    suggestion: Pick<InlineSuggestion, 'before' | 'suggested' | 'at'>,
    { scope, language, group, revision, finding, source }: SuggestionContext,
  ): void {
    const full = scope.content === 'full';
    if (full) this.#kept.set(id, undefined);
    this.#sink.append(
      {
        type: 'suggestion',
        at: isoTime(suggestion.at),
        body: {
          id,
          group,
          surface: finding.surface ?? 'inline',
          tool: { ...(source?.tool ?? unknownTool) },
          language,
          evidence: finding.evidence ? [{ ...finding.evidence }] : [],
          confidence: finding.confidence,
          suggestions: 1,
          revision,
          turn: source?.turn ? { ...source.turn } : null,
          answer: finding.confidence < believedFrom ? 'none' : 'accepted',
          size: { before: sizeOf(suggestion.before), suggested: sizeOf(suggestion.suggested) },
        },
      },
      {
        file: scope.file,
        workspace: scope.workspace,
        repository: scope.repository,
        before: full ? withLf(suggestion.before).text : undefined,
        suggested: full ? withLf(suggestion.suggested).text : undefined,
        prompt: (full && source?.prompt) || undefined,
      },
    );
  }

  /** A suggestion was shown and sent away. Its text was never seen, so there is none to keep or to follow. */
  dismissed(at: number, language: string, scope: DocumentScope): void {
    const id = this.idOf(`dismissed ${this.#digest.random(8)}`, scope.file);
    const nothing = { characters: 0, lines: 0 };
    this.#sink.append(
      {
        type: 'suggestion',
        at: isoTime(at),
        body: {
          id,
          group: id,
          surface: 'inline',
          tool: { ...unknownTool },
          language,
          evidence: [{ kind: 'mark', confidence: 0.95, source: 'the key that dismisses an inline suggestion' }],
          confidence: 0.95,
          suggestions: 1,
          turn: null,
          answer: 'rejected',
          size: { before: nothing, suggested: nothing },
        },
      },
      { file: scope.file, workspace: scope.workspace, repository: scope.repository },
    );
    this.#sink.append({
      type: 'verdict',
      at: isoTime(at),
      body: { suggestion: id, label: 'overrode', settled: true, because: 'rejected' },
    });
  }

  /** The developer said whether suggestions were an AI's. */
  corrected(suggestions: readonly string[], ai: boolean): void {
    this.#sink.append({ type: 'correction', at: this.#now(), body: { suggestions: [...suggestions], ai } });
  }

  /** What stands in the place of this suggestion may be stored: its own code was, by another window. */
  keepContent(suggestion: string): void {
    if (!this.#kept.has(suggestion)) this.#kept.set(suggestion, undefined);
  }

  /** Nothing that stands in the place of this suggestion may be stored from now on. */
  dropContent(suggestion: string): void {
    this.#kept.delete(suggestion);
  }

  observed({ kept, ...survival }: Observation): void {
    if (this.#sink.isForgotten(survival.suggestion)) return;
    this.#sink.append(
      { type: 'survival', at: this.#now(), body: rounded(survival) },
      this.#texts(survival.suggestion, kept),
    );
  }

  judged({ kept, ...verdict }: Judgement): void {
    if (this.#sink.isForgotten(verdict.suggestion)) return;
    this.#sink.append({ type: 'verdict', at: this.#now(), body: verdict }, this.#texts(verdict.suggestion, kept));
  }

  committed(suggestion: string, sha: string, distance: number): void {
    if (this.#sink.isForgotten(suggestion)) return;
    this.#sink.append({ type: 'commit', at: this.#now(), body: { suggestion, distance: round(distance) } }, { sha });
  }

  #now(): string {
    return isoTime(this.#clock.now());
  }

  /** The text is stored once for as long as it stays the same: a verdict often says what a survival just measured. */
  #texts(suggestion: string, text: string): Record<string, string | undefined> {
    const kept = withLf(text).text;
    if (!this.#kept.has(suggestion) || this.#kept.get(suggestion) === kept) return {};
    this.#kept.set(suggestion, kept);
    return { kept };
  }
}

const unknownTool = { name: 'unknown', model: null };

function sizeOf(text: string): { characters: number; lines: number } {
  return { characters: text.length, lines: text === '' ? 0 : text.split('\n').length };
}

function rounded<T extends Omit<Observation, 'kept'>>(survival: T): T {
  return {
    ...survival,
    distance: round(survival.distance),
    retained: survival.retained === null ? null : round(survival.retained),
    fourGram: round(survival.fourGram),
    noRevert: round(survival.noRevert),
  };
}

/** Four digits say all there is to say and keep records short. */
function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
