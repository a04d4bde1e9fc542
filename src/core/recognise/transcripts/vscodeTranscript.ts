import { asObject, asString, type JsonObject } from '../../shared/json.ts';
import { argumentsOf, bareId, type ToolCall } from './vscodeTools.ts';

/** One turn of a chat as its transcript has it: only the calls that were answered with success. */
export interface TranscribedTurn {
  readonly prompt: string | null;
  readonly calls: readonly ToolCall[];
}

interface Started {
  readonly turn: ToolCall[];
  readonly call: ToolCall;
}

/**
 * `GitHub.copilot-chat/transcripts/<id>.jsonl` (seen: copilot-agent 0.67): written while a turn goes on, with the time
 * and the success of each call, but with neither request ids nor what stood before.
 */
export class ChatTranscript {
  readonly turns: TranscribedTurn[] = [];
  readonly #started = new Map<string, Started>();
  readonly #done = new Map<string, ToolCall>();
  readonly #failed = new Set<string>();
  #calls: ToolCall[] | undefined;
  #session: string | undefined;

  get session(): string | undefined {
    return this.#session;
  }

  /** @param record one line; anything that is no record of the transcript changes nothing */
  take(record: JsonObject): void {
    const data = asObject(record['data']);
    const id = bareId(asString(data['toolCallId']) ?? '');
    switch (record['type']) {
      case 'session.start':
        this.#session = asString(data['sessionId']) ?? this.#session;
        break;
      case 'user.message':
        this.#begin(asString(data['content']) ?? null);
        break;
      case 'tool.execution_start':
        this.#started.set(id, {
          turn: this.#calls ?? this.#begin(null),
          call: {
            id,
            name: asString(data['toolName']) ?? '',
            input: argumentsOf(data['arguments']),
            at: asString(record['timestamp']),
          },
        });
        break;
      case 'tool.execution_complete':
        this.#complete(id, data['success'] === true, asString(record['timestamp']));
        break;
    }
  }

  /** A call that was answered with success. */
  done(id: string): ToolCall | undefined {
    return this.#done.get(bareId(id));
  }

  /** Whether a call was answered with a failure. */
  failed(id: string): boolean {
    return this.#failed.has(bareId(id));
  }

  #begin(prompt: string | null): ToolCall[] {
    const calls: ToolCall[] = [];
    this.#calls = calls;
    this.turns.push({ prompt, calls });
    return calls;
  }

  #complete(id: string, success: boolean, at: string | undefined): void {
    const started = this.#started.get(id);
    this.#started.delete(id);
    if (!success) this.#failed.add(id);
    if (!started || !success) return;
    const call = { ...started.call, at: at ?? started.call.at };
    started.turn.push(call);
    this.#done.set(id, call);
  }
}
