import fs from 'node:fs';
import * as vscode from 'vscode';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { LessonPlace } from '../../node/practice/lessonPlaces.ts';

/** A file as the editor has it. */
export interface FileText {
  /** Null where there is no file. */
  readonly text: string | null;
  readonly eol: '\n' | '\r\n';
  /** Whether it holds changes that are not saved. */
  readonly dirty: boolean;
}

/** Reads a file through the editor, which knows what of it is not saved, its line ends and its encoding. */
export async function openText(file: string): Promise<FileText> {
  if (!fs.existsSync(file)) return { text: null, eol: '\n', dirty: false };
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  await caughtUp(document, file);
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  return { text: document.getText(), eol, dirty: document.isDirty };
}

/** So long (ms) an open document is waited for that a program changed on the disk a moment ago. */
const catchesUpWithin = 2_000;

/** An open document takes what was written to its file a moment later; until then a change would undo it. */
async function caughtUp(document: vscode.TextDocument, file: string): Promise<void> {
  const isSame = (): boolean => {
    const written = fs.readFileSync(file, 'utf8').replace(/^\ufeff/, '');
    return withoutReturns(written) === withoutReturns(document.getText());
  };
  if (document.isDirty || isSame()) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      waiting.dispose();
      resolve();
    };
    const waiting = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document && isSame()) done();
    });
    // What is not UTF-8 never looks the same here; the editor knows it all the same.
    const timer = setTimeout(done, catchesUpWithin);
  });
}

function withoutReturns(text: string): string {
  return text.replaceAll('\r', '');
}

/**
 * Changes a file in one step that the editor's own Undo takes back, and saves it where nothing else in it was unsaved.
 * @param before as it was when the developer saw the difference
 * @param after null deletes it
 * @throws PairfolioError `usage` where it was changed since, `output-unwritable`
 */
export async function applyText(
  { name, path: file }: Pick<LessonPlace, 'name' | 'path'>,
  before: FileText,
  after: string | null,
): Promise<void> {
  const uri = vscode.Uri.file(file);
  const now = await openText(file);
  if (now.text !== before.text)
    throw new PairfolioError(
      'usage',
      vscode.l10n.t('{0} was changed while you looked at the difference. Run the command again.', name),
    );
  const edit = new vscode.WorkspaceEdit();
  if (after === null) edit.deleteFile(uri, { ignoreIfNotExists: true });
  else if (now.text === null) edit.createFile(uri, { contents: new TextEncoder().encode(after) });
  else {
    const document = await vscode.workspace.openTextDocument(uri);
    const { start, end, text } = difference(now.text, after);
    edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  }
  if (!(await vscode.workspace.applyEdit(edit))) throw unwritable(name);
  if (after === null || now.text === null || now.dirty) return;
  const document = await vscode.workspace.openTextDocument(uri);
  if (!(await document.save())) throw unwritable(name);
}

function unwritable(name: string): PairfolioError {
  return new PairfolioError('output-unwritable', vscode.l10n.t('{0} could not be written.', name));
}

/** The one place where two texts differ, so that nothing else in the file is touched. UTF-16 units. */
function difference(
  before: string,
  after: string,
): { readonly start: number; readonly end: number; readonly text: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  // Half a line break is no place to edit at.
  const half = before[start - 1] === '\r' || after[start - 1] === '\r' ? 1 : 0;
  start -= half;
  const isHalf = end > 0 && (before[before.length - end] === '\n' || after[after.length - end] === '\n');
  if (isHalf && (before[before.length - end - 1] === '\r' || after[after.length - end - 1] === '\r')) end -= 1;
  return { start, end: before.length - end, text: after.slice(start, after.length - end) };
}
