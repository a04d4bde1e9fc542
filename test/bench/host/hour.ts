import { writeFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { until } from '../../host/until.ts';
import { acceptAtEnd } from './accepting.ts';
import { code, openNew, typeAt } from './document.ts';
import type { WindowResults } from './shared.ts';

/** What somebody busy does in a quarter of an hour, as far as an extension sees it. */
const accepted = 15;
const typed = 400;
const rewritten = 5;

/**
 * An hour of work without its pauses: suggestions accepted with Tab, typing, saves, files rewritten on the disk as
 * agents do, documents opened and closed. The memory is looked at after each quarter, when garbage has been collected.
 */
export async function benchHour(results: WindowResults): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap: number[] = [];
  for (let quarter = 0; quarter < 4; quarter++) {
    const editor = await openNew(`bench-hour-${String(quarter)}.ts`, code(5000));
    const { document } = editor;
    await acceptAtEnd(editor, accepted);
    await document.save();
    await typeAt(`hour ${String(quarter)}`, editor, 0, typed);
    await document.save();
    for (let i = 0; i < rewritten; i++) {
      const text = `// ${String(i)}\n${document.getText()}`;
      await writeFile(document.fileName, text);
      await until('the editor has read the file again', () => document.getText() === text);
    }
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    collect();
    heap.push(process.memoryUsage().heapUsed / 2 ** 20);
  }
  results.heap = heap;
}
