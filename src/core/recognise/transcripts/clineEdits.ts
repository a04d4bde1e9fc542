import { asString, type JsonObject } from '../../shared/json.ts';
import type { FileEdit } from './fileEdit.ts';
import { editsOfPatch } from './patchEdits.ts';
import { lf, replaceIn, WrittenFiles, type Replacement } from './replacements.ts';

/** Cline's tools that change files: the command line's, and those of the extension. */
export const clineEditingTools: ReadonlySet<string> = new Set([
  'editor',
  'apply_patch',
  'write_to_file',
  'replace_in_file',
  'new_file',
]);

/** A call of an editing tool, as the model made it. */
export interface ClineCall {
  /** Undefined where the call stands in the model's text and has none. */
  readonly id: string | undefined;
  readonly tool: string;
  readonly input: JsonObject;
}

/** How a call was answered. */
export interface ClineAnswer {
  readonly kind: 'done' | 'modified' | 'rejected';
  readonly text: string;
}

/** One file of a call. */
export interface ClineEdit extends FileEdit {
  readonly file: string;
}

/** The calls in a model's text: the extension has models write them as tags. Text in a parameter is as it stands. */
export function callsInText(text: string): ClineCall[] {
  return [...text.matchAll(/<(write_to_file|replace_in_file|new_file)>([\s\S]*?)<\/\1>/g)].map((match) => {
    const [, tool = '', body = ''] = match;
    const parameter = (name: string): string | undefined => {
      const [start, end] = [body.indexOf(`<${name}>`), body.lastIndexOf(`</${name}>`)];
      return start < 0 || end < start ? undefined : body.slice(start + name.length + 2, end);
    };
    return {
      id: undefined,
      tool,
      input: {
        path: parameter('path')?.trim() ?? parameter('absolutePath')?.trim(),
        content: parameter('content')
          ?.replace(/^\r?\n/, '')
          .trimEnd(),
        diff: parameter('diff'),
      },
    };
  });
}

/**
 * @param isNew whether the user was shown the file as a new one
 * @returns the edits of a call; none where it names no file or no text
 */
export function readClineEdits(
  { tool, input }: ClineCall,
  answer: ClineAnswer,
  files: WrittenFiles,
  isNew: (file: string) => boolean,
): ClineEdit[] {
  if (tool === 'apply_patch') return editsOfPatch(asString(input['input']) ?? asString(input['patch']) ?? '');
  const file = asString(input['path']) ?? asString(input['absolutePath']);
  if (file === undefined) return [];
  const edit =
    tool === 'editor'
      ? readEditor(file, input, answer, files)
      : readExtension(file, tool, input, answer, files, isNew(file));
  return edit ? [{ ...edit, file }] : [];
}

function readEditor(file: string, input: JsonObject, answer: ClineAnswer, files: WrittenFiles): FileEdit | undefined {
  const [old, changed] = [asString(input['old_text']), asString(input['new_text'])];
  if (changed === undefined) return undefined;
  if (old !== undefined && old !== '') return files.replaced(file, [{ old, new: changed }]);
  // A line's number without the text around it says where, not in what.
  if (typeof input['insert_line'] === 'number')
    return { contents: null, hunks: [{ before: '', suggested: lf(changed).replace(/\n$/, '') }], created: false };
  const created = answer.kind !== 'rejected' && /created/i.test(answer.text);
  return files.written(file, changed, created ? '' : null, created);
}

function readExtension(
  file: string,
  tool: string,
  input: JsonObject,
  answer: ClineAnswer,
  files: WrittenFiles,
  isNew: boolean,
): FileEdit | undefined {
  // The answer holds the file as it was saved: also what a formatter made of it, and what the user did.
  const saved = answer.kind === 'done' ? finalContent(answer.text) : undefined;
  const content = asString(input['content']);
  if (tool !== 'replace_in_file') {
    if (content === undefined) return undefined;
    return files.written(file, saved ?? content, isNew ? '' : null, isNew && answer.kind !== 'rejected');
  }
  const blocks = searchReplaceBlocks(asString(input['diff']) ?? '');
  if (blocks.length === 0) return undefined;
  const edit = files.replaced(file, blocks);
  const before = saved === undefined || edit.contents ? undefined : takenBack(saved, blocks);
  return before === undefined || saved === undefined ? edit : files.written(file, saved, before, false);
}

/** `<final_file_content path="…">` of an answer. */
function finalContent(answer: string): string | undefined {
  const content = /<final_file_content path="[^"]*">\r?\n([\s\S]*?)\r?\n<\/final_file_content>/.exec(answer)?.[1];
  return content === undefined ? undefined : lf(content);
}

/** The text before replacements, where each new text stands in it just once. */
function takenBack(after: string, blocks: readonly Replacement[]): string | undefined {
  let before = after;
  for (const { old, new: changed } of [...blocks].reverse()) {
    const [first, last] = [before.indexOf(changed), before.lastIndexOf(changed)];
    if (changed === '' || first < 0 || first !== last) return undefined;
    before = before.slice(0, first) + old + before.slice(first + changed.length);
  }
  return replaceIn(before, blocks) === after ? before : undefined;
}

/** Blocks of `------- SEARCH`, `=======`, `+++++++ REPLACE` (older: `<<<<<<< SEARCH`, `>>>>>>> REPLACE`). */
export function searchReplaceBlocks(diff: string): Replacement[] {
  const blocks: Replacement[] = [];
  let [old, changed]: [string[], string[]] = [[], []];
  let part: 'outside' | 'search' | 'replace' = 'outside';
  for (const line of lf(diff).split('\n')) {
    if (/^[-<]{3,} SEARCH>?\s*$/.test(line)) {
      part = 'search';
      [old, changed] = [[], []];
    } else if (part === 'search' && /^={3,}\s*$/.test(line)) {
      part = 'replace';
    } else if (part === 'replace' && /^[+>]{3,} REPLACE>?\s*$/.test(line)) {
      part = 'outside';
      blocks.push({ old: toText(old), new: toText(changed) });
    } else if (part === 'search') {
      old.push(line);
    } else if (part === 'replace') {
      changed.push(line);
    }
  }
  return blocks;
}

function toText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
