import { asArray, asObject, asString, type Json, type JsonObject } from '../../../shared/json.ts';
import { geminiCli } from '../geminiCli.ts';
import { isFirstMessage, wordsOfParts } from '../geminiPrompt.ts';
import { JsonDocument } from '../jsonDocument.ts';
import { JsonLines } from '../jsonLines.ts';
import type { TranscriptLine } from '../transcript.ts';
import { ReplyTurn, unknownTime, type Reply, type ReplyReader } from './reply.ts';

/**
 * Reads what Gemini CLI said in a session (seen: 0.61.0): JSON Lines, or the one JSON document of older versions. A
 * history that is repeated, by a resumed session for instance, counts where it was said first.
 * @param fallback name of the session where the records do not say
 */
export class GeminiCliReplies implements ReplyReader {
  readonly #lines = new JsonLines();
  readonly #seen = new Set<string>();
  readonly #turn: ReplyTurn;
  readonly #prompts: string[] = [];
  #repeated: number | undefined;
  #document: JsonDocument | undefined;
  #first = true;
  #named = false;
  #subAgent = false;

  constructor(fallback: string) {
    this.#turn = new ReplyTurn(geminiCli, fallback);
  }

  read(line: TranscriptLine): readonly Reply[] {
    // A document begins with a bracket alone; a line of JSON Lines is whole.
    if (this.#first && typeof line === 'string' && line.trim() === '{') this.#document = new JsonDocument();
    this.#first = false;
    if (this.#document) {
      this.#document.add(line);
      return [];
    }
    const record = this.#lines.read(line);
    return record ? this.#record(record) : [];
  }

  end(): readonly Reply[] {
    return (this.#document?.end() ?? []).flatMap((record) => this.#record(record));
  }

  #record(record: JsonObject): Reply[] {
    const session = asString(record['sessionId']);
    if (session !== undefined && !this.#named) {
      this.#named = true;
      this.#turn.session = session;
    }
    this.#subAgent ||= record['kind'] === 'subagent';
    const history = [...asArray(record['messages']), ...asArray(asObject(record['$set'])['messages'])].map(asObject);
    const messages = record['type'] === undefined ? history : [...history, record];
    return messages.flatMap((message) => this.#message(message));
  }

  #message(message: JsonObject): Reply[] {
    const id = asString(message['id']);
    const isUser = message['type'] === 'user';
    if (!isUser && message['type'] !== 'gemini') return [];
    const words = isUser
      ? wordsOfParts(message['displayContent'] ?? message['content'])
      : textOfParts(message['content']);
    if (words === undefined || words.trim() === '' || (id !== undefined && this.#seen.has(id))) return [];
    if (id !== undefined) this.#seen.add(id);
    if (!isUser) {
      if (this.#repeated !== undefined && this.#repeated < this.#prompts.length) return [];
      return this.#turn.reply(words, asString(message['model']) ?? null, asString(message['timestamp']) ?? unknownTime);
    }
    if (this.#isRepeated(message['content'], words)) return [];
    this.#prompts.push(words);
    this.#turn.begin(this.#subAgent ? null : words);
    return [];
  }

  /** Whether words are said again by a history that begins anew, in the order they were said in. */
  #isRepeated(content: Json | undefined, words: string): boolean {
    if (this.#prompts.length > 0 && isFirstMessage(content)) this.#repeated = 0;
    if (this.#repeated === undefined || this.#prompts[this.#repeated] !== words) {
      this.#repeated = undefined;
      return false;
    }
    this.#repeated += 1;
    return true;
  }
}

/** The text of parts, without what the model thought. */
export function textOfParts(content: Json | undefined): string {
  if (typeof content === 'string') return content;
  return asArray(content)
    .map((part) => (typeof part === 'string' ? { text: part } : asObject(part)))
    .flatMap((part) => ('thought' in part && part['thought'] === true ? [] : (asString(part['text']) ?? [])))
    .join('\n');
}
