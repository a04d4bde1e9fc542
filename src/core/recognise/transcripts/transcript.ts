import type { TextRange } from '../../shared/textEdit.ts';
import type { Surface } from '../../shared/words.ts';

// What every adapter gives, whatever the tool: from the lines of a transcript to suggestions, nothing else. An adapter
// knows one tool's format; it reads no files, asks no git and judges nothing.

/** Text an agent's turn changed in one file, without context, line breaks as `\n`. */
export interface ChangedText {
  readonly before: string;
  readonly suggested: string;
}

/** What one turn of an agent's session did to one file, net of what it undid itself. */
export interface TranscriptSuggestion {
  /** Tool name as the ledger has it: `claude-code`. */
  readonly tool: string;
  readonly model: string | null;
  readonly session: string;
  /** Number of the turn in its session, from 0. */
  readonly turn: number;
  /** The tool's ids of the calls it stands for, first to last; there is at least one. */
  readonly callIds: readonly string[];
  /** As the tool wrote it: usually absolute. */
  readonly file: string;
  /** The folder the tool worked in. */
  readonly cwd: string | null;
  /** When the last of its edits was made: ISO 8601. */
  readonly at: string;
  /** The user's own words that started the turn. */
  readonly prompt: string | null;
  readonly language: string | null;
  /** The changed places in order. */
  readonly hunks: readonly ChangedText[];
  /** The whole file right after the last edit, line breaks as `\n`; null where the transcript does not say. */
  readonly after: string | null;
  /** Where each hunk's `suggested` stands in `after`; null where `after` is. */
  readonly ranges: readonly TextRange[] | null;
  /** The whole file before the turn's first edit; null where the transcript does not say. */
  readonly base: string | null;
  /** Whether the turn created the file. */
  readonly created: boolean;
  /** What the tool recorded about the user's answer; `automatic` is a setting, not an answer. */
  readonly answer: 'accepted' | 'modified' | 'rejected' | 'automatic' | 'none';
  /** How many of the tool's edits it stands for. */
  readonly suggestions: number;
  /** Where the tool showed it; an agent's turn where it is not said. */
  readonly surface?: Exclude<Surface, 'paste'>;
}

/** A line that could not be used. Lines count from 1. */
export interface Gap {
  readonly line: number;
  readonly why: 'not JSON' | 'cut off' | 'too long';
}

/** One line of a transcript, or the fact that there was one too long to read. */
export type TranscriptLine = string | { readonly tooLong: number };

/** Reads one session. The same reader must see all its lines, in the order of time. */
export interface TranscriptReader {
  /** @returns the suggestions this line completes: those of the turn before, when a new one begins */
  read(line: TranscriptLine): readonly TranscriptSuggestion[];
  /** After the last line. @returns the suggestions of the last turn */
  end(): readonly TranscriptSuggestion[];
  /** What could not be read so far. */
  readonly gaps: readonly Gap[];
}
