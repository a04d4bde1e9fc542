import { asArray, asObject, asString, type Json, type JsonObject } from '../../shared/json.ts';
import { JsonLines } from './jsonLines.ts';
import { opencodeEditingTools, readOpencodeEdit, readSummaryDiff, type OpencodeEdit } from './opencodeEdits.ts';
import type { PatchedFile } from './patchEdits.ts';
import { WrittenFiles } from './replacements.ts';
import type { Gap, TranscriptLine, TranscriptReader, TranscriptSuggestion } from './transcript.ts';
import { Turn, type EditCall } from './turn.ts';

/** Name of the tool in the ledger. */
export const opencode = 'opencode';

/** How the error of a call begins that the user turned down. */
const rejection = /^(?:Error: )?The user rejected permission/;

interface OpenTurn {
  readonly turn: Turn;
  readonly calls: (EditCall & Pick<OpencodeEdit, 'blind'>)[];
  readonly files: WrittenFiles;
  /** What the whole turn did, by file as the summary names it. */
  readonly summary: readonly PatchedFile[];
  prompt: string[];
}

/** What a step did besides calling editing tools. */
interface Step {
  /** The last shell command that ended well. */
  shell: { readonly id: string; readonly at: string } | undefined;
  readonly edited: Set<string>;
}

/**
 * Reads one session of opencode (seen: 1.18) from the rows of its database, `{"table", "row"}` a line: `session`, then
 * each `message` followed by its `part`s. Rows of other sessions among them are those of sub-agents and belong to the
 * turn that started them. A file that a shell command wrote is known by the step's `patch` part, and what was written
 * by the summary of the turn.
 */
export class OpencodeReader implements TranscriptReader {
  readonly #lines = new JsonLines();
  readonly #fallback: string;
  #session: string | undefined;
  #directory: string | null = null;
  #revert: JsonObject = {};
  #turns = 0;
  #open: OpenTurn | undefined;
  #message: JsonObject = {};
  #messageId = '';
  #own = true;
  #step: Step = { shell: undefined, edited: new Set() };

  /** @param fallback name of the session where no row says it */
  constructor(fallback: string) {
    this.#fallback = fallback;
  }

  get gaps(): readonly Gap[] {
    return this.#lines.gaps;
  }

  read(line: TranscriptLine): readonly TranscriptSuggestion[] {
    const record = this.#lines.read(line);
    if (!record) return [];
    const row = asObject(record['row']);
    if (record['table'] === 'session') this.#startSession(row);
    if (record['table'] === 'message') return this.#startMessage(row);
    if (record['table'] === 'part') this.#part(row);
    return [];
  }

  end(): readonly TranscriptSuggestion[] {
    this.#lines.end();
    return this.#finish();
  }

  #startSession(row: JsonObject): void {
    if (this.#session !== undefined) return;
    this.#session = asString(row['id']);
    this.#directory = asString(row['directory']) ?? null;
    this.#revert = asObject(nested(row['revert']));
  }

  #startMessage(row: JsonObject): readonly TranscriptSuggestion[] {
    this.#message = asObject(nested(row['data']));
    this.#messageId = asString(row['id']) ?? '';
    this.#own = (asString(row['session_id']) ?? this.#session) === this.#session;
    this.#step = { shell: undefined, edited: new Set() };
    if (this.#message['role'] !== 'user' || !this.#own) return [];
    const finished = this.#finish();
    this.#start(asArray(asObject(this.#message['summary'])['diffs']));
    return finished;
  }

