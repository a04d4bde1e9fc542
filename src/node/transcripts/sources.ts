import { claudeCodeSource } from './claudeCodeSource.ts';
import type { TranscriptSource } from './source.ts';

/** Every tool whose transcripts can be imported. */
export const transcriptSources: readonly TranscriptSource[] = [claudeCodeSource];
