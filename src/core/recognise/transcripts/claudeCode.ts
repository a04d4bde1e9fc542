import { asArray, asObject, asString, type Json, type JsonObject } from '../../shared/json.ts';
import { editingTools, readEdit } from './claudeCodeEdits.ts';
import { whatWasSaid } from './claudeCodePrompt.ts';
import { JsonLines } from './jsonLines.ts';
import type { Gap, TranscriptLine, TranscriptReader, TranscriptSuggestion } from './transcript.ts';
import { Turn } from './turn.ts';

/** Name of the tool in the ledger. */
export const claudeCode = 'claude-code';

/** Calls whose results were never recorded are forgotten beyond so many, so that no session fills the memory. */
const mostWaiting = 1_000;

/** Settings under which a person is asked before each edit, and those under which nobody is. */
const asking: ReadonlySet<string> = new Set(['default', 'plan']);
const automatic: ReadonlySet<string> = new Set(['acceptEdits', 'bypassPermissions', 'auto', 'dontAsk']);

/** How the result of a call begins that the user turned down. */
const rejections =
  /^(?:Error: )?(?:The user doesn't want to (?:proceed with this tool use|take this action)|User rejected tool use)/;

interface Call {
  readonly id: string;
  readonly name: string;
  readonly input: JsonObject;
  readonly model: string | null;
  readonly cwd: string | null;
  readonly at: string | undefined;
}

/**
 * Reads a session of Claude Code (seen: 2.1.197), its sub-agents' records among it. Every field may be missing; what is
 * not understood is passed over. Records that a resumed session repeats count once.
 * @param fallback name of the session where the records do not say
 */
export class ClaudeCodeReader implements TranscriptReader {
  readonly #lines = new JsonLines();
  readonly #fallback: string;
  readonly #turns = new Map<string, number>();
  readonly #calls = new Map<string, Call>();
  readonly #seen = new Set<string>();
  #turn: Turn | undefined;
  #command: string | null = null;
  #mode: string | undefined;
  #at = '1970-01-01T00:00:00.000Z';

  constructor(fallback: string) {
    this.#fallback = fallback;
  }

  get gaps(): readonly Gap[] {
    return this.#lines.gaps;
  }

  read(line: TranscriptLine): readonly TranscriptSuggestion[] {
    const record = this.#lines.read(line, (text) => this.#isOtherResult(text));
    return record ? this.#record(record) : [];
  }

  end(): readonly TranscriptSuggestion[] {
    this.#lines.end();
    return this.#finishTurn();
  }

  /**
   * The result of a call that edits nothing: most of a transcript's bytes, not worth parsing. A quoted name inside a
   * text has its quotes escaped and is not found.
   */
  #isOtherResult(line: string): boolean {
    return this.#calls.size === 0 && line.includes('"tool_result"') && !line.includes('"permissionMode"');
  }

  #record(record: JsonObject): readonly TranscriptSuggestion[] {
    const mode = asString(record['permissionMode']) ?? asString(record['mode']);
    if (mode !== undefined && (asking.has(mode) || automatic.has(mode))) this.#mode = mode;
    const message = asObject(record['message']);
    if (record['type'] === 'assistant') this.#assistant(record, message);
    if (record['type'] !== 'user') return [];
    this.#at = asString(record['timestamp']) ?? this.#at;
    const results = asArray(message['content'])
      .map(asObject)
      .filter((block) => block['type'] === 'tool_result');
    if (results.length > 0) {
      for (const block of results)
        this.#result(record, block, results.length === 1 ? record['toolUseResult'] : undefined);
      return [];
    }
    return this.#prompt(record, message['content']);
  }

  #assistant(record: JsonObject, message: JsonObject): void {
    for (const block of asArray(message['content']).map(asObject)) {
      const [id, name] = [asString(block['id']), asString(block['name'])];
      if (block['type'] !== 'tool_use' || id === undefined || name === undefined || !editingTools.has(name)) continue;
      if (this.#seen.has(id)) continue;
      const [oldest] = this.#calls.keys();
      if (this.#calls.size >= mostWaiting && oldest !== undefined) this.#calls.delete(oldest);
      this.#calls.set(id, {
        id,
        name,
        input: asObject(block['input']),
        model: asString(message['model']) ?? null,
        cwd: asString(record['cwd']) ?? null,
        at: asString(record['timestamp']),
      });
    }
  }

  #result(record: JsonObject, block: JsonObject, result: Json | undefined): void {
    const call = this.#calls.get(asString(block['tool_use_id']) ?? '');
    if (!call) return;
    this.#calls.delete(call.id);
    this.#seen.add(call.id);
    const failed = block['is_error'] === true || typeof result === 'string';
    const rejected = failed && (rejections.test(textOf(block['content'])) || rejections.test(asString(result) ?? ''));
    if (failed && !rejected) return;
    const edit = readEdit(call.name, call.input, rejected ? null : asObject(result));
    if (!edit) return;
    this.#turn ??= this.#startTurn(record, this.#command);
    this.#turn.add({
      ...edit,
      callId: call.id,
      cwd: call.cwd,
      model: call.model,
      at: asString(record['timestamp']) ?? call.at ?? this.#at,
      answer: rejected ? 'rejected' : edit.modified ? 'modified' : this.#answer(record),
    });
  }

  /** Nobody is asked where a program runs the tool, whatever the setting says. */
  #answer(record: JsonObject): TranscriptSuggestion['answer'] {
    if (this.#mode === undefined) return 'none';
    const unattended = (asString(record['entrypoint']) ?? '').startsWith('sdk');
    return automatic.has(this.#mode) || unattended ? 'automatic' : 'accepted';
  }

  #prompt(record: JsonObject, content: Json | undefined): readonly TranscriptSuggestion[] {
    if (record['isSidechain'] === true || record['isMeta'] === true || record['isCompactSummary'] === true) return [];
    const said = whatWasSaid(content);
    if (said.kind === 'nothing') return [];
    const uuid = asString(record['uuid']);
    if (uuid !== undefined && this.#seen.has(uuid)) return [];
    if (uuid !== undefined) this.#seen.add(uuid);
    const finished = this.#finishTurn();
    // `/clear` and the like start nothing; a command that leads to an edit is the turn's prompt.
    if (said.kind === 'command') this.#command = said.words;
    else this.#turn = this.#startTurn(record, said.words);
    return finished;
  }

  #startTurn(record: JsonObject, prompt: string | null): Turn {
    const session = asString(record['sessionId']) ?? this.#fallback;
    const index = this.#turns.get(session) ?? 0;
    this.#turns.set(session, index + 1);
    this.#command = null;
    return new Turn(claudeCode, session, index, prompt);
  }

  #finishTurn(): readonly TranscriptSuggestion[] {
    const suggestions = this.#turn?.suggestions() ?? [];
    this.#turn = undefined;
    return suggestions;
  }
}

/** The text of a tool result: a text, or blocks of it. */
function textOf(content: Json | undefined): string {
  return (
    asString(content) ??
    asArray(content)
      .map((block) => asString(asObject(block)['text']) ?? '')
      .join('\n')
  );
}
