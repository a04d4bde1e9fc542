import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError, OpenAI } from 'openai';
import { Stream } from 'openai/core/streaming';
import type { EndpointAddress } from '../../core/assist/address.ts';
import { isModelError, longestAnswer, modelError, type Model, type ModelReason } from '../../core/assist/model.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { asArray, asObject, asString, type Json, type JsonObject } from '../../core/shared/json.ts';
import { isCertificateError, refusedCertificate, strictFetch } from './strictFetch.ts';

// Any server that speaks the OpenAI protocol: hosted, or on this machine. A bundle of its own (`dist/endpoint.js`, see
// esbuild.js), because the client is larger than all that is needed to start. It wants Node 22, which every extension
// host has; the command line never loads it.

/** What a model at an endpoint is asked with. Times in ms. */
export interface EndpointOptions {
  readonly address: EndpointAddress;
  readonly model: string;
  /** Null where there is none: local servers mostly need none. */
  readonly key: string | null;
  /** Until the server begins to answer. */
  readonly firstAnswer?: number;
  /** Between two parts of an answer. */
  readonly betweenParts?: number;
  /** How often a request is made again that failed for a passing reason; the wait doubles each time. */
  readonly retries?: number;
}

/** A model on this machine may have to be read from the disk first. */
const usually = { firstAnswer: 120_000, betweenParts: 60_000, retries: 2 } as const;

/** A model at an endpoint. Asking it is the only thing that connects. */
export function endpointModel(options: EndpointOptions): Model {
  const { model, betweenParts = usually.betweenParts } = options;
  return {
    async *ask({ instructions, material }, signal) {
      const stopped = new AbortController();
      const stop = (): void => stopped.abort();
      signal.addEventListener('abort', stop, { once: true });
      // The client's own time ends with the first byte; a server that stops in the middle is noticed here.
      let [late, timer] = [false, undefined as NodeJS.Timeout | undefined];
      const watch = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          late = true;
          stopped.abort();
        }, betweenParts);
      };
      try {
        if (signal.aborted) throw cancelled();
        const client = clientFor(options);
        const messages = [
          { role: 'system' as const, content: instructions },
          { role: 'user' as const, content: material },
        ];
        const response = await client.chat.completions
          .create({ model, messages, stream: true }, { signal: stopped.signal })
          .asResponse();
        watch();
        for await (const part of partsOf(response, stopped, client)) {
          watch();
          yield part;
        }
      } catch (error) {
        if (signal.aborted) throw cancelled();
        throw late ? modelError('model-slow', error) : asModelError(error);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        stopped.abort();
      }
    },
  };
}

/**
 * The names of the models an endpoint offers.
 * @throws PairfolioError as {@link Model.ask}
 */
export async function modelsAt(options: Omit<EndpointOptions, 'model'>, signal: AbortSignal): Promise<string[]> {
  try {
    const client = clientFor({ firstAnswer: 15_000, retries: 0, ...options });
    const response = await client.models.list({ signal }).asResponse();
    const listed = asObject((await response.json()) as Json)['data'];
    if (listed === undefined) throw modelError('model-answer');
    return asArray(listed)
      .flatMap((one) => asString(asObject(one)['id']) ?? [])
      .sort();
  } catch (error) {
    throw signal.aborted ? cancelled() : asModelError(error);
  }
}

function clientFor({ address, key, firstAnswer, retries }: Omit<EndpointOptions, 'model'>): OpenAI {
  return new OpenAI({
    baseURL: address.url,
    // Nothing is taken from the environment: its variables are other programs'. A key does not go where others can read it.
    apiKey: key !== null && !address.open ? key : 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    timeout: firstAnswer ?? usually.firstAnswer,
    maxRetries: retries ?? usually.retries,
    fetch: strictFetch(key !== null && !address.open),
  });
}

/** The parts of an answer. @throws PairfolioError `model-answer` where it does not end as an answer does */
async function* partsOf(response: Response, stopped: AbortController, client: OpenAI): AsyncIterable<string> {
  const type = response.headers.get('content-type') ?? '';
  if (/^application\/json\b/i.test(type)) {
    // A server that does not stream.
    const content = asString(asObject(firstChoice((await response.json()) as Json)['message'])['content']);
    if (content === undefined) throw modelError('model-answer');
    yield content;
    return;
  }
  if (!/^text\/event-stream\b/i.test(type)) throw modelError('model-answer');
  let [ended, length] = [false, 0];
  for await (const chunk of Stream.fromSSEResponse<Json>(response, stopped, client)) {
    const choice = firstChoice(chunk);
    const content = asString(asObject(choice['delta'])['content']) ?? '';
    length += content.length;
    if (length > longestAnswer) throw modelError('model-answer');
    if (content !== '') yield content;
    // `length`: cut off by the server's own limit.
    const finish = asString(choice['finish_reason']);
    if (finish !== undefined) ended = finish === 'stop';
  }
  if (!ended) throw modelError('model-answer');
}

/** Servers differ in what they leave out. */
function firstChoice(body: Json): JsonObject {
  return asObject(asArray(asObject(body)['choices'])[0]);
}

function cancelled(): PairfolioError {
  return new PairfolioError('cancelled', 'Cancelled.');
}

/** The first reason that fits; what the server says about it is not repeated, because it may quote what was sent. */
function asModelError(error: unknown): unknown {
  if (isModelError(error)) return error;
  if (error instanceof APIConnectionTimeoutError) return modelError('model-slow', error);
  if (isCertificateError(error)) return modelError('model-certificate', error);
  if (error instanceof APIUserAbortError) return cancelled();
  if (error instanceof APIConnectionError) return modelError('model-unreachable', error);
  if (error instanceof APIError) return modelError(reasonOf(error), error);
  // A body that breaks off or is no JSON.
  if (error instanceof SyntaxError) return modelError('model-answer', error);
  if (error instanceof TypeError) return modelError('model-unreachable', error);
  return modelError('model-failed', error);
}

function reasonOf({
  status,
  code,
}: {
  readonly status?: number | undefined;
  readonly code?: string | null | undefined;
}): ModelReason {
  if (status === refusedCertificate) return 'model-certificate';
  if (status === 401 || status === 403 || status === 407) return 'model-refused';
  if (status === 402 || status === 429 || code === 'insufficient_quota') return 'model-quota';
  if (status === 404) return 'model-missing';
  if (status === 408 || status === 504) return 'model-slow';
  // A redirection leads somewhere the developer did not name.
  if (status !== undefined && status >= 300 && status < 400) return 'model-unreachable';
  return 'model-failed';
}
