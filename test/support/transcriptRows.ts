import type { TranscriptSuggestion } from '../../src/core/recognise/transcripts/transcript.ts';
import { fixture } from './transcripts.ts';

/** The lines of a recorded transcript: `codex/direct.jsonl`. */
export function recordedLines(name: string): string[] {
  return fixture(name).replace(/\n$/, '').split('\n');
}

/** What most tests look at, one row a suggestion: turn, prompt, file, answer, what became what. */
export function rows(suggestions: readonly TranscriptSuggestion[]): unknown[] {
  return suggestions.map(({ turn, prompt, file, answer, hunks }) => [
    turn,
    prompt,
    file.replace('/workspace/project/', ''),
    answer,
    ...hunks.map(({ before, suggested }) => `${before} => ${suggested}`),
  ]);
}

/** Whether the ranges of a suggestion point at its hunks. */
export function rangesFit({ after, ranges, hunks }: TranscriptSuggestion): boolean {
  return hunks.every(({ suggested }, index) => {
    const range = ranges?.[index];
    return range !== undefined && after?.slice(range.start, range.end) === suggested;
  });
}
