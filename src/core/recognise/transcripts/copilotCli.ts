import { asObject, asString, type Json, type JsonObject } from '../../shared/json.ts';
import { editingTools, editsOfCall, editsRejected } from './copilotCliEdits.ts';
import { JsonLines } from './jsonLines.ts';
import type { Gap, TranscriptLine, TranscriptReader, TranscriptSuggestion } from './transcript.ts';
import { Turn } from './turn.ts';

/** Name of the tool in the ledger. */
export const copilotCli = 'copilot-cli';

/** Calls whose results were never recorded are forgotten beyond so many, so that no session fills the memory. */
const mostWaiting = 1_000;

/** From this version on a session is known to tell when a person was asked; where it does not, nobody was. */
const tellsOfPermissions: readonly number[] = [1, 0, 102];

/** The kind of an event, which is written first. A line that looks otherwise is parsed. */
const kind = /^\{"type": ?"([\w.]+)"/;
const readEvents: ReadonlySet<string> = new Set([
  'session.start',
  'session.resume',
  'session.context_changed',
  'user.message',
  'permission.requested',
  'permission.completed',
  'tool.execution_start',
  'tool.execution_complete',
]);

interface Call {
  readonly args: Json | undefined;
  readonly model: string | null;
  shown: JsonObject;
  /** Undefined where nobody was asked. */
  answer: TranscriptSuggestion['answer'] | undefined;
}

/**
 * Reads a session of GitHub Copilot CLI (seen: 1.0.102). It goes on in the same file when it is resumed, the tool's own
 * numbers of turns starting anew; here a turn begins with each message of the user. Every field may be missing; what is
 * not understood is passed over.
 * @param fallback name of the session where the records do not say
 */
export class CopilotCliReader implements TranscriptReader {
  readonly #lines = new JsonLines();
  readonly #calls = new Map<string, Call>();
  readonly #seen = new Set<string>();
  #session: string;
  #cwd: string | null = null;
  #asks = false;
  #turn: Turn | undefined;
  #turns = 0;
  #at = '1970-01-01T00:00:00.000Z';

  constructor(fallback: string) {
    this.#session = fallback;
  }

  get gaps(): readonly Gap[] {
    return this.#lines.gaps;
  }

  read(line: TranscriptLine): readonly TranscriptSuggestion[] {
    const event = this.#lines.read(line, (text) => this.#isOther(text));
    if (!event) return [];
    this.#at = asString(event['timestamp']) ?? this.#at;
    const data = asObject(event['data']);
    switch (event['type']) {
      case 'session.start':
      case 'session.resume':
      case 'session.context_changed':
        this.#context(data);
        return [];
      case 'user.message':
        return this.#prompt(event, data);
      case 'permission.requested':
        this.#asked(asObject(data['permissionRequest']));
        return [];
      case 'permission.completed':
        this.#answered(data);
        return [];
      case 'tool.execution_start':
        this.#started(data);
        return [];
      case 'tool.execution_complete':
        this.#completed(data);
        return [];
      default:
        return [];
    }
  }

  end(): readonly TranscriptSuggestion[] {
    this.#lines.end();
    return this.#finishTurn();
  }

  /** Events about anything else, and results while no edit is waiting for one: most of a transcript's bytes. */
  #isOther(line: string): boolean {
    const found = kind.exec(line)?.[1];
    if (found === undefined) return false;
    return !readEvents.has(found) || (found === 'tool.execution_complete' && this.#calls.size === 0);
  }

  #context(data: JsonObject): void {
    if (this.#turns === 0) this.#session = asString(data['sessionId']) ?? this.#session;
    this.#cwd = asString(asObject(data['context'])['cwd']) ?? asString(data['cwd']) ?? this.#cwd;
    const version = asString(data['copilotVersion']);
    if (version !== undefined) this.#asks ||= isAtLeast(version, tellsOfPermissions);
  }

  #prompt(event: JsonObject, data: JsonObject): readonly TranscriptSuggestion[] {
    const source = asString(data['source']);
    // Skills, sub-agents and the autopilot send messages too.
    if (event['agentId'] !== undefined || data['isAutopilotContinuation'] === true) return [];
    if (source !== undefined && source !== 'user') return [];
    const id = asString(event['id']);
    const words = asString(data['content'])?.trim();
    if (words === undefined || words === '' || (id !== undefined && this.#seen.has(id))) return [];
    if (id !== undefined) this.#seen.add(id);
    return this.#start(words);
  }

  #started(data: JsonObject): void {
    const [id, name] = [asString(data['toolCallId']), asString(data['toolName'])];
    if (id === undefined || name === undefined || !editingTools.has(name) || this.#seen.has(id)) return;
    const [oldest] = this.#calls.keys();
    if (this.#calls.size >= mostWaiting && oldest !== undefined) this.#calls.delete(oldest);
    const model = asString(data['model']) ?? null;
    this.#calls.set(id, { args: data['arguments'], model, shown: {}, answer: undefined });
  }

  #asked(request: JsonObject): void {
    const call = this.#calls.get(asString(request['toolCallId']) ?? '');
    if (call) call.shown = request;
    this.#asks = true;
  }

  /** An answer nobody signed is not a person's. */
  #answered(data: JsonObject): void {
    this.#asks = true;
    const call = this.#calls.get(asString(data['toolCallId']) ?? '');
    if (!call) return;
    const answer = asString(asObject(data['result'])['kind']) ?? '';
    const source = asString(data['decisionSource']);
    if (answer === 'denied-interactively-by-user') call.answer = 'rejected';
    else if (answer.startsWith('approved'))
      call.answer = source === 'human_response' ? 'accepted' : source === undefined ? 'none' : 'automatic';
  }

  #completed(data: JsonObject): void {
    const id = asString(data['toolCallId']) ?? '';
    const call = this.#calls.get(id);
    if (!call) return;
    this.#calls.delete(id);
    this.#seen.add(id);
    const failure = asString(asObject(data['error'])['message']) ?? '';
    const rejected =
      data['success'] !== true &&
      (call.answer === 'rejected' || failure.startsWith('The user rejected this tool call'));
    const made = { args: call.args, shown: call.shown, done: data };
    const edits = rejected ? editsRejected(made) : editsOfCall(made);
    if (edits.length > 0 && !this.#turn) this.#start(null);
    for (const [index, edit] of edits.entries()) {
      this.#turn?.add({
        ...edit,
        // One patch changes several files; each is a call of its own here.
        callId: index === 0 ? id : `${id}#${String(index + 1)}`,
        cwd: this.#cwd,
        at: this.#at,
        model: asString(data['model']) ?? call.model,
        answer: rejected ? 'rejected' : (call.answer ?? (this.#asks ? 'automatic' : 'none')),
      });
    }
  }

  #start(words: string | null): readonly TranscriptSuggestion[] {
    const finished = this.#finishTurn();
    this.#turn = new Turn(copilotCli, this.#session, this.#turns, words);
    this.#turns += 1;
    return finished;
  }

  #finishTurn(): readonly TranscriptSuggestion[] {
    const suggestions = this.#turn?.suggestions() ?? [];
    this.#turn = undefined;
    return suggestions;
  }
}

function isAtLeast(version: string, least: readonly number[]): boolean {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  for (const [index, number] of least.entries()) {
    const part = parts[index] ?? 0;
    if (part !== number) return part > number;
  }
  return true;
}
