import { asArray, asObject, asString, type JsonObject } from '../../shared/json.ts';
import { isGeminiEdit, readGeminiCall } from './geminiEdits.ts';
import { wordsOfParts } from './geminiPrompt.ts';
import { JsonLines } from './jsonLines.ts';
import type { Gap, TranscriptLine, TranscriptReader, TranscriptSuggestion } from './transcript.ts';
import { Turn } from './turn.ts';

/** Name of the tool in the ledger. */
export const qwenCode = 'qwen-code';

/** Calls whose results were never recorded are forgotten beyond so many, so that no session fills the memory. */
const mostWaiting = 1_000;

/** What the telemetry of a call says about the user's answer. */
const answers: Readonly<Record<string, TranscriptSuggestion['answer']>> = {
  accept: 'accepted',
  auto_accept: 'automatic',
  modify: 'modified',
  reject: 'rejected',
};

interface Call {
  readonly name: string;
  readonly args: JsonObject;
  readonly model: string | null;
  readonly cwd: string | null;
}

/**
 * Reads a session of Qwen Code (seen: 0.15.10). The path of an edit stands in the model's call, what it did in the
 * result, the user's answer in the telemetry between them. Every field may be missing; what is not understood is passed
 * over.
 * @param fallback name of the session where the records do not say
 */
export class QwenCodeReader implements TranscriptReader {
  readonly #lines = new JsonLines();
  readonly #fallback: string;
  readonly #calls = new Map<string, Call>();
  readonly #answers = new Map<string, TranscriptSuggestion['answer']>();
  readonly #seen = new Set<string>();
  #turn: Turn | undefined;
  #turns = 0;
  #at = '1970-01-01T00:00:00.000Z';

  constructor(fallback: string) {
    this.#fallback = fallback;
  }

  get gaps(): readonly Gap[] {
    return this.#lines.gaps;
  }

  read(line: TranscriptLine): readonly TranscriptSuggestion[] {
    const record = this.#lines.read(line, (text) => this.#isOtherResult(text));
    if (!record) return [];
    this.#at = asString(record['timestamp']) ?? this.#at;
    const message = asObject(record['message']);
    switch (record['type']) {
      case 'user':
        return this.#prompt(record, message);
      case 'assistant':
        this.#assistant(record, message);
        return [];
      case 'system':
        this.#telemetry(asObject(asObject(record['systemPayload'])['uiEvent']));
        return [];
      case 'tool_result':
        this.#result(record, message);
        return [];
      default:
        return [];
    }
  }

  end(): readonly TranscriptSuggestion[] {
    this.#lines.end();
    return this.#finishTurn();
  }

  /** The result of a call that edits nothing: most of a transcript's bytes. A quoted name inside a text is escaped. */
  #isOtherResult(line: string): boolean {
    return this.#calls.size === 0 && /"type": ?"tool_result"/.test(line) && !line.includes('"newContent"');
  }

  #prompt(record: JsonObject, message: JsonObject): readonly TranscriptSuggestion[] {
    // A job or a notification speaks in the user's place.
    if (record['subtype'] !== undefined) return [];
    const uuid = asString(record['uuid']);
    const words = wordsOfParts(message['parts'] ?? message['content']);
    if (words === undefined || (uuid !== undefined && this.#seen.has(uuid))) return [];
    if (uuid !== undefined) this.#seen.add(uuid);
    return this.#start(record, words);
  }

  #assistant(record: JsonObject, message: JsonObject): void {
    for (const part of asArray(message['parts'])) {
      const call = asObject(asObject(part)['functionCall']);
      const [id, name] = [asString(call['id']), asString(call['name'])];
      if (id === undefined || name === undefined || !isGeminiEdit(name, undefined) || this.#seen.has(id)) continue;
      const [oldest] = this.#calls.keys();
      if (this.#calls.size >= mostWaiting && oldest !== undefined) this.#calls.delete(oldest);
      this.#calls.set(id, {
        name,
        args: asObject(call['args']),
        model: asString(record['model']) ?? null,
        cwd: asString(record['cwd']) ?? null,
      });
    }
  }

  /** It names the tool and the file, not the call; the call's result comes next. */
  #telemetry(event: JsonObject): void {
    const answer = answers[asString(event['decision']) ?? ''];
    const name = asString(event['function_name']);
    if (name === undefined || answer === undefined || !isGeminiEdit(name, undefined)) return;
    this.#answers.set(answerKey(name, asObject(event['function_args'])), answer);
  }

  #result(record: JsonObject, message: JsonObject): void {
    const result = asObject(record['toolCallResult']);
    const responses = asArray(message['parts']).map((part) => asObject(asObject(part)['functionResponse']));
    const id = asString(result['callId']) ?? asString(responses[0]?.['id']) ?? '';
    const call = this.#calls.get(id);
    if (!call) return;
    this.#calls.delete(id);
    this.#seen.add(id);
    const key = answerKey(call.name, call.args);
    const recorded = this.#answers.get(key);
    this.#answers.delete(key);
    const said = responses.map(({ response }) => asString(asObject(response)['error']) ?? '').join('\n');
    const status = asString(result['status']) ?? (said === '' ? 'success' : 'error');
    const edit = readGeminiCall({ ...call, status, display: result['resultDisplay'], said });
    if (!edit) return;
    if (!this.#turn) this.#start(record, null);
    this.#turn?.add({
      ...edit,
      callId: id,
      cwd: call.cwd,
      model: call.model,
      at: asString(record['timestamp']) ?? this.#at,
      answer: edit.answer === 'none' ? (recorded ?? 'none') : edit.answer,
    });
  }

  #start(record: JsonObject, words: string | null): readonly TranscriptSuggestion[] {
    const finished = this.#finishTurn();
    this.#turn = new Turn(qwenCode, asString(record['sessionId']) ?? this.#fallback, this.#turns, words);
    this.#turns += 1;
    return finished;
  }

  #finishTurn(): readonly TranscriptSuggestion[] {
    const suggestions = this.#turn?.suggestions() ?? [];
    this.#turn = undefined;
    return suggestions;
  }
}

function answerKey(name: string, args: JsonObject): string {
  return `${name} ${asString(args['file_path']) ?? ''}`;
}
