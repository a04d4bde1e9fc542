import { asArray, asObject, asString, type JsonObject } from '../../../shared/json.ts';
import { codex } from '../codex.ts';
import { wordsOfItem, wordsOfMessage, wordsOfUser } from '../codexPrompt.ts';
import { JsonLines } from '../jsonLines.ts';
import type { TranscriptLine } from '../transcript.ts';
import { ReplyTurn, textOfBlocks, unknownTime, type Reply, type ReplyReader } from './reply.ts';

const said: ReadonlySet<string> = new Set(['output_text', 'Text', 'text']);

/** What tools were given and gave back, and what the model thought: most of a rollout's bytes. */
const others =
  /^\{"timestamp": ?"[^"]*", ?(?:"ordinal": ?\d+, ?)?"type": ?"(?:compacted|world_state|response_item", ?"payload": ?\{"type": ?"(?:reasoning|custom_tool_call|function_call|local_shell_call|web_search_call))/;

/**
 * Reads what Codex said in a rollout (seen: 0.169.0; older ones by their documentation). It stands there twice, in the
 * model's history and as an event; each message counts once. Summaries of a history are passed over.
 * @param fallback name of the session where the records do not say
 */
export class CodexReplies implements ReplyReader {
  readonly #lines = new JsonLines();
  readonly #turn: ReplyTurn;
  #named = false;
  #subAgent = false;
  #model: string | null = null;
  #events = false;
  #prompt: string | undefined;
  #last: string | undefined;

  constructor(fallback: string) {
    this.#turn = new ReplyTurn(codex, fallback);
  }

  read(line: TranscriptLine): readonly Reply[] {
    const record = this.#lines.read(line, (text) => others.test(text));
    if (!record) return [];
    const payload = asObject(record['payload']);
    const at = asString(record['timestamp']) ?? unknownTime;
    if (record['type'] === 'session_meta') this.#meta(payload);
    if (record['type'] === 'turn_context') this.#model = asString(payload['model']) ?? this.#model;
    if (record['type'] === 'response_item') {
      // Where events tell what the user said, the history adds nothing but what the tool says in the user's name.
      if (!this.#events) this.#begin(wordsOfMessage(payload));
      const summary = asObject(record['metadata'])['compaction_output'] === true;
      return payload['role'] === 'assistant' && !summary ? this.#said(textOfBlocks(payload['content'], said), at) : [];
    }
    return record['type'] === 'event_msg' ? this.#event(payload, at) : [];
  }

  end(): readonly Reply[] {
    return [];
  }

  #meta(payload: JsonObject): void {
    // A copied history begins with the records of the session it was copied from: the first are the session's own.
    if (this.#named) return;
    this.#named = true;
    this.#turn.session = asString(payload['id']) ?? this.#turn.session;
    this.#subAgent = payload['thread_source'] === 'subagent' || 'subagent' in asObject(payload['source']);
  }

  #event(payload: JsonObject, at: string): Reply[] {
    const item = asObject(payload['item']);
    switch (payload['type']) {
      case 'thread_settings_applied':
        this.#model = asString(asObject(payload['thread_settings'])['model']) ?? this.#model;
        return [];
      case 'user_message':
        this.#asked(wordsOfUser(asString(payload['message']) ?? ''));
        return [];
      case 'agent_message':
        return this.#said(asString(payload['message']) ?? '', at);
      case 'item_completed':
        if (item['type'] === 'UserMessage') this.#asked(wordsOfItem(item['content']));
        return item['type'] === 'AgentMessage'
          ? this.#said(
              asArray(item['content'])
                .map((block) => asString(asObject(block)['text']) ?? '')
                .join('\n'),
              at,
            )
          : [];
      default:
        return [];
    }
  }

  /** An event tells what the user said; the history may have told already. */
  #asked(words: string | undefined): void {
    const told = !this.#events && words === this.#prompt;
    if (words === undefined) return;
    this.#events = true;
    if (!told) this.#begin(words);
  }

  #begin(words: string | undefined): void {
    if (words === undefined) return;
    this.#prompt = words;
    this.#last = undefined;
    // What a sub-agent is told are another model's words.
    this.#turn.begin(this.#subAgent ? null : words);
  }

  #said(text: string, at: string): Reply[] {
    if (text === this.#last) return [];
    this.#last = text;
    return this.#turn.reply(text, this.#model, at);
  }
}
