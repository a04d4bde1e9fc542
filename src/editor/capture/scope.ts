import path from 'node:path';
import type { TextDocument } from 'vscode';
import * as vscode from 'vscode';
import type { Settings } from '../settings.ts';
import { readSetting } from '../settings.ts';

// The user's own files and nothing else: prompts, diffs, output and settings are documents too.
export const ownSchemes: ReadonlySet<string> = new Set(['file', 'untitled', 'vscode-notebook-cell']);

/** Larger documents are not followed: copying them would be felt. In UTF-16 units. */
export const longestDocument = 5_000_000;

/** What may be recorded of a document. */
export interface DocumentScope {
  readonly content: Settings['capture.content'];
  /** Name of the repository's folder (else the workspace folder's), for the reader of a decision. */
  readonly workspace: string | undefined;
  /** The file as a decision names it: relative to that folder, with `/`, in NFC. */
  readonly file: string;
  /** The folder of the repository; `undefined` where there is none. */
  readonly repository: string | undefined;
  /** Where the file is on disk; `undefined` for an untitled document. */
  readonly path: string | undefined;
}

/** Whether a document is the user's own kind; cheap, asked for each one opened. */
export function isOwn(document: TextDocument): boolean {
  return ownSchemes.has(document.uri.scheme);
}

/** Finds the folder of the repository a file is in. */
export type RepositoryOf = (file: string) => string | undefined;

/** What may be recorded of a document; `undefined` where nothing may. */
export function scopeOf(document: TextDocument, repositoryOf: RepositoryOf): DocumentScope | undefined {
  if (!isOwn(document) || !vscode.workspace.isTrusted || !readSetting(vscode.workspace, 'capture.enabled', document))
    return undefined;
  if (
    readSetting(vscode.workspace, 'capture.ignore', document).some(
      (glob) => vscode.languages.match({ pattern: glob }, document) > 0,
    )
  ) {
    return undefined;
  }
  const { scheme, fsPath } = document.uri;
  const content = readSetting(vscode.workspace, 'capture.content', document);
  if (scheme === 'untitled')
    return {
      content,
      workspace: undefined,
      repository: undefined,
      file: path.basename(document.uri.path),
      path: undefined,
    };
  const repository = repositoryOf(fsPath);
  const root = repository ?? vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath;
  return {
    content,
    workspace: root && path.basename(root),
    repository,
    file: root === undefined ? path.basename(fsPath) : relativeFile(root, fsPath),
    path: fsPath,
  };
}

function relativeFile(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('/').normalize('NFC');
}
