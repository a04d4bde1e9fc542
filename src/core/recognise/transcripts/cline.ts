import { asArray, asObject, asString, type Json, type JsonObject } from '../../shared/json.ts';
import { callsInText, clineEditingTools, readClineEdits, type ClineCall } from './clineEdits.ts';
import { answerTo, folderIn, saidBy, textOfMessage } from './clineMessages.ts';
import { readShownEdits, type ShownEdit } from './clineShown.ts';
import { JsonLines } from './jsonLines.ts';
import { WrittenFiles } from './replacements.ts';
import type { Gap, TranscriptLine, TranscriptReader, TranscriptSuggestion } from './transcript.ts';
import { Turn } from './turn.ts';

/** Name of the tool in the ledger. */
export const cline = 'cline';

/**
 * Reads one session of Cline's command line (seen: 3.0; the documents `<id>.json` and `<id>.messages.json`), or one
 * task of its extension: `{"history"}`, `{"shown"}` and `{"usage"}` hold the lists of `api_conversation_history.json`,
 * `ui_messages.json`, and the models of `task_metadata.json`.
 */
export class ClineReader implements TranscriptReader {
  readonly #lines = new JsonLines();
  readonly #name: string;
  #about: JsonObject = {};
  #messages: readonly JsonObject[] = [];
  #shown = new Map<string, ShownEdit[]>();
  #usage: readonly JsonObject[] = [];
  #turn = new Turn(cline, '', 0, null);
  #index = -1;
  #files = new WrittenFiles();
  #cwd: string | null = null;

  /** @param name of the session; a task of the extension is named by when it began, in milliseconds */
  constructor(name: string) {
    this.#name = name;
  }

  get gaps(): readonly Gap[] {
    return this.#lines.gaps;
  }

  read(line: TranscriptLine): readonly TranscriptSuggestion[] {
    const record = this.#lines.read(line);
    if (!record) return [];
    if (record['messages'] !== undefined || record['history'] !== undefined)
      this.#messages = asArray(record['messages'] ?? record['history']).map(asObject);
    else if (record['shown'] !== undefined) this.#shown = readShownEdits(record['shown']);
    else if (record['usage'] !== undefined) this.#usage = asArray(record['usage']).map(asObject);
    else this.#about = record;
    return [];
  }

  end(): readonly TranscriptSuggestion[] {
    this.#lines.end();
    const suggestions: TranscriptSuggestion[] = [];
    this.#cwd = asString(this.#about['cwd']) ?? asString(this.#about['workspace_root']) ?? null;
    this.#turn = new Turn(cline, this.#name, 0, null);
    for (const [number, message] of this.#messages.entries()) {
      if (message['role'] === 'assistant') this.#assistant(message, number);
      if (message['role'] !== 'user') continue;
      this.#cwd ??= folderIn(textOfMessage(message['content'])) ?? null;
      const said = saidBy(message['content']);
      if (said === null) continue;
      suggestions.push(...this.#turn.suggestions());
      this.#index += 1;
      this.#turn = new Turn(cline, this.#name, this.#index, said);
      this.#files = new WrittenFiles();
    }
    return [...suggestions, ...this.#turn.suggestions()];
  }

  #assistant(message: JsonObject, number: number): void {
    const next = this.#answering(number);
    const isNew = (file: string): boolean => this.#shown.get(file)?.[0]?.created === true;
    for (const [order, call] of callsOf(message['content']).entries()) {
      const answer = answerTo(call, next?.['content']);
      if (!answer) continue;
      const files = answer.kind === 'rejected' ? new WrittenFiles() : this.#files;
      for (const [part, edit] of readClineEdits(call, answer, files, isNew).entries()) {
        const shown = this.#shown.get(edit.file)?.shift();
        const modified = answer.kind === 'modified' || shown?.modified === true;
        this.#turn.add({
          ...edit,
          callId: this.#callId(call, number, order, part),
          cwd: this.#cwd,
          at: this.#at(message, next, shown),
          model: this.#model(message),
          answer: answer.kind === 'rejected' ? 'rejected' : modified ? 'modified' : this.#approval(shown),
        });
      }
    }
  }

  /** The user's message after one of the model's, in which the results of its calls stand. */
  #answering(number: number): JsonObject | undefined {
    const next = this.#messages[number + 1];
    return next?.['role'] === 'user' ? next : undefined;
  }

  /** Nobody is asked where a program runs the tool, or a setting approves. */
  #approval(shown: ShownEdit | undefined): 'accepted' | 'automatic' | 'none' {
    if (shown) return shown.asked ? 'accepted' : 'automatic';
    const unattended =
      this.#about['interactive'] === false || asObject(this.#about['metadata'])['autoApproveTools'] === true;
    return unattended ? 'automatic' : 'none';
  }

  #callId({ id }: ClineCall, message: number, order: number, part: number): string {
    // Ids some models give are short and come again in every session; calls in the text have none.
    const unique =
      id === undefined
        ? `${this.#name}/${String(message)}/${String(order)}`
        : id.length < 12
          ? `${this.#name}/${id}`
          : id;
    return part === 0 ? unique : `${unique}/${String(part)}`;
  }

  /** When the answer came; else when the edit was shown, the model wrote it, or the task began. */
  #at(message: JsonObject, answer: JsonObject | undefined, shown: ShownEdit | undefined): string {
    const times = [answer?.['ts'], shown?.at, message['ts'], Number(/^\d{12,14}/.exec(this.#name)?.[0] ?? 0)];
    const time = times.find((one) => typeof one === 'number' && one > 0 && one < 8.64e15);
    return new Date(typeof time === 'number' ? time : 0).toISOString();
  }

  #model(message: JsonObject): string | null {
    const info = asObject(message['modelInfo']);
    const used = this.#usage.filter(({ ts }) => !(Number(ts) > Number(message['ts'])));
    return (
      asString(info['id']) ??
      asString(info['modelId']) ??
      asString((used.at(-1) ?? this.#usage[0])?.['model_id']) ??
      asString(this.#about['model']) ??
      null
    );
  }
}

function callsOf(content: Json | undefined): ClineCall[] {
  const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : asArray(content).map(asObject);
  return blocks.flatMap((block: JsonObject): ClineCall[] => {
    if (block['type'] === 'text') return callsInText(asString(block['text']) ?? '');
    const [id, tool] = [asString(block['id']), asString(block['name']) ?? ''];
    return block['type'] === 'tool_use' && id !== undefined && clineEditingTools.has(tool)
      ? [{ id, tool, input: asObject(block['input']) }]
      : [];
  });
}
