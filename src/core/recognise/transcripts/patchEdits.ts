import { netHunks } from '../../follow/hunks.ts';
import { parseApplyPatch } from './applyPatchFormat.ts';
import type { FileEdit } from './fileEdit.ts';
import { changedTexts, type PatchHunk } from './patch.ts';
import type { ChangedText } from './transcript.ts';

/** One edit of one file that a patch made. */
export interface PatchedFile extends FileEdit {
  /** As the tool wrote it; its new name where the patch moved it. */
  readonly file: string;
}

/** The edits of a patch as the model wrote it; paths are relative to the folder it ran in. */
export function editsOfPatch(text: string): PatchedFile[] {
  return parseApplyPatch(text).flatMap(({ file, kind, movedTo, hunks }) => {
    if (kind === 'delete') return [];
    if (kind === 'update') return [patched(movedTo ?? file, hunks)];
    const lines = hunks.flatMap((hunk) => hunk.lines.map((line) => `${line.text}\n`));
    return [created(file, lines.join(''))];
  });
}

/** A file the tool wrote anew. */
export function created(file: string, content: string): PatchedFile {
  return { file, contents: { base: '', after: lf(content) }, hunks: [], created: true };
}

/** A file the tool deleted; nothing is suggested in its place. */
export function deleted(file: string, content: string): PatchedFile {
  return { file, contents: { base: lf(content), after: '' }, hunks: [], created: false };
}

/** A file whose content is not known, only what changed in it. */
export function patched(file: string, hunks: readonly PatchHunk[]): PatchedFile {
  return { file, contents: null, hunks: changedTexts(hunks), patch: hunks, created: false };
}

/** An edit that was never made: what it would have changed. */
export function onlyProposed({ contents, hunks }: FileEdit): FileEdit {
  return { contents: null, hunks: contents ? changesBetween(contents.base, contents.after) : hunks, created: false };
}

/** The lines that differ between two texts; line breaks as `\n`. */
export function changesBetween(base: string, after: string): ChangedText[] {
  return netHunks(base, after).map(({ before, suggested }) => ({ before, suggested }));
}

/** A text with every line break as `\n`. */
export function lf(text: string): string {
  return text.replace(/\r\n/g, '\n');
}
