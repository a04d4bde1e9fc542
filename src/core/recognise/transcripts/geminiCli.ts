import { asArray, asObject, asString, type Json, type JsonObject } from '../../shared/json.ts';
import { readGeminiCall } from './geminiEdits.ts';
import { isFirstMessage, wordsOfParts } from './geminiPrompt.ts';
import { JsonDocument } from './jsonDocument.ts';
import { JsonLines } from './jsonLines.ts';
import type { Gap, TranscriptLine, TranscriptReader, TranscriptSuggestion } from './transcript.ts';
import { Turn } from './turn.ts';

/** Name of the tool in the ledger. */
export const geminiCli = 'gemini-cli';

/** A message that only gives back to the model what a tool said. */
const toolResponse = /^\{"id": ?"[^"]*", ?"timestamp": ?"[^"]*", ?"type": ?"user", ?"content": ?\[\{"functionResponse"/;

/**
 * Reads a session of Gemini CLI (seen: 0.61.0): JSON Lines, or the one JSON document of older versions. A message is
 * written again when its tools are done; a resumed session, and one whose user rejected an edit, repeats all messages
 * without their tools, under the old or new ids. Each prompt and each call counts where it is seen first. Every field
 * may be missing; what is not understood is passed over.
 * @param fallback name of the session where the records do not say
 */
export class GeminiCliReader implements TranscriptReader {
  readonly #lines = new JsonLines();
  readonly #seen = new Set<string>();
  readonly #fallback: string;
  readonly #cwd: string | null;
  #document: JsonDocument | undefined;
  #first = true;
  #session: string | undefined;
  #subAgent = false;
  #turn: Turn | undefined;
  #turns = 0;
  /** The user's words so far, and how many of them a history that is being repeated has come to. */
  readonly #prompts: string[] = [];
  #repeated: number | undefined;
  #at = '1970-01-01T00:00:00.000Z';

  /** @param cwd the folder the tool worked in; the records do not say */
  constructor(fallback: string, cwd: string | null = null) {
    this.#fallback = fallback;
    this.#cwd = cwd;
  }

  get gaps(): readonly Gap[] {
    return this.#document?.gaps ?? this.#lines.gaps;
  }

  read(line: TranscriptLine): readonly TranscriptSuggestion[] {
    // A document begins with a bracket alone; a line of JSON Lines is whole.
    if (this.#first && typeof line === 'string' && line.trim() === '{') this.#document = new JsonDocument();
    this.#first = false;
    if (this.#document) {
      this.#document.add(line);
      return [];
    }
    const record = this.#lines.read(line, (text) => toolResponse.test(text));
    return record ? this.#record(record) : [];
  }

  end(): readonly TranscriptSuggestion[] {
    const records = this.#document?.end() ?? [];
    this.#lines.end();
    return [...records.flatMap((record) => this.#record(record)), ...this.#finishTurn()];
  }

  #record(record: JsonObject): readonly TranscriptSuggestion[] {
    const session = asString(record['sessionId']);
    if (session !== undefined) {
      this.#session ??= session;
      this.#subAgent ||= record['kind'] === 'subagent';
    }
    const messages = [...asArray(record['messages']), ...asArray(asObject(record['$set'])['messages'])].map(asObject);
    if (record['type'] !== undefined) messages.push(record);
    return messages.flatMap((message) => this.#message(message));
  }

  #message(message: JsonObject): readonly TranscriptSuggestion[] {
    const id = asString(message['id']);
    this.#at = asString(message['timestamp']) ?? this.#at;
    if (message['type'] === 'user') {
      if (id !== undefined && this.#seen.has(id)) return [];
      const words = wordsOfParts(message['displayContent'] ?? message['content']);
      if (words === undefined) return [];
      if (id !== undefined) this.#seen.add(id);
      if (this.#isRepeated(message['content'], words)) return [];
      this.#prompts.push(words);
      return this.#start(words);
    }
    for (const call of asArray(message['toolCalls'])) this.#call(asObject(call), asString(message['model']) ?? null);
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

  #call(call: JsonObject, model: string | null): void {
    const status = asString(call['status']) ?? '';
    const at = asString(call['timestamp']) ?? this.#at;
    const name = asString(call['name']) ?? '';
    const id = asString(call['id']) ?? `${name} ${at}`;
    if (this.#seen.has(id) || !['success', 'cancelled', 'error'].includes(status)) return;
    this.#seen.add(id);
    const display = call['resultDisplay'];
    const edit = readGeminiCall({ name, args: asObject(call['args']), status, display, said: saidIn(call['result']) });
    if (!edit) return;
    if (!this.#turn) this.#start(null);
    this.#turn?.add({ ...edit, callId: id, cwd: this.#cwd, at, model });
  }

  #start(words: string | null): readonly TranscriptSuggestion[] {
    const finished = this.#finishTurn();
    // What a sub-agent is told are another model's words.
    this.#turn = new Turn(geminiCli, this.#session ?? this.#fallback, this.#turns, this.#subAgent ? null : words);
    this.#turns += 1;
    return finished;
  }

  #finishTurn(): readonly TranscriptSuggestion[] {
    const suggestions = this.#turn?.suggestions() ?? [];
    this.#turn = undefined;
    return suggestions;
  }
}

/** The text of `result`: parts `{functionResponse: {response: {output | error}}}`. */
function saidIn(result: Json | undefined): string {
  return asArray(result)
    .map((part) => asObject(asObject(asObject(part)['functionResponse'])['response']))
    .map((response) => asString(response['error']) ?? asString(response['output']) ?? '')
    .join('\n');
}
