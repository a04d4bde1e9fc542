import { hash } from 'node:crypto';
import { ClaudeCodeReader } from '../../src/core/recognise/transcripts/claudeCode.ts';
import { ClineReader } from '../../src/core/recognise/transcripts/cline.ts';
import { CodexReader } from '../../src/core/recognise/transcripts/codex.ts';
import { ContinueSessionReader } from '../../src/core/recognise/transcripts/continueSession.ts';
import { CopilotCliReader } from '../../src/core/recognise/transcripts/copilotCli.ts';
import { GeminiCliReader } from '../../src/core/recognise/transcripts/geminiCli.ts';
import { OpencodeReader } from '../../src/core/recognise/transcripts/opencode.ts';
import { QwenCodeReader } from '../../src/core/recognise/transcripts/qwenCode.ts';
import type { TranscriptReader } from '../../src/core/recognise/transcripts/transcript.ts';
import { VscodeChatReader } from '../../src/core/recognise/transcripts/vscodeChat.ts';
import { recordedLines } from './transcriptRows.ts';
import { fixture } from './transcripts.ts';

/** Code as a reply shows it. */
export const basketCode = `export function basketTotal(basket: readonly Line[]): number {
  const prices = basket.map(({ price, count }) => price * count);
  return prices.reduce((sum, price) => sum + price, 0);
}`;

/** A reply as models write them. */
export const basketReply = `Here is a function for it, "as asked" — größer geht’s nicht:

\`\`\`ts
${basketCode}
\`\`\`

It multiplies **each price** by its count.`;

/** A recorded transcript, as its source gives it to a reader. */
export interface RecordedSession {
  readonly tool: string;
  /** Below test/fixtures. */
  readonly name: string;
  readonly lines: () => string[];
  readonly reader: () => TranscriptReader;
}

/** A recorded transcript in which what the model said last was replaced by another text; all else is as it was. */
export interface RecordedReply {
  readonly tool: string;
  readonly name: string;
  readonly model: string | null;
  readonly session: string;
  readonly turn: number;
  readonly prompt: string | null;
  readonly lines: (said: string) => string[];
}

const sha1 = (text: string): string => hash('sha1', text);

const documents = (...names: string[]): string[] => names.map((name) => JSON.stringify(JSON.parse(fixture(name))));

/** Each message followed by its parts, as `opencodeSource` gives them. */
function opencodeRows(): string[] {
  const rows = recordedLines('opencode/rows.jsonl');
  const parsed = rows.map((line) => JSON.parse(line) as { table: string; row: { id: string; message_id?: string } });
  const line = (table: string, wanted: (row: { id: string; message_id?: string }) => boolean): string[] =>
    rows.filter((_, index) => parsed[index]?.table === table && wanted(parsed[index].row));
  return [
    ...line('session', () => true),
    ...parsed
      .filter(({ table }) => table === 'message')
      .flatMap(({ row: { id } }) => [
        ...line('message', (row) => row.id === id),
        ...line('part', (row) => row.message_id === id),
      ]),
  ];
}

const jsonLines = (tool: string, name: string, reader: () => TranscriptReader): RecordedSession => ({
  tool,
  name,
  lines: () => recordedLines(name),
  reader,
});

/** At least one of every tool. */
export const recordedSessions: readonly RecordedSession[] = [
  jsonLines('claude-code', 'claude-code/edit-and-create.jsonl', () => new ClaudeCodeReader('fallback')),
  jsonLines('codex', 'codex/direct.jsonl', () => new CodexReader('fallback')),
  jsonLines('codex', 'codex/code-mode.jsonl', () => new CodexReader('fallback')),
  jsonLines('codex', 'codex/asked-resumed-moved.jsonl', () => new CodexReader('fallback')),
  jsonLines('gemini-cli', 'gemini-cli/edit-and-create.jsonl', () => new GeminiCliReader('fallback')),
  jsonLines('gemini-cli', 'gemini-cli/modified-rejected-resumed.jsonl', () => new GeminiCliReader('fallback')),
  jsonLines('qwen-code', 'qwen-code/edit-and-create.jsonl', () => new QwenCodeReader('fallback')),
  jsonLines('qwen-code', 'qwen-code/modified-rejected.jsonl', () => new QwenCodeReader('fallback')),
  jsonLines('copilot-cli', 'copilot-cli/asked.jsonl', () => new CopilotCliReader('fallback')),
  jsonLines('copilot-cli', 'copilot-cli/patch-resumed.jsonl', () => new CopilotCliReader('fallback')),
  jsonLines('github-copilot', 'vscode-chat/chat-session.jsonl', () => new VscodeChatReader('fallback', sha1)),
  jsonLines('github-copilot', 'vscode-chat/transcript.jsonl', () => new VscodeChatReader('fallback', sha1)),
  { tool: 'opencode', name: 'opencode/rows.jsonl', lines: opencodeRows, reader: () => new OpencodeReader('fallback') },
  {
    tool: 'cline',
    name: 'cline/messages.json',
    lines: () => documents('cline/session.json', 'cline/messages.json'),
    reader: () => new ClineReader('fallback'),
  },
  {
    tool: 'continue',
    name: 'continue/session.json',
    lines: () => documents('continue/session.json'),
    reader: () => new ContinueSessionReader('fallback'),
  },
];

