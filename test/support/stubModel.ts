import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** One reply of the model: a call of one of the editor's tools, or the words that end the turn. */
export type Reply = { readonly tool: string; readonly input: object } | { readonly say: string };

/** A request as the chat sends it, as far as it is looked at here. */
interface Request {
  readonly stream?: boolean;
  readonly tools?: readonly { readonly function?: { readonly name?: string } }[];
  readonly messages?: readonly { readonly role?: string; readonly tool_call_id?: string }[];
}

/** A model that says what it was told to say, over the OpenAI Chat Completions API, on this machine alone. */
export class StubModel {
  /** Where the chat sends its requests. */
  readonly url: string;
  /** The names of the tools that were offered with each request that offered any. */
  readonly offered: string[][] = [];
  readonly #close: () => void;
  #turn = '';
  #replies: readonly Reply[] = [];

  private constructor(port: number, close: () => void) {
    this.url = `http://127.0.0.1:${String(port)}/v1/chat/completions`;
    this.#close = close;
  }

  static async start(): Promise<StubModel> {
    const server = createServer((request, response) => {
      void json(request).then((body) => model.#answer(body as Request, response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const model: StubModel = new StubModel((server.address() as AddressInfo).port, () => {
      server.closeAllConnections();
      server.close();
    });
    return model;
  }

  /** Sets the replies of the next turn: each request that carries the results of the calls so far gets the next one. */
  reply(...replies: readonly Reply[]): void {
    this.#turn = `call_${randomUUID().replaceAll('-', '').slice(0, 16)}_`;
    this.#replies = replies;
  }

  stop(): void {
    this.#close();
  }

  #answer(request: Request, response: ServerResponse): void {
    const tools = (request.tools ?? []).flatMap((tool) => tool.function?.name ?? []);
    if (tools.length > 0) this.offered.push(tools);
    // A session asks for more than answers, such as its title: those requests offer no tools.
    const done = (request.messages ?? []).filter(({ tool_call_id: id }) => id?.startsWith(this.#turn)).length;
    const reply = tools.length > 0 || done > 0 ? this.#replies[done] : undefined;
    send(response, reply ?? { say: 'Done.' }, `${this.#turn}${String(done)}`);
  }
}

function send(response: ServerResponse, reply: Reply, callId: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const chunk = (fields: object): void => {
    const common = { id: callId, object: 'chat.completion.chunk', created: 0, model: 'stub-model' };
    response.write(`data: ${JSON.stringify({ ...common, ...fields })}\n\n`);
  };
  const choice = (delta: object, finish: string | null = null): void =>
    chunk({ choices: [{ index: 0, delta, finish_reason: finish }] });
  choice({ role: 'assistant', content: '' });
  if ('tool' in reply) {
    const call = (fields: object): void => choice({ tool_calls: [{ index: 0, ...fields }] });
    call({ id: callId, type: 'function', function: { name: reply.tool, arguments: '' } });
    for (const part of inParts(JSON.stringify(reply.input))) call({ function: { arguments: part } });
  } else {
    for (const part of inParts(reply.say)) choice({ content: part });
  }
  choice({}, 'tool' in reply ? 'tool_calls' : 'stop');
  chunk({ choices: [], usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } });
  response.end('data: [DONE]\n\n');
}

/** As it would be streamed. */
const inParts = (text: string): string[] => text.match(/[^]{1,24}/g) ?? [];
