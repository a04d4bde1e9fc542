import { asArray, asObject, asString, type JsonObject } from '../../../shared/json.ts';
import { claudeCode } from '../claudeCode.ts';
import { editingTools } from '../claudeCodeEdits.ts';
import { whatWasSaid } from '../claudeCodePrompt.ts';
import { JsonLines } from '../jsonLines.ts';
import type { TranscriptLine } from '../transcript.ts';
import { ReplyTurn, textOfBlocks, unknownTime, type Reply, type ReplyReader } from './reply.ts';

const said: ReadonlySet<string> = new Set(['text']);

/**
 * Reads what Claude Code and its sub-agents said in a session (seen: 2.1.197). Messages the tool wrote in the model's
 * place, such as errors of the service, are passed over.
 * @param fallback name of the session where the records do not say
 */
export class ClaudeCodeReplies implements ReplyReader {
  readonly #lines = new JsonLines();
  readonly #seen = new Set<string>();
  readonly #turn: ReplyTurn;

  constructor(fallback: string) {
    this.#turn = new ReplyTurn(claudeCode, fallback);
  }

  read(line: TranscriptLine): readonly Reply[] {
    const record = this.#lines.read(line, isResult);
    if (!record) return [];
    this.#turn.session = asString(record['sessionId']) ?? this.#turn.session;
    const message = asObject(record['message']);
    if (record['type'] === 'user') this.#prompt(record, message);
    return record['type'] === 'assistant' ? this.#said(record, message) : [];
  }

  end(): readonly Reply[] {
    return [];
  }

  #prompt(record: JsonObject, message: JsonObject): void {
    if (record['isSidechain'] === true || record['isMeta'] === true || record['isCompactSummary'] === true) return;
    const words = whatWasSaid(message['content']);
    if (words.kind === 'nothing' || this.#repeats(record)) return;
    // A command such as `/fix 12` is a turn's prompt only once it led to an edit.
    if (words.kind === 'command') this.#turn.beginAside(words.words);
    else this.#turn.begin(words.words);
  }

  #said(record: JsonObject, message: JsonObject): Reply[] {
    const model = asString(message['model']) ?? null;
    if (model === '<synthetic>' || record['isApiErrorMessage'] === true || this.#repeats(record)) return [];
    const content = message['content'];
    if (asArray(content).some((block) => editingTools.has(asString(asObject(block)['name']) ?? '')))
      this.#turn.edited();
    return this.#turn.reply(textOfBlocks(content, said), model, asString(record['timestamp']) ?? unknownTime);
  }

  /** Whether a resumed session repeats a record of the one it goes on from. */
  #repeats({ uuid }: JsonObject): boolean {
    if (typeof uuid !== 'string') return false;
    const seen = this.#seen.has(uuid);
    this.#seen.add(uuid);
    return seen;
  }
}

/** The result of a call: most of a transcript's bytes. A quoted name inside a text has its quotes escaped. */
function isResult(line: string): boolean {
  return line.includes('"tool_result"');
}
