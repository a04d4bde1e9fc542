import { writeFile } from 'node:fs/promises';
import type { TextDocument } from 'vscode';
import { until } from '../../host/until.ts';
import { acceptAtEnd } from './accepting.ts';
import { changes, code, measure, openNew } from './document.ts';

const megabyte = 2 ** 20;
const times = 10;
const suggestions = 5;

/** A file of 1 MB that is open and changes on disk: first nothing in it is followed, then a few suggestions are. */
export async function benchReload(): Promise<void> {
  const editor = await openNew('bench-reload.txt', code(megabyte));
  await reload('reload', editor.document);
  await acceptAtEnd(editor, suggestions);
  await editor.document.save();
  await reload('reload with suggestions', editor.document);
}

/** Both ends change, so VS Code reports one block that is nearly all of the file. */
async function reload(phase: string, document: TextDocument): Promise<void> {
  const text = document.getText();
  await measure(phase, document, async () => {
    for (let i = 0; i < times; i++) {
      const edge = `// ${phase} ${String(i)}\n`;
      await writeFile(document.fileName, edge + text + edge);
      await until('the editor has read the file again', () => changes(phase) > i);
    }
  });
}
