import fs from 'node:fs';
import type { TranscriptLine } from '../../core/recognise/transcripts/transcript.ts';
import { longestLine } from './readLines.ts';

/**
 * A whole file as one line for a reader; one over 32 MiB is only said to be too long. Bytes that are not UTF-8 become
 * U+FFFD, a byte order mark is dropped.
 * @throws what `fs` throws
 */
export function readDocument(file: string): TranscriptLine {
  const { size } = fs.statSync(file);
  if (size > longestLine) return { tooLong: size };
  return fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
}
