import fs from 'node:fs';
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';

/** A request as it came. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What the server does with a request. */
export type Behaviour = (response: ServerResponse, asked: Asked) => void;

/** A server on this machine that speaks as much of the OpenAI protocol as it is told to, and breaks it as it is told to. */
export class ModelServer {
  readonly asked: Asked[] = [];
  readonly #server: http.Server;
  readonly #scheme: string;
  /** One for each request; the last stays. */
  #behaviours: readonly Behaviour[] = [says('{}')];

  private constructor(secure: boolean) {
    const listener: RequestListener = (request, response) => void this.#answer(request, response);
    const pem = (name: string): Buffer =>
      fs.readFileSync(path.join(import.meta.dirname, '../fixtures/assist', `${name}.pem`));
    this.#scheme = secure ? 'https' : 'http';
    this.#server = secure
      ? https.createServer({ key: pem('key'), cert: pem('certificate') }, listener)
      : http.createServer(listener);
  }

  /** @param secure with a certificate nobody vouches for */
  static async start(secure = false): Promise<ModelServer> {
    const server = new ModelServer(secure);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `${this.#scheme}://127.0.0.1:${String(port)}/v1`;
  }

  does(...behaviours: readonly [Behaviour, ...Behaviour[]]): void {
    this.#behaviours = behaviours;
    this.asked.length = 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const asked = { method, path: url, headers, body: await text(request) };
    const behaviour = this.#behaviours[Math.min(this.asked.length, this.#behaviours.length - 1)];
    this.asked.push(asked);
    behaviour?.(response, asked);
  }
}

/** A part of a stream. */
const chunk = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 0, model: 'stub', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

const stream = (response: ServerResponse): void =>
  void response.writeHead(200, { 'content-type': 'text/event-stream' });

/** Streams an answer to its end. @param finish why it ends: `length` where the server's limit was reached */
export const says =
  (answer: string, finish = 'stop'): Behaviour =>
  (response) => {
    stream(response);
    response.write(chunk({ role: 'assistant', content: '' }));
    for (const part of answer.match(/[^]{1,16}/g) ?? []) response.write(chunk({ content: part }));
    response.end(`${chunk({}, finish)}data: [DONE]\n\n`);
  };

/** Streams the beginning of an answer; then the connection is gone, ends as if all were well, or nothing comes any more. */
export const breaksOff =
  (answer: string, how: 'gone' | 'ends' | 'hangs'): Behaviour =>
  (response) => {
    stream(response);
    response.write(chunk({ content: answer }), () => {
      if (how === 'gone') response.socket?.resetAndDestroy();
      if (how === 'ends') response.end();
    });
  };

/** Answers in one piece. */
export const saysAtOnce =
  (
    body: string,
    { status = 200, type = 'application/json', ...headers }: Record<string, string | number> = {},
  ): Behaviour =>
  (response) =>
    void response.writeHead(Number(status), { 'content-type': String(type), ...headers }).end(body);

/** As the protocol says it in JSON. */
export const completion = (content: string): string =>
  JSON.stringify({
    id: 'c',
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  });

/** Refuses with an error as the protocol has it. The message quotes what was asked, as some servers do. */
export const refuses =
  (status: number, code: string, headers: Record<string, string> = {}): Behaviour =>
  (response, { body }) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ error: { message: `no: ${body}`, type: 'error', code } }));

/** Takes the request and never answers. */
export const neverAnswers: Behaviour = () => undefined;
