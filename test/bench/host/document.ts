import path from 'node:path';
import * as vscode from 'vscode';
import { see, type } from '../../host/keys.ts';
import { until } from '../../host/until.ts';
import { theBench } from './shared.ts';

const bench = theBench();

/** Between two keys (ms); a fast typist needs ten times as long. */
const delay = 10;

const statement = 'const total = items.map((item) => item.price * 2);\n';

/** So many characters of ordinary code, for as many keys. */
export const code = (characters: number): string => statement.repeat(Math.ceil(characters / 50)).slice(0, characters);

/** A new file of the workspace, in an editor that has the focus. */
export async function openNew(name: string, text: string): Promise<vscode.TextEditor> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const uri = vscode.Uri.file(path.join(root, name));
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  await see('focused-editor');
  return editor;
}

/** Puts the cursor at an offset, and waits until it is there: setting the editor's `selection` would not. */
export async function goTo({ document }: vscode.TextEditor, offset: number): Promise<void> {
  const at = document.positionAt(offset);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at), preview: false });
  await see('focused-editor');
}

/** How many changes Pairfolio was told of in the phase being measured. */
export function changes(phase: string): number {
  const samples = bench.observed['pairfolio.pairfolio']?.samples ?? [];
  return samples.filter((sample) => sample.phase === phase && sample.what === 'onDidChangeTextDocument').length;
}

/** Measures what `work` does to a document. */
export async function measure(phase: string, document: vscode.TextDocument, work: () => Promise<void>): Promise<void> {
  bench.file = document.fileName;
  bench.phase = phase;
  try {
    await work();
  } finally {
    bench.phase = '';
  }
}

/** Types so many keys at an offset and measures each. */
export async function typeAt(phase: string, editor: vscode.TextEditor, offset: number, keys: number): Promise<void> {
  await goTo(editor, offset);
  await measure(phase, editor.document, async () => {
    await type(code(keys), delay);
    await until(`${String(keys)} keys have changed the document`, () => changes(phase) >= keys);
  });
}
