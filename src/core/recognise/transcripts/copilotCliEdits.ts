import { asArray, asObject, asString, type Json, type JsonObject } from '../../shared/json.ts';
import {
  changesBetween,
  created,
  deleted,
  editsOfPatch,
  lf,
  onlyProposed,
  patched,
  type PatchedFile,
} from './patchEdits.ts';
import { parseUnifiedDiff } from './unifiedDiff.ts';

/** Copilot CLI's tools that change files. */
export const editingTools: ReadonlySet<string> = new Set([
  'edit',
  'create',
  'apply_patch',
  'str_replace',
  'str_replace_editor',
  'insert',
  'write',
]);

/** What a call of an editing tool asked for and did. */
export interface CopilotCall {
  /** As the model made it: an object, or a patch. */
  readonly args: Json | undefined;
  /** `permissionRequest` of the call: what the user was shown; empty where nobody was asked. */
  readonly shown: JsonObject;
  /** `data` of `tool.execution_complete`. */
  readonly done: JsonObject;
}

/** The edits of a call that was made; of one that failed half way, those that were. */
export function editsOfCall({ args, shown, done }: CopilotCall): PatchedFile[] {
  const committed = asArray(done['fileEdits']).flatMap((edit) => asString(asObject(edit)['path']) ?? []);
  if (done['success'] !== true && committed.length === 0) return [];
  const edits = firstWithEdits(
    () => editsShown(shown),
    () => editsWritten(args),
    () => createdAsAsked(editsOfDiff(asString(asObject(done['result'])['detailedContent']), committed), args),
    () => editsAsked(args),
  );
  return done['success'] === true ? edits : edits.filter(({ file }) => committed.some((path) => samePath(path, file)));
}

/** The edits of a call the user rejected. */
export function editsRejected({ args, shown }: CopilotCall): PatchedFile[] {
  const edits = firstWithEdits(
    () => editsShown(shown),
    () => editsOfDiff(asString(shown['diff']), [asString(shown['fileName']) ?? '']),
    () => editsAsked(args),
  );
  return edits.map((edit) => ({ file: edit.file, ...onlyProposed(edit) }));
}

function firstWithEdits(...ways: readonly (() => PatchedFile[])[]): PatchedFile[] {
  for (const way of ways) {
    const edits = way();
    if (edits.length > 0) return edits;
  }
  return [];
}

/** `fileEdits: [{before: {path, content}, after: {path, content}}]`; one of the two is missing where a file comes or goes. */
function editsShown(shown: JsonObject): PatchedFile[] {
  return asArray(shown['fileEdits']).flatMap((edit) => {
    const [before, after] = [asObject(asObject(edit)['before']), asObject(asObject(edit)['after'])];
    const file = asString(after['path']) ?? asString(before['path']);
    const [base, content] = [asString(before['content']), asString(after['content'])];
    if (file === undefined) return [];
    if (base === undefined) return content === undefined ? [] : [created(file, content)];
    if (content === undefined) return asObject(edit)['after'] === undefined ? [deleted(file, base)] : [];
    return [{ ...created(file, content), contents: { base: lf(base), after: lf(content) }, created: false }];
  });
}

/** A file written whole. */
function editsWritten(args: Json | undefined): PatchedFile[] {
  const [file, text] = [asString(asObject(args)['path']), asString(asObject(args)['file_text'])];
  return file === undefined || text === undefined ? [] : [created(file, text)];
}

/** The diff the tool shows; git's headers drop the slash of an absolute path, so the tool's own list of paths counts. */
function editsOfDiff(diff: string | undefined, paths: readonly string[]): PatchedFile[] {
  return parseUnifiedDiff(diff ?? '').flatMap(({ file, kind, movedTo, hunks }) => {
    const named = movedTo ?? file;
    const path = paths.find((one) => samePath(one, named)) ?? (paths.length === 1 ? paths[0] : undefined) ?? named;
    const texts = hunks.flatMap(({ lines }) => lines.map(({ text }) => `${text}\n`)).join('');
    if (kind === 'add') return [created(path, texts)];
    return kind === 'delete' ? [deleted(path, texts)] : [patched(path, hunks)];
  });
}

/** The diff shown after a patch counts one empty line too many in a new file; the patch itself has its exact content. */
function createdAsAsked(edits: readonly PatchedFile[], args: Json | undefined): PatchedFile[] {
  const asked = editsAsked(args).filter((edit) => edit.created);
  return edits.map((edit) => {
    const same = edit.created ? asked.find(({ file }) => samePath(edit.file, file)) : undefined;
    return same ? { ...same, file: edit.file } : edit;
  });
}

/** What the model asked for: a patch, or a replacement. */
function editsAsked(args: Json | undefined): PatchedFile[] {
  const asked = asObject(args);
  const patch = asString(args) ?? asString(asked['patch']) ?? asString(asked['input']);
  if (patch !== undefined) return editsOfPatch(patch);
  const file = asString(asked['path']);
  const changed = asString(asked['new_str']) ?? asString(asked['insert_text']);
  if (file === undefined || changed === undefined) return editsWritten(args);
  const hunks = changesBetween(lf(asString(asked['old_str']) ?? ''), lf(changed));
  return [{ file, contents: null, hunks, created: false }];
}

function samePath(path: string, other: string): boolean {
  const [a, b] = [path, other].map((one) => one.replace(/\\/g, '/').replace(/^(?:\.?\/)+/, ''));
  return a !== undefined && b !== undefined && (a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`));
}
