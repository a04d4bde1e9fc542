import { asArray, asObject, asString, type Json, type JsonObject } from '../../../shared/json.ts';
import { JsonLines } from '../jsonLines.ts';
import { MutationLog } from '../mutationLog.ts';
import type { TranscriptLine } from '../transcript.ts';
import { githubCopilot } from '../vscodeChat.ts';
import { modelOf } from '../vscodeRequests.ts';
import { isoOf, ReplyTurn, unknownTime, type Reply, type ReplyReader } from './reply.ts';

/**
 * Reads what was said in one chat of VS Code (seen: 1.139), whoever answered: the session's log or older document, else
 * the transcript. A code block the answer applied to a file is no text of the reply.
 * @param fallback name of the session where it is not said
 */
export class VscodeChatReplies implements ReplyReader {
  readonly #lines = new JsonLines();
  readonly #log = new MutationLog(prune);
  readonly #transcribed: Reply[] = [];
  readonly #transcript: ReplyTurn;
  readonly #fallback: string;

  constructor(fallback: string) {
    this.#fallback = fallback;
    this.#transcript = new ReplyTurn(githubCopilot, fallback);
  }

  read(line: TranscriptLine): readonly Reply[] {
    const record = this.#lines.read(line);
    if (!record) return [];
    if (typeof record['kind'] === 'number') this.#log.apply(record);
    else if (Array.isArray(record['requests'])) this.#log.apply({ kind: 0, v: record as Json });
    else if (typeof record['type'] === 'string') this.#transcribe(record);
    return [];
  }

  end(): readonly Reply[] {
    const session = asObject(this.#log.value);
    const requests = asArray(session['requests']).map(asObject);
    const turn = new ReplyTurn(githubCopilot, asString(session['sessionId']) ?? this.#fallback);
    const replies = requests.flatMap((request) => {
      const { message } = request;
      const metadata = asObject(asObject(request['result'])['metadata']);
      turn.begin(asString(message) ?? asString(asObject(message)['text']) ?? null);
      const model = modelOf(asString(request['modelId']), asString(metadata['resolvedModel']));
      const at = isoOf(asObject(request['modelState'])['completedAt'] ?? request['timestamp']);
      const shown = shownText(request['response']).trim();
      const rounds = asArray(metadata['toolCallRounds']).map((round) => asString(asObject(round)['response']) ?? '');
      // What was shown has references in place of names; what the model wrote has not.
      return [shown, ...rounds.filter((text) => text.trim() !== shown)].flatMap((text) => turn.reply(text, model, at));
    });
    // The session knows the model, yet is written seconds later; of a deleted one only the transcript is left.
    const known = new Set(replies.map(({ text }) => text.trim()));
    return [...replies, ...this.#transcribed.filter(({ text }) => !known.has(text.trim()))];
  }

  #transcribe(record: JsonObject): void {
    const data = asObject(record['data']);
    if (record['type'] === 'session.start') this.#transcript.session = asString(data['sessionId']) ?? this.#fallback;
    if (record['type'] === 'user.message') this.#transcript.begin(asString(data['content']) ?? null);
    if (record['type'] !== 'assistant.message') return;
    const at = asString(record['timestamp']) ?? unknownTime;
    this.#transcribed.push(...this.#transcript.reply(asString(data['content']), null, at));
  }
}

/** The Markdown of an answer. Its parts are pieces of one text as they came; what stands between ends a piece. */
function shownText(response: Json | undefined): string {
  return asArray(response)
    .map(asObject)
    .map((part) => {
      const { kind } = part;
      if (kind === undefined || kind === null) return asString(part['value']) ?? '';
      if (kind === 'markdownContent' || kind === 'markdownVuln')
        return asString(asObject(part['content'])['value']) ?? asString(part['content']) ?? '';
      return kind === 'inlineReference' ? (asString(part['name']) ?? '') : '\n';
    })
    .join('');
}

const sessionKeys: ReadonlySet<string> = new Set(['sessionId']);
const requestKeys: ReadonlySet<string> = new Set(['timestamp', 'modelId', 'modelState']);

/** Keeps of a session, while its log is replayed, what was said: no edits, attachments and tool output. */
function prune(path: readonly (string | number)[], value: Json): Json {
  if (path.length === 0) {
    const session = asObject(value);
    return { sessionId: session['sessionId'] ?? null, requests: asArray(session['requests']).map(pruneRequest) };
  }
  if (path[0] !== 'requests') return sessionKeys.has(String(path[0])) ? value : null;
  if (path.length === 1) return asArray(value).map(pruneRequest);
  if (path.length === 2) return pruneRequest(value);
  if (path.length === 3) return pruneField(String(path[2]), value) ?? null;
  return value;
}

function pruneRequest(value: Json): Json {
  const kept: Record<string, Json> = {};
  for (const [key, field] of Object.entries(asObject(value))) {
    const pruned = field === undefined ? undefined : pruneField(key, field);
    if (pruned !== undefined) kept[key] = pruned;
  }
  return kept;
}

function pruneField(key: string, value: Json): Json | undefined {
  if (requestKeys.has(key)) return value;
  if (key === 'message') return asString(value) ?? asString(asObject(value)['text']) ?? null;
  // A list must keep its length, for later lines name places in it.
  if (key === 'response') return asArray(value).map(prunePart);
  if (key !== 'result') return undefined;
  const metadata = asObject(asObject(value)['metadata']);
  const toolCallRounds = asArray(metadata['toolCallRounds']).map((round) => ({
    response: asObject(round)['response'] ?? null,
  }));
  return { metadata: { resolvedModel: metadata['resolvedModel'] ?? null, toolCallRounds } };
}

function prunePart(value: Json): Json {
  const { kind = null, value: text = null, content = null, name = null } = asObject(value);
  if (kind === null) return { value: text };
  return kind === 'markdownContent' || kind === 'markdownVuln' || kind === 'inlineReference'
    ? { kind, content, name }
    : { kind };
}
