import { claudeCodeSource } from './claudeCodeSource.ts';
import { clineSource } from './clineSource.ts';
import { codexSource } from './codexSource.ts';
import { continueSource } from './continueSource.ts';
import { copilotCliSource } from './copilotCliSource.ts';
import { geminiCliSource } from './geminiCliSource.ts';
import { opencodeSource } from './opencodeSource.ts';
import { qwenCodeSource } from './qwenCodeSource.ts';
import type { TranscriptSource } from './source.ts';
import { vscodeChatSource } from './vscodeChatSource.ts';

/** Every tool whose transcripts can be imported. */
export const transcriptSources: readonly TranscriptSource[] = [
  claudeCodeSource,
  codexSource,
  geminiCliSource,
  qwenCodeSource,
  copilotCliSource,
  vscodeChatSource,
  opencodeSource,
  continueSource,
  clineSource,
];
