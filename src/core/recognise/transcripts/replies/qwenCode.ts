import { asObject, asString } from '../../../shared/json.ts';
import { wordsOfParts } from '../geminiPrompt.ts';
import { JsonLines } from '../jsonLines.ts';
import { qwenCode } from '../qwenCode.ts';
import type { TranscriptLine } from '../transcript.ts';
import { textOfParts } from './geminiCli.ts';
import { ReplyTurn, unknownTime, type Reply, type ReplyReader } from './reply.ts';

/**
 * Reads what Qwen Code said in a session (seen: 0.15.10).
 * @param fallback name of the session where the records do not say
 */
export class QwenCodeReplies implements ReplyReader {
  readonly #lines = new JsonLines();
  readonly #seen = new Set<string>();
  readonly #turn: ReplyTurn;

  constructor(fallback: string) {
    this.#turn = new ReplyTurn(qwenCode, fallback);
  }

  read(line: TranscriptLine): readonly Reply[] {
    const record = this.#lines.read(line, (text) => /"type": ?"(?:tool_result|system)"/.test(text));
    if (!record) return [];
    const message = asObject(record['message']);
    const content = message['parts'] ?? message['content'];
    if (record['type'] !== 'user' && record['type'] !== 'assistant') return [];
    this.#turn.session = asString(record['sessionId']) ?? this.#turn.session;
    const uuid = asString(record['uuid']);
    if (uuid !== undefined && this.#seen.has(uuid)) return [];
    if (uuid !== undefined) this.#seen.add(uuid);
    if (record['type'] === 'assistant') {
      const at = asString(record['timestamp']) ?? unknownTime;
      return this.#turn.reply(textOfParts(content), asString(record['model']) ?? null, at);
    }
    // A job or a notification speaks in the user's place.
    const words = record['subtype'] === undefined ? wordsOfParts(content) : undefined;
    if (words !== undefined) this.#turn.begin(words);
    return [];
  }

  end(): readonly Reply[] {
    return [];
  }
}