/** @param was how the reply stands in the fixture, as JSON text */
function recordedReply(
  tool: string,
  name: string,
  was: string,
  about: Omit<RecordedReply, 'tool' | 'name' | 'lines'>,
): RecordedReply {
  const lines = (said: string): string[] => {
    const text = JSON.stringify(said).slice(1, -1);
    const recorded = recordedSessions.find((one) => one.name === name)?.lines() ?? [];
    // Some write it twice. Copilot CLI said the same in both turns of the recording.
    const last = tool !== 'copilot-cli' ? 0 : recorded.findLastIndex((line) => line.includes(`"${was}"`));
    return recorded.map((line, index) => (index < last ? line : line.replaceAll(`"${was}"`, () => `"${text}"`)));
  };
  return { tool, name, lines, ...about };
}

const asked = 'Change add and create new.js';

/** One of every tool. */
export const recordedReplies: readonly RecordedReply[] = [
  recordedReply('claude-code', 'claude-code/edit-and-create.jsonl', 'done', {
    model: 'claude-opus-4-8',
    session: 'b999d943-b3d5-4735-8f6a-682ca56f0a51',
    turn: 0,
    prompt: asked,
  }),
  recordedReply('codex', 'codex/direct.jsonl', 'done', {
    model: 'gpt-5.5',
    session: '01a204e8-96ca-7511-bb2a-3db2fe7577f3',
    turn: 0,
    prompt: asked,
  }),
  recordedReply('gemini-cli', 'gemini-cli/modified-rejected-resumed.jsonl', 'done', {
    model: 'gemini-3.8-flash',
    session: '452d199d-a2c3-4bfc-b56d-218fd5a2ce98',
    turn: 3,
    prompt: 'Fourth turn',
  }),
  recordedReply('qwen-code', 'qwen-code/modified-rejected.jsonl', 'done', {
    model: 'qwen3-coder',
    session: '6023975b-bbf6-43be-a5d3-a5b318bf22a9',
    turn: 1,
    prompt: 'Second turn',
  }),
  recordedReply('copilot-cli', 'copilot-cli/patch-resumed.jsonl', 'Done as you asked.', {
    model: 'gpt-5.4',
    session: '73531304-0675-4a54-ada1-5041404eb12d',
    turn: 1,
    prompt: 'Now use concat in addLine',
  }),
  recordedReply('github-copilot', 'vscode-chat/chat-session.jsonl', 'hello from stub', {
    model: 'stub-model',
    session: 'c3c751e3-6b08-4287-9b63-b83a83a62fca',
    turn: 0,
    prompt: 'Hello',
  }),
  recordedReply('opencode', 'opencode/rows.jsonl', 'done', {
    model: 'stub-model',
    session: 'ses_dfb2e611affejCVHA2uAwcJwv3',
    turn: 0,
    prompt: asked,
  }),
  recordedReply('cline', 'cline/messages.json', 'done', {
    model: 'stub-model',
    session: 'fallback',
    turn: 0,
    prompt: asked,
  }),
  recordedReply('continue', 'continue/session.json', 'done', {
    model: 'gpt-4.1',
    session: 'a2bc48c7-dcf9-4dbf-b87a-86ded9363efe',
    turn: 0,
    prompt: asked,
  }),
];
