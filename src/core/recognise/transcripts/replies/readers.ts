import { claudeCode } from '../claudeCode.ts';
import { cline } from '../cline.ts';
import { codex } from '../codex.ts';
import { continueTool } from '../continueSession.ts';
import { copilotCli } from '../copilotCli.ts';
import { geminiCli } from '../geminiCli.ts';
import { opencode } from '../opencode.ts';
import { qwenCode } from '../qwenCode.ts';
import { githubCopilot } from '../vscodeChat.ts';
import { ClaudeCodeReplies } from './claudeCode.ts';
import { ClineReplies } from './cline.ts';
import { CodexReplies } from './codex.ts';
import { ContinueReplies } from './continueSession.ts';
import { CopilotCliReplies } from './copilotCli.ts';
import { GeminiCliReplies } from './geminiCli.ts';
import { OpencodeReplies } from './opencode.ts';
import { QwenCodeReplies } from './qwenCode.ts';
import type { ReplyReader } from './reply.ts';
import { VscodeChatReplies } from './vscodeChat.ts';

const readers: Readonly<Record<string, new (session: string) => ReplyReader>> = {
  [claudeCode]: ClaudeCodeReplies,
  [codex]: CodexReplies,
  [geminiCli]: GeminiCliReplies,
  [qwenCode]: QwenCodeReplies,
  [copilotCli]: CopilotCliReplies,
  [githubCopilot]: VscodeChatReplies,
  [opencode]: OpencodeReplies,
  [continueTool]: ContinueReplies,
  [cline]: ClineReplies,
};

/**
 * A reader for the replies in one session of a tool.
 * @param tool name as the ledger has it
 * @param session its name where the transcript does not say
 * @returns undefined for a tool whose replies are not read
 */
export function replyReader(tool: string, session: string): ReplyReader | undefined {
  const Reader = Object.hasOwn(readers, tool) ? readers[tool] : undefined;
  return Reader && new Reader(session);
}
