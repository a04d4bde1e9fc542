import { netHunks } from '../../follow/hunks.ts';
import { asObject, asString, type Json, type JsonObject } from '../../shared/json.ts';
import type { Contents, FileEdit } from './fileEdit.ts';
import { changedTexts, toLines } from './patch.ts';
import { changesBetween, lf, onlyProposed } from './patchEdits.ts';
import type { TranscriptSuggestion } from './transcript.ts';
import { parseUnifiedDiff } from './unifiedDiff.ts';

// Gemini CLI and Qwen Code, which grew out of it, have the same tools and the same record of what they did.

const editingTools: ReadonlySet<string> = new Set(['replace', 'edit', 'write_file']);

/** The lines and characters that are the user's own, in `diffStat`. */
const userStats = ['user_added_lines', 'user_removed_lines', 'user_added_chars', 'user_removed_chars'];

/** One call of a tool with its result. */
export interface GeminiCall {
  readonly name: string;
  /** The call's arguments; Gemini CLI replaces the model's by the user's where the user changed them. */
  readonly args: JsonObject;
  readonly status: string;
  /** `resultDisplay`: what the tool shows of its result. */
  readonly display: Json | undefined;
  /** What the model was told. */
  readonly said: string;
}

/** What a call proposed for one file, and what the user said to it as far as the record tells. */
export interface GeminiEdit extends FileEdit {
  readonly file: string;
  readonly answer: Extract<TranscriptSuggestion['answer'], 'modified' | 'rejected' | 'none'>;
}

/** Whether a call changes files by its name, or by what it shows. */
export function isGeminiEdit(name: string, display: Json | undefined): boolean {
  return editingTools.has(name) || asString(asObject(display)['newContent']) !== undefined;
}

/**
 * Reads one call. What the model proposed counts, not what the user made of it before it was written.
 * @returns undefined where it failed, was never shown to the user, changes no file, or says not what it changes
 */
export function readGeminiCall({ name, args, status, display, said }: GeminiCall): GeminiEdit | undefined {
  const shown = asObject(display);
  const file = asString(shown['filePath']) ?? asString(args['file_path']) ?? asString(args['absolute_path']);
  if (!isGeminiEdit(name, display) || file === undefined) return undefined;
  if (status === 'cancelled') {
    // One rejection takes the waiting calls with it: those nobody saw.
    if (shown['fileDiff'] === undefined && /User cancelled|Operation cancelled/.test(said)) return undefined;
    const edit = editOf(name, args, shown, false);
    return edit && { ...onlyProposed(edit), file, answer: 'rejected' };
  }
  if (status !== 'success') return undefined;
  const stat = asObject(shown['diffStat']);
  const modified =
    args['modified_by_user'] === true || userStats.some((key) => typeof stat[key] === 'number' && stat[key] > 0);
  const edit = editOf(name, args, shown, modified);
  return edit && { ...edit, file, answer: modified ? 'modified' : 'none' };
}

function editOf(name: string, args: JsonObject, shown: JsonObject, modified: boolean): FileEdit | undefined {
  const [original, written] = [asString(shown['originalContent']), asString(shown['newContent'])];
  const base = original ?? (shown['isNewFile'] === true || shown['originalContent'] === null ? '' : undefined);
  const created = shown['isNewFile'] === true || (shown['isNewFile'] === undefined && base === '' && written !== '');
  const contents = base === undefined || written === undefined ? null : { base: lf(base), after: lf(written) };
  if (contents && modified) return { ...proposedEdit(name, args, contents), created };
  if (contents) return { contents, hunks: [], created };
  const diff = asString(shown['fileDiff']);
  const patch = diff === undefined ? [] : parseUnifiedDiff(diff).flatMap(({ hunks }) => hunks);
  if (patch.length > 0) return { contents: null, hunks: changedTexts(patch), patch, created };
  const [old, changed, content] = [args['old_string'], args['new_string'], args['content']].map(asString);
  if (old !== undefined && changed !== undefined)
    return { contents: null, hunks: changesBetween(lf(old), lf(changed)), created: old === '' };
  return content === undefined
    ? undefined
    : { contents: null, hunks: [{ before: '', suggested: lf(content).replace(/\n$/, '') }], created };
}

/**
 * What the model proposed where the user changed it. Gemini CLI keeps the model's new text, of `replace` without the
 * old one; Qwen Code keeps the call as the model made it.
 */
function proposedEdit(name: string, args: JsonObject, landed: Contents): Pick<FileEdit, 'contents' | 'hunks'> {
  // Then the arguments are the user's, and the model's are set aside.
  const byUser = args['modified_by_user'] === true;
  const proposed = asString(args['ai_proposed_content']);
  const { base } = landed;
  if (name === 'write_file') {
    const content = byUser ? proposed : asString(args['content']);
    return { contents: content === undefined ? landed : { base, after: lf(content) }, hunks: [] };
  }
  const [old, changed] = [asString(args['old_string']), asString(args['new_string'])];
  if (byUser && proposed !== undefined) return { contents: inPlaceOf(landed, lf(proposed)), hunks: [] };
  const at = byUser || old === undefined ? -1 : base.indexOf(lf(old));
  if (at < 0 || old === undefined || changed === undefined) return { contents: landed, hunks: [] };
  const after =
    args['replace_all'] === true && old !== ''
      ? base.replaceAll(lf(old), () => lf(changed))
      : base.slice(0, at) + lf(changed) + base.slice(at + lf(old).length);
  return { contents: { base, after }, hunks: [] };
}

/**
 * The file as the model would have left it: its new text in place of the lines that the user's version of it replaced,
 * and of the lines around them that it repeats.
 */
function inPlaceOf({ base, after }: Contents, proposed: string): Contents {
  const [lines, wanted] = [toLines(base), toLines(proposed)];
  const landed = netHunks(base, after);
  const [first] = landed;
  const last = landed.at(-1);
  if (!first || !last) return { base, after };
  // Lines above and below the change are the same in both versions of the file.
  let start = toLines(after.slice(0, first.start)).length;
  let end = lines.length - toLines(after.slice(last.end).replace(/^\n/, '')).length;
  const above = lines.slice(Math.max(0, start - wanted.length), start).lastIndexOf(wanted[0] ?? '');
  if (above >= 0 && wanted.length > 1) start = Math.max(0, start - wanted.length) + above;
  const below = lines.slice(end, end + wanted.length).indexOf(wanted.at(-1) ?? '');
  if (below >= 0 && wanted.length > 1) end += below + 1;
  const text = [...lines.slice(0, start), ...wanted, ...lines.slice(end)].join('\n');
  return { base, after: base.endsWith('\n') ? `${text}\n` : text };
}
