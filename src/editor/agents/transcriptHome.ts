import os from 'node:os';
import type { Uri } from 'vscode';
import * as vscode from 'vscode';
import type { TranscriptHome } from '../../node/transcripts/source.ts';

/**
 * Where transcripts are looked for from this window.
 * @param globalStorage the extension's own folder, `User/globalStorage/pairfolio.pairfolio`, wherever `User` was moved to
 */
export function transcriptHome(globalStorage: Uri): TranscriptHome {
  const editorUser = vscode.Uri.joinPath(globalStorage, '..', '..').fsPath;
  return { homedir: os.homedir(), env: process.env, editorUser };
}
