import { asArray, asObject, asString, type JsonObject } from '../../shared/json.ts';
import type { FileEdit } from './fileEdit.ts';
import type { PatchHunk } from './patch.ts';
import { created, deleted, editsOfPatch, patched, type PatchedFile } from './patchEdits.ts';
import { lf, WrittenFiles, type Replacement } from './replacements.ts';
import { parseUnifiedDiff } from './unifiedDiff.ts';

/** opencode's tools that change files. */
export const opencodeEditingTools: ReadonlySet<string> = new Set([
  'edit',
  'multiedit',
  'write',
  'patch',
  'apply_patch',
]);

/** One file of a call. `blind` where what stood there before is not known. */
export interface OpencodeEdit extends PatchedFile {
  readonly blind: boolean;
}

/**
 * Reads one call of an editing tool.
 * @param state `{input, metadata}` of the part
 * @param files what the turn has written so far
 * @param absolute makes a path one from the root
 */
export function readOpencodeEdit(
  tool: string,
  state: JsonObject,
  files: WrittenFiles,
  absolute: (file: string) => string,
): OpencodeEdit[] {
  const [input, metadata] = [asObject(state['input']), asObject(state['metadata'])];
  if (tool === 'patch' || tool === 'apply_patch')
    return readPatch(input, metadata).map((edit) => ({ ...edit, file: absolute(edit.file) }));
  const given = asString(input['filePath']);
  if (given === undefined) return [];
  const file = absolute(given);
  if (tool === 'write') {
    const content = asString(input['content']);
    if (content === undefined) return [];
    const diff = asObject(metadata['filediff']);
    const base = metadata['exists'] === false ? '' : (asString(diff['before']) ?? null);
    const edit = files.written(file, content, base, metadata['exists'] === false);
    return [{ ...edit, file, blind: edit.contents === null }];
  }
  return [{ ...readReplacements(file, input, metadata, files), file, blind: false }];
}

function readReplacements(file: string, input: JsonObject, metadata: JsonObject, files: WrittenFiles): FileEdit {
  const list = asArray(input['edits']).map(asObject);
  const replacements = (list.length > 0 ? list : [input]).flatMap((edit): Replacement[] => {
    const [old, changed] = [asString(edit['oldString']), asString(edit['newString'])];
    return old === undefined || changed === undefined ? [] : [{ old, new: changed, all: edit['replaceAll'] === true }];
  });
  const diff = asObject(metadata['filediff']);
  const [before, after] = [asString(diff['before']), asString(diff['after'])];
  if (before !== undefined && after !== undefined) return files.written(file, after, before, false);
  const own = files.replaced(file, replacements);
  if (own.contents) return own;
  const hunks = parseUnifiedDiff(asString(diff['patch']) ?? asString(metadata['diff']) ?? '').flatMap(
    (one) => one.hunks,
  );
  const whole = hunks.length > 0 && list.length === 0 ? indented(hunks, replacements) : undefined;
  return whole ? patched(file, whole) : own;
}

function readPatch(input: JsonObject, metadata: JsonObject): OpencodeEdit[] {
  const gone = asArray(metadata['files']).flatMap((item): PatchedFile[] => {
    const [file, patch] = [asString(asObject(item)['filePath']), asString(asObject(item)['patch'])];
    if (asObject(item)['type'] !== 'delete' || file === undefined || patch === undefined) return [];
    const lines = parseUnifiedDiff(patch).flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines));
    return [deleted(file, lines.flatMap(({ kind, text }) => (kind === 'removed' ? [`${text}\n`] : [])).join(''))];
  });
  return [...editsOfPatch(asString(input['patchText']) ?? ''), ...gone].map((edit) => ({ ...edit, blind: false }));
}

/**
 * A diff as opencode stores it has the indentation its lines share cut off; the texts it was asked to replace still
 * have it.
 * @returns undefined where they do not tell
 */
function indented(hunks: readonly PatchHunk[], replacements: readonly Replacement[]): PatchHunk[] | undefined {
  const lines = replacements.flatMap(({ old, new: changed }) => [...lf(old).split('\n'), ...lf(changed).split('\n')]);
  const changed = hunks.flatMap((hunk) => hunk.lines.filter(({ kind, text }) => kind !== 'same' && text.trim() !== ''));
  let indent: string | undefined;
  for (const { text } of changed) {
    const whole = lines.find((line) => line.endsWith(text) && line.slice(0, line.length - text.length).trim() === '');
    if (whole !== undefined) indent = whole.slice(0, whole.length - text.length);
    if (indent !== undefined) break;
  }
  if (indent === undefined) return undefined;
  const full = (text: string): string => (text === '' ? '' : `${indent}${text}`);
  return hunks.map((hunk) => ({ ...hunk, lines: hunk.lines.map((line) => ({ ...line, text: full(line.text) })) }));
}

/** What a whole turn did to a file, as the turn's summary has it; undefined where it does not say. */
export function readSummaryDiff(diff: JsonObject): PatchedFile | undefined {
  const file = asString(diff['file']);
  if (file === undefined) return undefined;
  const [before, after] = [asString(diff['before']), asString(diff['after'])];
  if (before !== undefined && after !== undefined)
    return { file, contents: { base: lf(before), after: lf(after) }, hunks: [], created: before === '' };
  const hunks = parseUnifiedDiff(asString(diff['patch']) ?? '').flatMap((one) => one.hunks);
  if (hunks.length === 0) return undefined;
  if (diff['status'] === 'added')
    return created(file, hunks.flatMap((hunk) => hunk.lines.map(({ text }) => `${text}\n`)).join(''));
  return patched(file, hunks);
}
