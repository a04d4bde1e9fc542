import { languageOf } from '../../shared/language.ts';
import { composeEdits, type FileEdit } from './fileEdit.ts';
import type { TranscriptSuggestion } from './transcript.ts';

/** One call of an editing tool, answered. */
export interface EditCall extends FileEdit {
  readonly callId: string;
  readonly file: string;
  readonly cwd: string | null;
  readonly at: string;
  readonly model: string | null;
  readonly answer: TranscriptSuggestion['answer'];
}

/** The edits of one turn of a session, until the next one begins. */
export class Turn {
  readonly #tool: string;
  readonly #session: string;
  readonly #index: number;
  readonly #prompt: string | null;
  readonly #calls: EditCall[] = [];

  constructor(tool: string, session: string, index: number, prompt: string | null) {
    this.#tool = tool;
    this.#session = session;
    this.#index = index;
    this.#prompt = prompt;
  }

  add(call: EditCall): void {
    this.#calls.push(call);
  }

  /**
   * One suggestion for each file, of what is left of the turn's edits. An edit the user rejected, or changed before it
   * was made, is one of its own: another answer is another decision.
   */
  suggestions(): TranscriptSuggestion[] {
    const groups = new Map<string, EditCall[]>();
    for (const call of this.#calls) {
      const alone = call.answer === 'rejected' || call.answer === 'modified';
      const key = alone ? `call ${call.callId}` : `file ${call.file}`;
      groups.set(key, [...(groups.get(key) ?? []), call]);
    }
    return [...groups.values()].flatMap((calls) => this.#suggestion(calls) ?? []);
  }

  #suggestion(calls: readonly EditCall[]): TranscriptSuggestion | undefined {
    const [first] = calls;
    const last = calls.at(-1);
    if (!first || !last) return undefined;
    const net = composeEdits(calls);
    if (net.hunks.length === 0) return undefined;
    return {
      tool: this.#tool,
      model: last.model,
      session: this.#session,
      turn: this.#index,
      callIds: calls.map(({ callId }) => callId),
      file: first.file,
      cwd: first.cwd,
      at: last.at,
      prompt: this.#prompt,
      language: languageOf(first.file),
      ...net,
      created: first.created,
      answer: answerOf(calls),
      suggestions: calls.length,
    };
  }
}

/** A person answered only if they answered every time. */
function answerOf(calls: readonly EditCall[]): TranscriptSuggestion['answer'] {
  const answers = new Set(calls.map(({ answer }) => answer));
  const [only] = answers;
  if (answers.size === 1 && only) return only;
  return answers.has('automatic') ? 'automatic' : 'none';
}