  #start(diffs: readonly Json[]): OpenTurn {
    const prompt: string[] = [];
    const summary = diffs.flatMap((diff) => readSummaryDiff(asObject(diff)) ?? []);
    this.#open = {
      // The prompt's own rows follow.
      turn: new Turn(opencode, this.#session ?? this.#fallback, this.#turns, null),
      calls: [],
      files: new WrittenFiles(),
      summary,
      prompt,
    };
    this.#turns += 1;
    return this.#open;
  }

  #part(row: JsonObject): void {
    const data = asObject(nested(row['data']));
    if (data['type'] === 'text') this.#text(data);
    if (data['type'] === 'tool') this.#tool(data, asString(row['id']) ?? '');
    if (data['type'] === 'patch') this.#shellWrites(data, asString(row['id']) ?? '');
  }

  #text(data: JsonObject): void {
    const text = asString(data['text']);
    if (this.#message['role'] !== 'user' || !this.#own || text === undefined) return;
    if (data['synthetic'] !== true && data['ignored'] !== true) this.#open?.prompt.push(unquoted(text));
  }

  #tool(data: JsonObject, partId: string): void {
    const [tool, state] = [asString(data['tool']) ?? '', asObject(data['state'])];
    const completed = state['status'] === 'completed';
    const rejected = state['status'] === 'error' && rejection.test(asString(state['error']) ?? '');
    const id = asString(data['callID']) ?? partId;
    const at = isoOf(
      asObject(state['time'])['end'] ?? asObject(state['time'])['start'] ?? asObject(this.#message['time'])['created'],
    );
    if (completed && (tool === 'bash' || tool === 'shell')) this.#step.shell = { id, at };
    if (!opencodeEditingTools.has(tool) || (!completed && !rejected)) return;
    const open = this.#open ?? this.#start([]);
    for (const [number, edit] of readOpencodeEdit(
      tool,
      state,
      rejected ? new WrittenFiles() : open.files,
      this.#absolute,
    ).entries()) {
      const { file } = edit;
      this.#step.edited.add(file);
      const answer = rejected || this.#reverted(partId) ? 'rejected' : 'none';
      open.calls.push({ ...edit, ...this.#call(file, id, number, at), answer, blind: edit.blind && !rejected });
    }
  }

  /** The files of a step; those no tool edited were written by its shell command, if it ran one. */
  #shellWrites(data: JsonObject, partId: string): void {
    const { shell, edited } = this.#step;
    if (!shell) return;
    const open = this.#open ?? this.#start([]);
    const files = asArray(data['files']).flatMap((file) => asString(file) ?? []);
    for (const [number, file] of files
      .map(this.#absolute)
      .filter((one) => !edited.has(one))
      .entries()) {
      const call = this.#call(file, shell.id, number, shell.at);
      open.calls.push({
        ...call,
        contents: null,
        hunks: [],
        patch: [],
        created: false,
        answer: this.#reverted(partId) ? 'rejected' : 'none',
        blind: true,
      });
    }
  }

  #call(
    file: string,
    id: string,
    number: number,
    at: string,
  ): Pick<EditCall, 'file' | 'callId' | 'cwd' | 'at' | 'model'> {
    const cwd = asString(asObject(this.#message['path'])['cwd']) ?? this.#directory;
    const model = asString(this.#message['modelID']) ?? asString(asObject(this.#message['model'])['modelID']) ?? null;
    return { file, callId: number === 0 ? id : `${id}/${String(number)}`, cwd, at, model };
  }

  /** Whether the user went back to before this message, or this part of it; ids rise with time. */
  #reverted(partId: string): boolean {
    const [message, part] = [asString(this.#revert['messageID']) ?? '', asString(this.#revert['partID']) ?? ''];
    if (message === '') return false;
    return this.#messageId > message || (this.#messageId === message && (part === '' || partId >= part));
  }

  readonly #absolute = (file: string): string => {
    const cwd = asString(asObject(this.#message['path'])['cwd']) ?? this.#directory;
    return /^(?:[\\/]|[A-Za-z]:)/.test(file) || cwd === null ? file : `${cwd.replace(/[\\/]$/, '')}/${file}`;
  };

  #finish(): readonly TranscriptSuggestion[] {
    const open = this.#open;
    this.#open = undefined;
    if (!open) return [];
    for (const call of withSummary(open.calls, open.summary)) open.turn.add(call);
    const prompt = open.prompt.join('\n').trim();
    return open.turn.suggestions().map((suggestion) => ({ ...suggestion, prompt: prompt === '' ? null : prompt }));
  }
}

/**
 * Where the calls for a file do not tell what it was before, the summary of the turn does: it stands for all of them.
 * A write nobody knows the text of is nothing.
 */
function withSummary(calls: OpenTurn['calls'], summary: readonly PatchedFile[]): EditCall[] {
  const standing = calls.filter(({ answer }) => answer !== 'rejected');
  const taken = new Set<string>();
  return calls.flatMap((call): EditCall[] => {
    const whole = summary.find(
      ({ file }) => call.file === file || call.file.replaceAll('\\', '/').endsWith(`/${file}`),
    );
    const blind = standing.some((one) => one.file === call.file && one.blind);
    if (call.answer === 'rejected' || !blind || !whole) return call.hunks.length > 0 || call.contents ? [call] : [];
    if (taken.has(call.file)) return [{ ...call, contents: null, hunks: [], patch: [] }];
    taken.add(call.file);
    return [{ ...call, ...whole, file: call.file, created: call.created || whole.created }];
  });
}

/** A column that holds JSON as text, or as it is. */
export function nested(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return undefined;
  }
}

/** The command line puts quotes around words with spaces. */
export function unquoted(text: string): string {
  const inside = /^"((?:[^"\\]|\\.)*)"$/s.exec(text.trim())?.[1];
  return inside === undefined ? text : inside.replace(/\\(["\\])/g, '$1');
}

function isoOf(milliseconds: Json | undefined): string {
  const time = typeof milliseconds === 'number' && Math.abs(milliseconds) < 8.64e15 ? milliseconds : 0;
  return new Date(time).toISOString();
}
