import { asArray, asObject, asString, parseJson, type Json, type JsonObject } from '../../shared/json.ts';
import { editsOfPatch } from './patchEdits.ts';
import type { FileEdit } from './fileEdit.ts';
import { WrittenFiles, type Replacement } from './replacements.ts';

/** A call of one of the chat's editing tools, answered with success or not at all. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: JsonObject;
  /** ISO 8601; undefined where nothing says when. */
  readonly at: string | undefined;
}

/** One file of a call. `edit` is null where the call says which file but not what it made of it. */
export interface CalledEdit {
  readonly file: string;
  readonly edit: FileEdit | null;
}

/** Reads the calls of one turn, in their order. */
export class TurnCalls {
  readonly #files = new WrittenFiles();

  /** @returns the files a call was for, each once; none for a tool that edits nothing */
  read({ name, input }: Pick<ToolCall, 'name' | 'input'>): CalledEdit[] {
    const file = asString(input['filePath']) ?? asString(input['path']);
    switch (kindOf(name)) {
      case 'create': {
        const content = asString(input['content']) ?? '';
        return file === undefined ? [] : [{ file, edit: this.#files.written(file, content, '', true) }];
      }
      case 'replace':
        return this.#replaced([input]);
      case 'multiReplace':
        return this.#replaced(asArray(input['replacements']).map(asObject));
      case 'patch':
        return editsOfPatch(asString(input['input']) ?? '').map(({ file: patched, ...edit }) => ({
          file: patched,
          edit,
        }));
      case 'insert':
        return file === undefined ? [] : [{ file, edit: null }];
      default:
        return [];
    }
  }

  #replaced(inputs: readonly JsonObject[]): CalledEdit[] {
    const files = new Map<string, Replacement[]>();
    for (const input of inputs) {
      const file = asString(input['filePath']);
      const [old, changed] = [asString(input['oldString']), asString(input['newString'])];
      if (file === undefined || old === undefined || changed === undefined) continue;
      files.set(file, [...(files.get(file) ?? []), { old, new: changed }]);
    }
    return [...files].map(([file, replacements]) => ({ file, edit: this.#files.replaced(file, replacements) }));
  }
}

/** The names the model is given, and those the editor has for the same tools. */
const kinds: Readonly<Record<string, 'create' | 'replace' | 'multiReplace' | 'patch' | 'insert'>> = {
  create_file: 'create',
  copilot_createFile: 'create',
  replace_string_in_file: 'replace',
  copilot_replaceString: 'replace',
  multi_replace_string_in_file: 'multiReplace',
  copilot_multiReplaceString: 'multiReplace',
  apply_patch: 'patch',
  copilot_applyPatch: 'patch',
  insert_edit_into_file: 'insert',
  copilot_insertEdit: 'insert',
  edit_notebook_file: 'insert',
  copilot_editNotebook: 'insert',
};

function kindOf(name: string): (typeof kinds)[string] | undefined {
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}

/** The arguments of a call: an object, or its JSON. */
export function argumentsOf(value: Json | undefined): JsonObject {
  const text = asString(value);
  return asObject(text === undefined ? value : parseJson(text));
}

/** A call's id as the model gave it: the editor appends its own. */
export function bareId(id: string): string {
  return id.replace(/__vscode-\d+$/, '');
}
