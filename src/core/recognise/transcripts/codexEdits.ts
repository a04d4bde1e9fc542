import { asArray, asObject, asString, parseJson, type Json, type JsonObject } from '../../shared/json.ts';
import { parseApplyPatch } from './applyPatchFormat.ts';
import { created, deleted, patched, type PatchedFile } from './patchEdits.ts';
import { parseUnifiedDiff } from './unifiedDiff.ts';

/**
 * The edits of a `changes` object: path → `{type: "add", content}`, `{type: "delete", content}` or `{type: "update",
 * unified_diff, move_path}`; older records have the type as the only key.
 */
export function editsOfChanges(changes: Json | undefined): PatchedFile[] {
  return Object.entries(asObject(changes)).flatMap(([file, value]) => {
    const change = asObject(value);
    const [key = ''] = Object.keys(change);
    const type = asString(change['type']) ?? key;
    const inner = change['type'] === undefined ? asObject(change[key]) : change;
    const content = asString(inner['content']);
    if (type === 'add') return content === undefined ? [] : [created(file, content)];
    if (type === 'delete') return content === undefined ? [] : [deleted(file, content)];
    const diff = asString(inner['unified_diff']);
    if (diff === undefined) return [];
    const hunks = parseUnifiedDiff(diff).flatMap((patch) => patch.hunks);
    return [patched(asString(inner['move_path']) ?? file, hunks)];
  });
}

/**
 * The patch a call of a tool holds, in any of the ways Codex had: the tool `apply_patch` with the patch as its input or
 * in its arguments, a shell command `apply_patch`, or one with the patch as a here-document.
 * @param payload of a `response_item`
 */
export function patchOfCall(payload: JsonObject): string | undefined {
  const texts = [
    asString(payload['input']),
    asString(payload['arguments']),
    ...words(asObject(payload['action'])['command']),
  ];
  for (const text of texts) {
    if (text?.includes('*** Begin Patch') !== true) continue;
    const given = asObject(parseJson(text));
    const inside = Object.values(given).flatMap(words);
    const patch = [...inside, text].find((one) => parseApplyPatch(one).length > 0);
    if (patch !== undefined) return patch;
  }
  return undefined;
}

/**
 * How a call ended, by what it gave back: a text, JSON with an exit code, or blocks of text. A call is `aborted` where
 * the user stopped the turn before it was done.
 */
export function outcomeOf(output: Json | undefined): 'done' | 'rejected' | 'aborted' | 'failed' {
  const text =
    asString(output) ??
    asString(asObject(output)['content']) ??
    asArray(output)
      .map((block) => asString(asObject(block)['text']) ?? '')
      .join('\n');
  if (/rejected by user|user rejected/i.test(text)) return 'rejected';
  if (/^aborted by user\b/.test(text)) return 'aborted';
  const json = asObject(parseJson(text));
  const code =
    asObject(json['metadata'])['exit_code'] ?? /^(?:Exit code|Process exited with code):? (\d+)/m.exec(text)?.[1];
  if (code !== undefined) return Number(code) === 0 ? 'done' : 'failed';
  return /^Success\. Updated the following files/m.test(asString(json['output']) ?? text) ? 'done' : 'failed';
}

function words(value: Json | undefined): string[] {
  return typeof value === 'string' ? [value] : asArray(value).flatMap((word) => asString(word) ?? []);
}
