import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { fileNamed, holds } from '../stage.ts';
import { lines, type Batch, type LongRun } from './longRun.ts';

/** Documents that change at the same time: waiting for one after the other would take minutes. */
const together = 25;
const rounds = 4;
const messy = 'a  =   1\n';
const hundred = { actions: together * rounds, batches: 6 };

/** Ordinary changes that no key makes in the document itself. */
export const programRuns = [
  {
    row: 'change on disk',
    name: 'by another program',
    text: '|',
    ...hundred,
    async run(batch) {
      const files = await openMany(batch, lines(20));
      for (let round = 0; round < rounds; round++) {
        const text = `${lines(5)}const round${String(round)} = compute(1, 2);\n${lines(15 - round)}`;
        for (const { uri } of files) writeFileSync(uri.fsPath, text);
        await Promise.all(files.map((document) => holds(document, text)));
      }
    },
    done: () => true,
  },
  {
    row: 'edit by another extension',
    name: 'away from the cursor',
    text: `|${lines(20)}`,
    ...hundred,
    async run({ oracle, editor: { document } }) {
      for (let n = 0; n < hundred.actions; n++) {
        const at = new vscode.Position(3 + (n % 15), 0);
        await oracle.edit(document.uri, [vscode.TextEdit.insert(at, `const added${String(n)} = compute(item);\n`)]);
      }
    },
    done: (text) => text.split('added').length === hundred.actions + 1,
  },
  {
    row: 'format',
    name: 'Python',
    in: 'py',
    text: `|${messy.repeat(5)}`,
    ...hundred,
    async run({ editor: { document } }) {
      const untidy = document.getText();
      for (let n = 0; n < hundred.actions; n++) {
        await vscode.commands.executeCommand('editor.action.formatDocument');
        await holds(document, 'a = 1\n'.repeat(5));
        if (n === hundred.actions - 1) break;
        await vscode.commands.executeCommand('undo');
        await holds(document, untidy);
      }
    },
    done: (text) => text === 'a = 1\n'.repeat(5),
  },
  {
    row: 'save with formatting',
    name: 'Python',
    in: 'py',
    text: '|',
    ...hundred,
    settings: { 'editor.formatOnSave': true },
    async run(batch) {
      const files = await openMany(batch, 'b = 1\n');
      for (let round = 0; round < rounds; round++) {
        for (const { uri } of files)
          await batch.oracle.edit(uri, [vscode.TextEdit.insert(new vscode.Position(0, 0), messy)]);
        await Promise.all(files.map((document) => document.save()));
        await Promise.all(files.map((document) => holds(document, (text) => text.startsWith('a = 1\n'))));
      }
    },
    done: () => true,
  },
] satisfies readonly LongRun[];

async function openMany({ stem, editor }: Batch, text: string): Promise<vscode.TextDocument[]> {
  const ending = editor.document.uri.path.split('.').at(-1) ?? '';
  return Promise.all(
    Array.from({ length: together }, (_, index) => {
      const file = fileNamed(`${stem}-${String(index)}.${ending}`);
      writeFileSync(file, text);
      return vscode.workspace.openTextDocument(file);
    }),
  );
}
