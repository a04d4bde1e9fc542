import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { jsonSchemaValidator as JsonSchemaValidator } from '@modelcontextprotocol/sdk/validation';
import { array, enum as oneOf, number, string } from 'zod';
import { longestNote } from '../../core/reflect/messages.ts';
import { mostFound, toolWords } from '../../core/assist/recordTools.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { stances, taskKinds } from '../../core/shared/words.ts';
import type { RecordTools } from './recordTools.ts';

// The record over the Model Context Protocol, on standard input and output. A bundle of its own (`dist/mcp.js`, see
// esbuild.js): the protocol's kit is larger than the rest of the command line that is used with it.

const find = {
  file: string().max(500).optional().describe('A file or folder of this workspace, relative to it, with /.'),
  language: string().max(500).optional().describe('A language id of VS Code, as typescript.'),
  kind: oneOf(taskKinds).optional(),
  limit: number().int().min(1).max(mostFound).optional(),
};

const note = {
  id: string().max(500).optional().describe('Id of the decision, from pairfolio_findDecisions; without it the latest.'),
  file: string().max(500).optional().describe('A file of this workspace: the latest decision in it.'),
  stance: oneOf(stances).describe('What the developer did with the suggestion.'),
  reasons: array(string().max(500))
    .max(7)
    .optional()
    .describe('Ids of reasons, as edge-case; each stance has its own.'),
  note: string().max(longestNote).optional().describe('One line in the developer’s words.'),
};

/** What the developer answers holds nothing to check: yes or no. */
const jsonSchemaValidator: JsonSchemaValidator = {
  getValidator: <T>() => {
    return (input: unknown) => ({ valid: true as const, data: input as NonNullable<T>, errorMessage: undefined });
  },
};

/** What is served. */
export interface Served {
  readonly version: string;
  readonly tools: RecordTools;
  /** Whether decisions may be noted, too. */
  readonly mayNote: boolean;
}

/** Serves until the other side closes, or it is told to stop. */
export async function serve({ version, tools, mayNote }: Served, signal: AbortSignal): Promise<void> {
  const server = new McpServer({ name: 'pairfolio', version }, { jsonSchemaValidator });
  server.registerTool(
    'pairfolio_findDecisions',
    {
      title: 'Find decisions',
      description: toolWords.find,
      inputSchema: find,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    (input) => answer(() => tools.find(input)),
  );
  if (mayNote)
    server.registerTool(
      'pairfolio_noteDecision',
      {
        title: 'Note a decision',
        description: toolWords.note,
        inputSchema: note,
        annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
      },
      (input) =>
        answer(async () => {
          const noting = tools.note(input);
          await confirmed(server, noting.words);
          return noting.write();
        }),
    );
  const transport = new StdioServerTransport();
  await server.connect(transport);
  await new Promise<void>((resolve) => {
    const end = (): void => resolve();
    server.server.onclose = end;
    process.stdin.once('end', end).once('close', end);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
  await server.close();
}

/**
 * Asks the developer through the assistant, where it can ask; where it cannot, that noting was allowed on the command
 * line, and that assistants ask before each call of a tool that writes, has to do.
 */
async function confirmed({ server }: McpServer, words: string): Promise<void> {
  if (!server.getClientCapabilities()?.elicitation) return;
  const { action } = await server.elicitInput({
    message: `Note in your Pairfolio record: ${words}?`,
    requestedSchema: { type: 'object', properties: {} },
  });
  if (action !== 'accept') throw new PairfolioError('cancelled', 'The developer did not want it to be noted.');
}

/** What went wrong is told to the assistant in one sentence; never a path or a text. */
async function answer(work: () => Promise<string>): Promise<CallToolResult> {
  try {
    return { content: [{ type: 'text', text: await work() }] };
  } catch (error) {
    const text =
      PairfolioError.is(error) && error.reason !== 'ledger-unreadable'
        ? error.message
        : 'The record could not be used.';
    return { content: [{ type: 'text', text }], isError: true };
  }
}
