import { netHunks } from '../../follow/hunks.ts';
import { asString, type Json, type JsonObject } from '../../shared/json.ts';
import { languageOf } from '../../shared/language.ts';
import { isNeighbour, type AcceptedLines } from '../runs.ts';
import { continueTool } from './continueSession.ts';
import { JsonLines } from './jsonLines.ts';
import { lf } from './replacements.ts';
import type { ChangedText, Gap, TranscriptLine, TranscriptReader, TranscriptSuggestion } from './transcript.ts';
import { pathOfUri } from './vscodeUri.ts';

/** The logs that hold proposals and what became of them, by file name without its ending. */
export const devDataKinds = ['autocomplete', 'editOutcome', 'nextEditOutcome'] as const;
export type DevDataKind = (typeof devDataKinds)[number];

const surfaces: Readonly<Record<DevDataKind, 'inline' | 'chat' | 'next-edit'>> = {
  autocomplete: 'inline',
  editOutcome: 'chat',
  nextEditOutcome: 'next-edit',
};

/**
 * Reads one log of Continue's development data: a line for each proposal that was shown, accepted or not. Neighbouring
 * completions with the same answer are one turn, so that a person is asked about them together.
 * Lines that do not say the answer, or no text, are passed over: nothing can be said about them.
 */
export class ContinueDevDataReader implements TranscriptReader {
  readonly #lines = new JsonLines();
  readonly #session: string;
  readonly #kind: DevDataKind;
  readonly #seen = new Map<string, number>();
  #turn = -1;
  #last: { readonly lines: AcceptedLines; readonly accepted: boolean } | undefined;

  /** @param session a name for the log that no other has */
  constructor(session: string, kind: DevDataKind) {
    this.#session = session;
    this.#kind = kind;
  }

  get gaps(): readonly Gap[] {
    return this.#lines.gaps;
  }

  read(line: TranscriptLine): readonly TranscriptSuggestion[] {
    const row = this.#lines.read(line);
    const accepted = row?.['accepted'];
    if (!row || typeof accepted !== 'boolean' || row['aborted'] === true) return [];
    const given = asString(row['filepath']) ?? asString(row['fileUri']);
    const file = given === undefined ? undefined : /^[a-z][a-z0-9+.-]+:/i.test(given) ? pathOfUri(given) : given;
    const hunks = this.#hunks(row);
    if (file === undefined || hunks.length === 0) return [];
    const at = timeOf(row['timestamp']);
    const first = asString(row['prefix'])?.split('\n').length ?? 0;
    this.#count({ document: file, at: Date.parse(at), first, last: first + linesIn(hunks) }, accepted);
    return [
      {
        tool: continueTool,
        model: asString(row['modelName']) ?? asString(row['modelTitle']) ?? null,
        session: this.#session,
        turn: this.#turn,
        callIds: [asString(row['completionId']) ?? this.#unnamed(at)],
        file,
        cwd: pathOfUri(row['workspaceDirUri']) ?? null,
        at,
        prompt: null, // the log has what the model was sent, not what a person said
        language: languageOf(file),
        hunks,
        after: null,
        ranges: null,
        base: null,
        created: false,
        answer: accepted ? 'accepted' : 'rejected',
        suggestions: 1,
        surface: surfaces[this.#kind],
      },
    ];
  }

  end(): readonly TranscriptSuggestion[] {
    this.#lines.end();
    return [];
  }

  #hunks(row: JsonObject): ChangedText[] {
    const completion = asString(row['completion']);
    if (this.#kind === 'autocomplete')
      return completion === undefined || completion.trim() === '' ? [] : [{ before: '', suggested: lf(completion) }];
    const [before, after] =
      this.#kind === 'editOutcome'
        ? [asString(row['previousCode']), asString(row['newCode'])]
        : [asString(row['originalEditableRange']), completion];
    if (before === undefined || after === undefined) return [];
    return netHunks(lf(before), lf(after)).map(({ before: old, suggested }) => ({ before: old, suggested }));
  }

  #count(lines: AcceptedLines, accepted: boolean): void {
    const goesOn =
      this.#kind !== 'editOutcome' && this.#last?.accepted === accepted && isNeighbour(this.#last.lines, lines);
    if (!goesOn) this.#turn += 1;
    this.#last = { lines, accepted };
  }

  /** Older lines have no id: the time, and how many there were of it. */
  #unnamed(at: string): string {
    const count = this.#seen.get(at) ?? 0;
    this.#seen.set(at, count + 1);
    return `${this.#session}/${at}/${String(count)}`;
  }
}

/** A text, or milliseconds. */
function timeOf(timestamp: Json | undefined): string {
  if (typeof timestamp === 'number' && Math.abs(timestamp) < 8.64e15) return new Date(timestamp).toISOString();
  return asString(timestamp) ?? '';
}

function linesIn(hunks: readonly ChangedText[]): number {
  return hunks.reduce((sum, { suggested }) => sum + suggested.split('\n').length - 1, 0);
}
