import { asArray, asObject, asString, parseJson, type Json, type JsonObject } from '../../shared/json.ts';
import type { FileEdit } from './fileEdit.ts';
import { JsonLines } from './jsonLines.ts';
import { patched } from './patchEdits.ts';
import { WrittenFiles, type Replacement } from './replacements.ts';
import type { Gap, TranscriptLine, TranscriptReader, TranscriptSuggestion } from './transcript.ts';
import { Turn } from './turn.ts';
import { parseUnifiedDiff } from './unifiedDiff.ts';
import { pathOfUri } from './vscodeUri.ts';

/** Name of the tool in the ledger. */
export const continueTool = 'continue';

/** The tools of the command line, and those of the editor. */
const replacing: ReadonlySet<string> = new Set(['Edit', 'MultiEdit', 'single_find_and_replace', 'multi_edit']);
const writing: ReadonlySet<string> = new Set(['Write', 'create_new_file']);

/**
 * Reads one session of Continue (seen: command line 1.5): the whole document, and `{"created", "modified"}` in
 * milliseconds. Its messages carry no time: the first turn has that of the session's start, all later ones that of the
 * last change of the file, so that no commit before an edit is taken for one after it.
 */
export class ContinueSessionReader implements TranscriptReader {
  readonly #lines = new JsonLines();
  readonly #fallback: string;
  #session: JsonObject = {};
  #created: number | undefined;
  #modified: number | undefined;

  /** @param fallback name of the session where the document does not say it */
  constructor(fallback: string) {
    this.#fallback = fallback;
  }

  get gaps(): readonly Gap[] {
    return this.#lines.gaps;
  }

  read(line: TranscriptLine): readonly TranscriptSuggestion[] {
    const record = this.#lines.read(line);
    if (!record) return [];
    if (record['history'] !== undefined) this.#session = record;
    if (typeof record['created'] === 'number') this.#created = record['created'];
    if (typeof record['modified'] === 'number') this.#modified = record['modified'];
    return [];
  }

  end(): readonly TranscriptSuggestion[] {
    this.#lines.end();
    const name = asString(this.#session['sessionId']) ?? this.#fallback;
    const folder = asString(this.#session['workspaceDirectory']);
    const context = {
      cwd: (folder && (pathOfUri(folder) ?? folder)) || null,
      model: asString(this.#session['chatModelTitle']) ?? null,
    };
    const suggestions: TranscriptSuggestion[] = [];
    let turn = new Turn(continueTool, name, 0, null);
    let files = new WrittenFiles();
    let index = -1;
    for (const item of asArray(this.#session['history']).map(asObject)) {
      const message = asObject(item['message']);
      if (message['role'] === 'user') {
        suggestions.push(...turn.suggestions());
        index += 1;
        turn = new Turn(continueTool, name, index, textOf(message['content']));
        files = new WrittenFiles();
      }
      const model = modelOf(item) ?? context.model;
      for (const call of readCalls(item, name, files))
        turn.add({ ...call, cwd: context.cwd, model, at: this.#at(index) });
    }
    return [...suggestions, ...turn.suggestions()];
  }

  #at(turn: number): string {
    const time = turn <= 0 ? (this.#created ?? this.#modified) : (this.#modified ?? this.#created);
    return new Date(time !== undefined && Math.abs(time) < 8.64e15 ? time : 0).toISOString();
  }
}

interface AnsweredCall extends FileEdit {
  readonly callId: string;
  readonly file: string;
  readonly answer: 'rejected' | 'none';
}

function readCalls(item: JsonObject, session: string, files: WrittenFiles): AnsweredCall[] {
  return asArray(item['toolCallStates']).flatMap((value) => {
    const state = asObject(value);
    const call = asObject(asObject(state['toolCall'])['function']);
    const rejected = state['status'] === 'canceled';
    if (state['status'] !== 'done' && !rejected) return [];
    const parsed = asObject(state['parsedArgs']);
    const input = Object.keys(parsed).length > 0 ? parsed : asObject(parseJson(asString(call['arguments']) ?? ''));
    const path = asString(input['file_path']) ?? asString(input['filepath']);
    const edit =
      path === undefined
        ? undefined
        : readEdit(
            asString(call['name']) ?? '',
            path,
            input,
            rejected ? '' : outputOf(state),
            rejected ? new WrittenFiles() : files,
          );
    const id = asString(state['toolCallId']) ?? asString(asObject(state['toolCall'])['id']);
    if (path === undefined || !edit || id === undefined) return [];
    // Ids some models give are short and come again in every session.
    return [
      {
        ...edit,
        file: pathOfUri(path) ?? path,
        callId: id.length < 12 ? `${session}/${id}` : id,
        answer: rejected ? 'rejected' : 'none',
      },
    ];
  });
}

/** @param output what the tool answered: the editor's tools only that it is done, the command line's the difference too */
function readEdit(
  tool: string,
  file: string,
  input: JsonObject,
  output: string,
  files: WrittenFiles,
): FileEdit | undefined {
  const hunks = parseUnifiedDiff(output).flatMap((one) => one.hunks);
  if (writing.has(tool)) {
    const content = asString(input['content']) ?? asString(input['contents']);
    if (content === undefined) return undefined;
    const created = tool === 'create_new_file' || /created/i.test(output.split('\n')[0] ?? '');
    const edit = files.written(file, content, created ? '' : null, created);
    return edit.contents || hunks.length === 0 ? edit : patched(file, hunks);
  }
  if (!replacing.has(tool)) return undefined;
  const list = asArray(input['edits']).map(asObject);
  const replacements = (list.length > 0 ? list : [input]).flatMap((edit): Replacement[] => {
    const [old, changed] = [asString(edit['old_string']), asString(edit['new_string'])];
    return old === undefined || changed === undefined ? [] : [{ old, new: changed, all: edit['replace_all'] === true }];
  });
  const edit = files.replaced(file, replacements);
  return edit.contents || hunks.length === 0 ? edit : patched(file, hunks);
}

function outputOf(state: JsonObject): string {
  return asArray(state['output'])
    .map((part) => asString(asObject(part)['content']) ?? '')
    .join('\n');
}

function modelOf(item: JsonObject): string | undefined {
  const usage = asObject(asObject(item['message'])['usage']);
  return asString(usage['model']) ?? asString(asObject(asArray(item['promptLogs'])[0])['modelTitle']);
}

/** A message's text: as it is, or in parts. */
function textOf(content: Json | undefined): string | null {
  const text =
    asString(content) ??
    asArray(content)
      .map((part) => asString(asObject(part)['text']) ?? '')
      .join('\n');
  return text.trim() === '' ? null : text;
}
