import { asArray, asObject, asString, type Json, type JsonObject } from '../../shared/json.ts';
import { argumentsOf, bareId, type ToolCall } from './vscodeTools.ts';
import { pathOfUri } from './vscodeUri.ts';

/** Edits the answer to a request made in one file, without what stood before. */
export interface EditGroup {
  readonly file: string;
  /** Batches of `{text, range}`, one after the other. */
  readonly batches: readonly Json[];
  /** The tool call before it in the answer. */
  readonly call: { readonly id: string; readonly tool: string } | undefined;
}

/** One request of a chat with what its answer did. */
export interface ChatRequest {
  /** Undefined where the line that held it is lost. */
  readonly id: string | undefined;
  readonly prompt: string | null;
  readonly model: string | null;
  readonly surface: 'chat' | 'agent';
  /** Milliseconds; when it was sent, and when its answer was complete. */
  readonly sent: number | undefined;
  readonly completed: number | undefined;
  readonly groups: readonly EditGroup[];
  /** The calls the model asked for, whether they succeeded or not; none before the answer is complete. */
  readonly calls: readonly ToolCall[];
  /** Ids of the calls the answer shows so far. */
  readonly shown: readonly string[];
  /** Whether the answer was still being written, or waited for the user, when this was stored. */
  readonly running: boolean;
  /** Whether the user went back to before it. */
  readonly undone: boolean;
  readonly votedUp: boolean;
  /** What the user did with files of the requests before: 1 kept, 2 undone, 3 changed. */
  readonly events: ReadonlyMap<string, number>;
}

/** Parts of a session that are kept while its log is replayed: prompts and edits, not answers, images and tool output. */
export function pruneSession(path: readonly (string | number)[], value: Json): Json {
  if (path.length === 0)
    return { ...pick(asObject(value), sessionKeys), requests: prunedRequests(asObject(value)['requests']) };
  if (path[0] !== 'requests') return sessionKeys.has(String(path[0])) ? value : null;
  if (path.length === 1) return prunedRequests(value);
  if (path.length === 2) return prunedRequest(value);
  if (path.length === 3) return prunedField(String(path[2]), value) ?? null;
  return value;
}

const sessionKeys: ReadonlySet<string> = new Set(['sessionId', 'initialLocation']);
const requestKeys: ReadonlySet<string> = new Set([
  'requestId',
  'timestamp',
  'modelId',
  'modeInfo',
  'modelState',
  'vote',
  'editedFileEvents',
  'shouldBeRemovedOnSend',
]);

function prunedRequests(value: Json | undefined): Json[] {
  return asArray(value).map(prunedRequest);
}

function prunedRequest(value: Json): Json {
  const kept: Record<string, Json> = {};
  for (const [key, field] of Object.entries(asObject(value))) {
    const pruned = field === undefined ? undefined : prunedField(key, field);
    if (pruned !== undefined) kept[key] = pruned;
  }
  return kept;
}

function prunedField(key: string, value: Json): Json | undefined {
  if (requestKeys.has(key)) return value;
  if (key === 'message') return { text: asString(value) ?? asString(asObject(value)['text']) ?? null };
  if (key === 'agent') return { id: asString(asObject(value)['id']) ?? null };
  if (key === 'response') return asArray(value).map(prunedPart);
  if (key !== 'result') return undefined;
  const metadata = asObject(asObject(value)['metadata']);
  const rounds = asArray(metadata['toolCallRounds']).map((round) =>
    pick(asObject(round), new Set(['toolCalls', 'timestamp'])),
  );
  return {
    timings: asObject(value)['timings'] ?? null,
    metadata: { resolvedModel: metadata['resolvedModel'] ?? null, toolCallRounds: rounds },
  };
}

/** A list must keep its length, for later lines name places in it. */
function prunedPart(value: Json): Json {
  const part = asObject(value);
  if (part['kind'] === 'textEditGroup' || part['kind'] === 'notebookEditGroup')
    return pick(part, new Set(['kind', 'uri', 'edits']));
  return part['kind'] === 'toolInvocationSerialized' ? pick(part, new Set(['kind', 'toolCallId', 'toolId'])) : null;
}

