import { netHunks } from '../../follow/hunks.ts';
import { asArray, asObject, asString, type Json, type JsonObject } from '../../shared/json.ts';
import type { Contents, FileEdit } from './fileEdit.ts';
import { notebookText } from './notebook.ts';
import type { ChangedText } from './transcript.ts';

/** Claude Code's tools that change files. */
export const editingTools: ReadonlySet<string> = new Set(['Edit', 'MultiEdit', 'Write', 'NotebookEdit']);

/** What a call proposed for one file, and whether the user changed it before it was made. */
export interface ProposedEdit extends FileEdit {
  readonly file: string;
  readonly modified: boolean;
}

interface Replacement {
  readonly old: string;
  readonly new: string;
  readonly all: boolean;
}

/**
 * Reads one call of an editing tool. What the model proposed counts, not what the user made of it before it was written.
 * @param input the call's input
 * @param result the tool's own record of what it did (`toolUseResult`); null where the user rejected the call
 * @returns undefined where it names no file or no text
 */
export function readEdit(tool: string, input: JsonObject, result: JsonObject | null): ProposedEdit | undefined {
  const done = result ?? {};
  const file = asString(done['filePath']) ?? asString(input['file_path']) ?? asString(input['notebook_path']);
  if (file === undefined) return undefined;
  const modified = done['userModified'] === true;
  const edit =
    tool === 'Write'
      ? readWrite(input, result, modified)
      : tool === 'NotebookEdit'
        ? readNotebookEdit(input, done)
        : readReplacements(input, done, modified);
  return edit && { ...edit, file, modified };
}

function readWrite(input: JsonObject, result: JsonObject | null, modified: boolean): FileEdit | undefined {
  const proposed = asString(input['content']);
  const content = modified ? proposed : (asString(result?.['content']) ?? proposed);
  if (content === undefined) return undefined;
  const original = asString(result?.['originalFile']);
  const created =
    result !== null && (result['type'] === 'create' || (result['type'] === undefined && original === undefined));
  const whole: ChangedText = { before: '', suggested: lf(content).replace(/\n$/, '') };
  if (!result) return { contents: null, hunks: [whole], created };
  const patched = patchHunks(result['structuredPatch']);
  if (original === undefined && !created && patched.length > 0 && !modified)
    return { contents: null, hunks: patched, created };
  return { contents: { base: lf(created ? '' : (original ?? '')), after: lf(content) }, hunks: [], created };
}

function readReplacements(input: JsonObject, done: JsonObject, modified: boolean): FileEdit | undefined {
  const asked = replacementsOf(input, 'old_string', 'new_string', 'replace_all');
  const made = replacementsOf(done, 'oldString', 'newString', 'replaceAll');
  // The record has the text as it stands in the file (quotes, line ends); only the model's own words are the input's.
  const edits = made.length > 0 && !modified ? made : asked;
  const [first] = edits;
  if (!first) return undefined;
  const creates = first.old === '';
  const original =
    asString(done['originalFile']) ?? asString(done['originalFileContents']) ?? (creates ? '' : undefined);
  const created = creates && (original ?? '') === '';
  const contents =
    original === undefined ? null : (apply(lf(original), edits) ?? apply(lf(original), withOldOf(edits, made)));
  if (contents) return { contents, hunks: [], created };
  const patched = modified ? [] : patchHunks(done['structuredPatch']);
  return { contents: null, hunks: patched.length > 0 ? patched : edits.flatMap(ownHunks), created };
}

function readNotebookEdit(input: JsonObject, done: JsonObject): FileEdit | undefined {
  const [original, updated] = [asString(done['original_file']), asString(done['updated_file'])];
  if (original !== undefined && updated !== undefined) {
    return {
      contents: { base: notebookText(lf(original)), after: notebookText(lf(updated)) },
      hunks: [],
      created: false,
    };
  }
  const source = input['edit_mode'] === 'delete' ? '' : asString(input['new_source']);
  return source === undefined
    ? undefined
    : { contents: null, hunks: [{ before: '', suggested: lf(source).replace(/\n$/, '') }], created: false };
}

/** One replacement, or the list of a MultiEdit. */
function replacementsOf(from: JsonObject, old: string, changed: string, all: string): Replacement[] {
  const list = asArray(from['edits']);
  const items = list.length > 0 ? list.map((item) => asObject(item)) : [from];
  return items.flatMap((edit) => {
    // Inside a MultiEdit's record the names are those of the input.
    const [before, after] = [asString(edit[old] ?? edit['old_string']), asString(edit[changed] ?? edit['new_string'])];
    return before === undefined || after === undefined
      ? []
      : [{ old: lf(before), new: lf(after), all: edit[all] === true || edit['replace_all'] === true }];
  });
}

/** The model's new texts in the places where the record says the old ones were. */
function withOldOf(edits: readonly Replacement[], made: readonly Replacement[]): Replacement[] {
  return edits.map((edit, index) => ({ ...edit, old: made[index]?.old ?? edit.old }));
}

function apply(base: string, edits: readonly Replacement[]): Contents | null {
  let after = base;
  for (const { old, new: changed, all } of edits) {
    const at = after.indexOf(old);
    if (at < 0 || (old === '' && after !== '')) return null;
    after =
      all && old !== ''
        ? after.replaceAll(old, () => changed)
        : after.slice(0, at) + changed + after.slice(at + old.length);
  }
  return { base, after };
}

function ownHunks({ old, new: changed }: Replacement): ChangedText[] {
  return netHunks(old, changed).map(({ before, suggested }) => ({ before, suggested }));
}

/** The changed lines of a patch as the record holds it: `[{lines: [" same", "-old", "+new"]}]`. */
function patchHunks(patch: Json | undefined): ChangedText[] {
  const hunks: ChangedText[] = [];
  for (const part of asArray(patch)) {
    let [before, suggested]: [string[], string[]] = [[], []];
    for (const item of [...asArray(asObject(part)['lines']), ' ']) {
      const line = (asString(item) ?? '').replace(/\r$/, '');
      if (line.startsWith('-')) before.push(line.slice(1));
      else if (line.startsWith('+')) suggested.push(line.slice(1));
      else if (!line.startsWith('\\')) {
        if (before.length + suggested.length > 0)
          hunks.push({ before: before.join('\n'), suggested: suggested.join('\n') });
        [before, suggested] = [[], []];
      }
    }
  }
  return hunks;
}

function lf(text: string): string {
  return text.replace(/\r\n/g, '\n');
}
