import { asArray, asObject, asString, type JsonObject } from '../../../shared/json.ts';
import { continueTool } from '../continueSession.ts';
import { JsonLines } from '../jsonLines.ts';
import type { TranscriptLine } from '../transcript.ts';
import { isoOf, ReplyTurn, textOfBlocks, type Reply, type ReplyReader } from './reply.ts';

const said: ReadonlySet<string> = new Set(['text']);

/**
 * Reads what Continue said in one session (seen: command line 1.5), from what `ContinueSessionReader` gets. Its messages
 * carry no time: each reply has that of the session's last change.
 * @param fallback name of the session where the document does not say it
 */
export class ContinueReplies implements ReplyReader {
  readonly #lines = new JsonLines();
  readonly #fallback: string;
  #session: JsonObject = {};
  #modified: JsonObject[''];

  constructor(fallback: string) {
    this.#fallback = fallback;
  }

  read(line: TranscriptLine): readonly Reply[] {
    const record = this.#lines.read(line);
    if (record?.['history'] !== undefined) this.#session = record;
    this.#modified = record?.['modified'] ?? this.#modified;
    return [];
  }

  end(): readonly Reply[] {
    const turn = new ReplyTurn(continueTool, asString(this.#session['sessionId']) ?? this.#fallback);
    return asArray(this.#session['history'])
      .map(asObject)
      .flatMap((item) => {
        const message = asObject(item['message']);
        const text = textOfBlocks(message['content'], said);
        if (message['role'] === 'user') turn.begin(text.trim() === '' ? null : text);
        const model =
          asString(asObject(message['usage'])['model']) ??
          asString(asObject(asArray(item['promptLogs'])[0])['modelTitle']) ??
          asString(this.#session['chatModelTitle']) ??
          null;
        return message['role'] === 'assistant' ? turn.reply(text, model, isoOf(this.#modified)) : [];
      });
  }
}
