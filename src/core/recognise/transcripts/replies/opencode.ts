import { asObject, asString, type JsonObject } from '../../../shared/json.ts';
import { JsonLines } from '../jsonLines.ts';
import { nested, opencode, unquoted } from '../opencode.ts';
import type { TranscriptLine } from '../transcript.ts';
import { isoOf, ReplyTurn, type Reply, type ReplyReader } from './reply.ts';

/**
 * Reads what opencode and its sub-agents said in a session (seen: 1.18), from the rows of its database as
 * `OpencodeReader` gets them: `session`, then each `message` followed by its `part`s.
 * @param fallback name of the session where no row says it
 */
export class OpencodeReplies implements ReplyReader {
  readonly #lines = new JsonLines();
  readonly #turn: ReplyTurn;
  readonly #fallback: string;
  #message: JsonObject = {};
  #id: JsonObject[''];
  #own = true;
  #prompt: string[] = [];
  /** A prompt's own rows follow the message: the turn begins with what comes after them. */
  #asked = false;

  constructor(fallback: string) {
    this.#fallback = fallback;
    this.#turn = new ReplyTurn(opencode, fallback);
  }

  read(line: TranscriptLine): readonly Reply[] {
    const record = this.#lines.read(line);
    if (!record) return [];
    const row = asObject(record['row']);
    if (record['table'] === 'session') this.#turn.session = asString(row['id']) ?? this.#fallback;
    if (record['table'] === 'message') this.#start(row);
    return record['table'] === 'part' ? this.#part(row) : [];
  }

  end(): readonly Reply[] {
    return [];
  }

  #start(row: JsonObject): void {
    this.#begin();
    this.#message = asObject(nested(row['data']));
    this.#id = row['id'];
    this.#own = (asString(row['session_id']) ?? this.#turn.session) === this.#turn.session;
    this.#asked = this.#message['role'] === 'user' && this.#own;
  }

  #begin(): void {
    if (!this.#asked) return;
    const prompt = this.#prompt.join('\n').trim();
    this.#turn.begin(prompt === '' ? null : prompt);
    this.#prompt = [];
    this.#asked = false;
  }

  #part(row: JsonObject): Reply[] {
    const data = asObject(nested(row['data']));
    const text = asString(data['text']);
    if (data['type'] !== 'text' || text === undefined || data['synthetic'] === true || data['ignored'] === true)
      return [];
    if (this.#asked) this.#prompt.push(unquoted(text));
    if (this.#message['role'] !== 'assistant' || row['message_id'] !== this.#id) return [];
    const model = asString(this.#message['modelID']) ?? asString(asObject(this.#message['model'])['modelID']) ?? null;
    const said = asObject(data['time'])['end'] ?? asObject(this.#message['time'])['created'];
    return this.#turn.reply(text, model, isoOf(said));
  }
}
