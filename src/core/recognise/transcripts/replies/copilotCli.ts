import { asObject, asString, type JsonObject } from '../../../shared/json.ts';
import { copilotCli } from '../copilotCli.ts';
import { JsonLines } from '../jsonLines.ts';
import type { TranscriptLine } from '../transcript.ts';
import { ReplyTurn, unknownTime, type Reply, type ReplyReader } from './reply.ts';

/** The kind of an event, which is written first. A line that looks otherwise is parsed. */
const kind = /^\{"type": ?"([\w.]+)"/;
const readEvents: ReadonlySet<string> = new Set([
  'session.start',
  'session.resume',
  'user.message',
  'assistant.message',
]);

/**
 * Reads what GitHub Copilot CLI and its sub-agents said in a session (seen: 1.0.102).
 * @param fallback name of the session where the records do not say
 */
export class CopilotCliReplies implements ReplyReader {
  readonly #lines = new JsonLines();
  readonly #seen = new Set<string>();
  readonly #turn: ReplyTurn;
  #begun = false;

  constructor(fallback: string) {
    this.#turn = new ReplyTurn(copilotCli, fallback);
  }

  read(line: TranscriptLine): readonly Reply[] {
    const event = this.#lines.read(line, (text) => !readEvents.has(kind.exec(text)?.[1] ?? 'user.message'));
    if (!event) return [];
    const data = asObject(event['data']);
    const id = asString(event['id']);
    const repeated = id !== undefined && this.#seen.has(id);
    if (id !== undefined) this.#seen.add(id);
    if (event['type'] === 'session.start' || event['type'] === 'session.resume') {
      if (!this.#begun) this.#turn.session = asString(data['sessionId']) ?? this.#turn.session;
    } else if (event['type'] === 'user.message' && !repeated) {
      this.#prompt(event, data);
    } else if (event['type'] === 'assistant.message' && !repeated) {
      const at = asString(event['timestamp']) ?? unknownTime;
      return this.#turn.reply(asString(data['content']), asString(data['model']) ?? null, at);
    }
    return [];
  }

  end(): readonly Reply[] {
    return [];
  }

  /** Skills, sub-agents and the autopilot send messages too. */
  #prompt(event: JsonObject, data: JsonObject): void {
    const source = asString(data['source']);
    if (event['agentId'] !== undefined || data['isAutopilotContinuation'] === true) return;
    const words = asString(data['content'])?.trim() ?? '';
    if ((source !== undefined && source !== 'user') || words === '') return;
    this.#begun = true;
    this.#turn.begin(words);
  }
}