function pick(from: JsonObject, keys: ReadonlySet<string>): Record<string, Json> {
  const picked: Record<string, Json> = {};
  for (const key of keys) {
    const value = from[key];
    if (value !== undefined) picked[key] = value;
  }
  return picked;
}

/** The requests of a session, in their order. Every field may be missing. */
export function readRequests(session: JsonObject): ChatRequest[] {
  const panel = asString(session['initialLocation']) ?? 'panel';
  return asArray(session['requests']).map((item) => readRequest(asObject(item), panel));
}

function readRequest(request: JsonObject, location: string): ChatRequest {
  const message = request['message'];
  const result = asObject(request['result']);
  const metadata = asObject(result['metadata']);
  const sent = millisecondsOf(request['timestamp']);
  const elapsed = millisecondsOf(asObject(result['timings'])['totalElapsed']);
  return {
    id: asString(request['requestId']),
    prompt: asString(message) ?? asString(asObject(message)['text']) ?? null,
    model: modelOf(asString(request['modelId']), asString(metadata['resolvedModel'])),
    surface: surfaceOf(
      asString(asObject(request['modeInfo'])['kind']),
      asString(asObject(request['agent'])['id']),
      location,
    ),
    sent,
    completed:
      millisecondsOf(asObject(request['modelState'])['completedAt']) ??
      (sent !== undefined && elapsed !== undefined ? sent + elapsed : undefined),
    groups: readGroups(request['response']),
    calls: readCalls(metadata['toolCallRounds']),
    shown: asArray(request['response']).flatMap((part) => bareId(asString(asObject(part)['toolCallId']) ?? '') || []),
    running: [0, 4].includes(Number(asObject(request['modelState'])['value'] ?? 1)),
    undone: request['shouldBeRemovedOnSend'] !== undefined && request['shouldBeRemovedOnSend'] !== null,
    votedUp: request['vote'] === 1,
    events: readEvents(request['editedFileEvents']),
  };
}

/** The model's own name: `copilot/gpt-5`, `customendpoint/local/qwen3` say where it comes from before it. */
export function modelOf(id: string | undefined, resolved?: string): string | null {
  const name = id?.split('/').at(-1);
  return (name === undefined || name === '' || name === 'auto' ? resolved : name) ?? null;
}

/** @param agent id of who answered, where the mode is not said */
export function surfaceOf(mode: string | undefined, agent: string | undefined, location = 'panel'): 'chat' | 'agent' {
  if (mode !== undefined) return mode === 'agent' ? 'agent' : 'chat';
  return location === 'panel' && (agent ?? '').endsWith('editsAgent') ? 'agent' : 'chat';
}

function readGroups(response: Json | undefined): EditGroup[] {
  const groups: EditGroup[] = [];
  let call: EditGroup['call'];
  for (const part of asArray(response).map(asObject)) {
    const id = asString(part['toolCallId']);
    if (part['kind'] === 'toolInvocationSerialized' && id !== undefined)
      call = { id: bareId(id), tool: asString(part['toolId']) ?? '' };
    const file = pathOfUri(part['uri']);
    const batches = asArray(part['edits']).filter((batch) => (Array.isArray(batch) ? batch.length > 0 : true));
    if (part['kind'] !== 'toolInvocationSerialized' && file !== undefined && batches.length > 0)
      groups.push({ file, batches, call });
  }
  return groups;
}

function readCalls(rounds: Json | undefined): ToolCall[] {
  return asArray(rounds)
    .map(asObject)
    .flatMap((round) => {
      const at = millisecondsOf(round['timestamp']);
      return asArray(round['toolCalls']).map((item) => {
        const call = asObject(item);
        return {
          id: bareId(asString(call['id']) ?? ''),
          name: asString(call['name']) ?? '',
          input: argumentsOf(call['arguments']),
          at: at === undefined ? undefined : new Date(at).toISOString(),
        };
      });
    });
}

function readEvents(value: Json | undefined): Map<string, number> {
  const events = new Map<string, number>();
  for (const item of asArray(value)) {
    const [file, kind] = [pathOfUri(asObject(item)['uri']), asObject(item)['eventKind']];
    if (file !== undefined && typeof kind === 'number') events.set(file, kind);
  }
  return events;
}

function millisecondsOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' && value >= 0 && value < 8.64e15 ? value : undefined;
}
