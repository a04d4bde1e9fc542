import path from 'node:path';
import type { TextDocument, Uri } from 'vscode';
import * as vscode from 'vscode';
import type { Settings } from '../settings.ts';
import { readSetting } from '../settings.ts';

// The user's own files and nothing else: prompts, diffs, output and settings are documents too.
const ownSchemes = new Set(['file', 'untitled', 'vscode-notebook-cell']);

/** Larger documents are not followed: copying them would be felt. In UTF-16 units. */
export const longestDocument = 5_000_000;

/** What may be recorded of a document. */
export interface DocumentScope {
  readonly content: Settings['capture.content'];
  /** The workspace folder's name, for the reader of a decision. */
  readonly workspace: string | undefined;
  /** The file as a decision names it: relative to the workspace folder, with `/`, in NFC. */
  readonly file: string;
  /** Where the file is on disk; `undefined` for an untitled document. */
  readonly path: string | undefined;
}

/** Whether a document is the user's own kind; cheap, asked for each one opened. */
export function isOwn(document: TextDocument): boolean {
  return ownSchemes.has(document.uri.scheme);
}

/** What may be recorded of a document; `undefined` where nothing may. */
export function scopeOf(document: TextDocument): DocumentScope | undefined {
  if (!isOwn(document) || !vscode.workspace.isTrusted || !readSetting(vscode.workspace, 'capture.enabled', document))
    return undefined;
  if (
    readSetting(vscode.workspace, 'capture.ignore', document).some(
      (glob) => vscode.languages.match({ pattern: glob }, document) > 0,
    )
  ) {
    return undefined;
  }
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  return {
    content: readSetting(vscode.workspace, 'capture.content', document),
    workspace: folder?.name,
    file: relativeFile(document.uri, folder?.uri),
    path: document.uri.scheme === 'untitled' ? undefined : document.uri.fsPath,
  };
}

function relativeFile(uri: Uri, folder: Uri | undefined): string {
  const file = folder && uri.scheme !== 'untitled' ? path.relative(folder.fsPath, uri.fsPath) : path.basename(uri.path);
  return file.split(path.sep).join('/').normalize('NFC');
}
