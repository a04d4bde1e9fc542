import { asArray, asObject, asString, type Json, type JsonObject } from '../../../shared/json.ts';
import { cline } from '../cline.ts';
import { saidBy } from '../clineMessages.ts';
import { JsonLines } from '../jsonLines.ts';
import type { TranscriptLine } from '../transcript.ts';
import { isoOf, ReplyTurn, type Reply, type ReplyReader } from './reply.ts';

/** Calls by which the model speaks to the user, with the input that holds its words. */
const speaking: Readonly<Record<string, string>> = {
  attempt_completion: 'result',
  plan_mode_respond: 'response',
  ask_followup_question: 'question',
};

/** A call written as tags in the text, and what the model thought. */
const notSaid = /<(thinking|[a-z]+(?:_[a-z]+)+)>[\s\S]*?(?:<\/\1>|$)/g;
const spoken =
  /<(attempt_completion|plan_mode_respond|ask_followup_question)>\s*<(result|response|question)>([\s\S]*?)<\/\2>[\s\S]*?(?:<\/\1>|$)/g;

/**
 * Reads what Cline said in a session of its command line or a task of its extension, from the documents `ClineReader`
 * gets.
 * @param name of the session
 */
export class ClineReplies implements ReplyReader {
  readonly #lines = new JsonLines();
  readonly #turn: ReplyTurn;
  #about: JsonObject = {};
  #messages: readonly JsonObject[] = [];
  #usage: readonly JsonObject[] = [];

  constructor(name: string) {
    this.#turn = new ReplyTurn(cline, name);
  }

  read(line: TranscriptLine): readonly Reply[] {
    const record = this.#lines.read(line);
    if (!record) return [];
    if (record['messages'] !== undefined || record['history'] !== undefined)
      this.#messages = asArray(record['messages'] ?? record['history']).map(asObject);
    else if (record['usage'] !== undefined) this.#usage = asArray(record['usage']).map(asObject);
    else if (record['shown'] === undefined) this.#about = record;
    return [];
  }

  end(): readonly Reply[] {
    return this.#messages.flatMap((message) => {
      const { content } = message;
      if (message['role'] === 'user') {
        const words = saidBy(content);
        if (words !== null) this.#turn.begin(words);
      }
      return message['role'] === 'assistant'
        ? this.#turn.reply(textSaid(content), this.#model(message), isoOf(message['ts']))
        : [];
    });
  }

  #model(message: JsonObject): string | null {
    const info = asObject(message['modelInfo']);
    const used = this.#usage.at(-1)?.['model_id'];
    return (
      asString(info['id']) ?? asString(info['modelId']) ?? asString(used) ?? asString(this.#about['model']) ?? null
    );
  }
}

function textSaid(content: Json | undefined): string {
  const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : asArray(content).map(asObject);
  return blocks
    .flatMap((block: JsonObject) => {
      if (block['type'] === 'tool_use') {
        const input = speaking[asString(block['name']) ?? ''];
        return input === undefined ? [] : (asString(asObject(block['input'])[input]) ?? []);
      }
      const text = block['type'] === 'text' ? (asString(block['text']) ?? '') : '';
      return [text.replace(spoken, '$3').replace(notSaid, '')];
    })
    .join('\n');
}
