import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { press, see } from '../keys.ts';
import { until } from '../until.ts';
import type { Assistant } from './oracle.ts';
import type { Kind } from './step.ts';

/** Where the files of this suite are: the workspace. */
export const fileNamed = (name: string): string =>
  path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', name);

/** Writes and opens a new file with the cursors where `text` has a `|`, and the focus in it. */
export async function openFile(stem: string, ending: Kind = 'ts', text = ''): Promise<vscode.TextEditor> {
  const parts = text.split('|');
  const plain = parts.join('');
  const file = fileNamed(`${stem}.${ending === 'untitled' ? 'ts' : ending}`);
  const editor = ending === 'ipynb' ? await openCell(file, plain) : await openText(file, plain, ending === 'untitled');
  const carets = parts.slice(0, -1).map((_, index) => {
    // Line breaks of the document count as the text's own.
    const at = editor.document.positionAt(parts.slice(0, index + 1).join('').length);
    return new vscode.Selection(at, at);
  });
  if (carets.length > 0) editor.selections = carets;
  // Answered after the window has set the cursors, which nobody tells of.
  await vscode.commands.executeCommand('setContext', 'recognise.step', stem);
  await see('focused-editor');
  return editor;
}

async function openText(file: string, text: string, untitled: boolean): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.file(file);
  if (!untitled) writeFileSync(file, text);
  const document = await vscode.workspace.openTextDocument(untitled ? uri.with({ scheme: 'untitled' }) : uri);
  return vscode.window.showTextDocument(document, { preview: false });
}

async function openCell(file: string, text: string): Promise<vscode.TextEditor> {
  const cell = { cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: [text] };
  const metadata = { language_info: { name: 'python' } };
  writeFileSync(file, JSON.stringify({ cells: [cell], metadata, nbformat: 4, nbformat_minor: 5 }));
  const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(file));
  await vscode.window.showNotebookDocument(notebook, { preview: false });
  const { document } = notebook.cellAt(0);
  const editor = await until('the cell can be edited', async () => {
    await vscode.commands.executeCommand('notebook.cell.edit');
    const active = vscode.window.activeTextEditor;
    return active?.document === document ? active : undefined;
  });
  await press('Control+End');
  return editor;
}

/** Waits until the document holds `what`. @throws Error that says what it holds after ten seconds */
export function holds(document: vscode.TextDocument, what: string | ((text: string) => boolean)): Promise<void> {
  const does = (): boolean => {
    const text = document.getText();
    return typeof what === 'string' ? text === what : what(text);
  };
  if (does()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const end = (error?: Error): void => {
      clearTimeout(patience);
      changes.dispose();
      if (error) reject(error);
      else resolve();
    };
    const changes = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document && does()) end();
    });
    const patience = setTimeout(
      () => end(new Error(`The document holds ${JSON.stringify(document.getText())}.`)),
      10_000,
    );
  });
}

/** Offers one text at the first cursor of the document as long as what was typed there is its beginning. */
export function offering(editor: vscode.TextEditor, text: string): Assistant {
  const anchor = editor.selection.start;
  return (document, position) => {
    if (document !== editor.document || position.isBefore(anchor)) return [];
    const range = new vscode.Range(anchor, position);
    const typed = document.getText(range);
    return text.startsWith(typed) && text !== typed ? [{ text, range }] : [];
  };
}

/** Sets settings for the time `work` takes. */
export async function withSettings(
  settings: Readonly<Record<string, unknown>> = {},
  work: () => Promise<void>,
): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const set = async (value: (name: string) => unknown): Promise<void> => {
    for (const name of Object.keys(settings))
      await configuration.update(name, value(name), vscode.ConfigurationTarget.Global);
  };
  await set((name) => settings[name]);
  await work().finally(() => set(() => undefined));
}
