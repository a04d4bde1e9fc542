import type { Judgement, Observation } from '../../core/follow/follower.ts';
import { withLf } from '../../core/follow/lineBreaks.ts';
import type { RecordSink } from '../../core/ledger/port.ts';
import type { InlineSuggestion } from '../../core/recognise/inlineSuggestions.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { canonicalJson } from '../../core/shared/json.ts';
import type { DocumentScope } from './scope.ts';

/** What a suggestion is recorded with besides its text. */
export interface SuggestionContext {
  readonly scope: DocumentScope;
  readonly language: string;
  readonly group: string;
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

  /** The id a suggestion has in the ledger: a hash of tool, session, call and file. */
  idOf(suggestion: InlineSuggestion, file: string): string {
    return this.#digest.sha256(canonicalJson(['unknown', this.#session, suggestion.number, file])).slice(0, 32);
  }

  inlineSuggestion(
    id: string,
    suggestion: InlineSuggestion,
    part: number,
    { scope, language, group }: SuggestionContext,
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
          surface: 'inline',
          tool: { name: 'unknown', model: null },
          language,
          evidence: [{ kind: 'mark', confidence: 0.95, source: 'the key that accepts an inline suggestion' }],
          confidence: 0.95,
          suggestions: 1,
          revision: part,
          turn: null,
          answer: 'accepted',
          size: { before: sizeOf(suggestion.before), suggested: sizeOf(suggestion.suggested) },
        },
      },
      {
        file: scope.file,
        workspace: scope.workspace,
        before: full ? withLf(suggestion.before).text : undefined,
        suggested: full ? withLf(suggestion.suggested).text : undefined,
      },
    );
  }

  /** What stands in the place of this suggestion may be stored: its own code was, by another window. */
  keepContent(suggestion: string): void {
    if (!this.#kept.has(suggestion)) this.#kept.set(suggestion, undefined);
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
