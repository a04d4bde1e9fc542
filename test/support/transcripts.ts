import fs from 'node:fs';
import type {
  Gap,
  TranscriptLine,
  TranscriptReader,
  TranscriptSuggestion,
} from '../../src/core/recognise/transcripts/transcript.ts';

/** What a reader made of lines. */
export interface ReadTranscript {
  readonly suggestions: readonly TranscriptSuggestion[];
  readonly gaps: readonly Gap[];
}

/** Gives a reader all its lines. */
export function readTranscript(reader: TranscriptReader, lines: Iterable<TranscriptLine>): ReadTranscript {
  const suggestions = [...lines].flatMap((line) => reader.read(line));
  return { suggestions: [...suggestions, ...reader.end()], gaps: reader.gaps };
}

/** A file below test/fixtures. */
export function fixture(name: string): string {
  return fs.readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
}
