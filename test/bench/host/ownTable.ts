import * as vscode from 'vscode';
import { until } from '../../host/until.ts';
import { subjects, type OwnTable, type WindowResults } from './shared.ts';

const heading = 'Extension Activation Stats';

/** What VS Code itself says of the activations, in the table of its command *Startup Performance*. */
export async function readOwnTable(results: WindowResults): Promise<void> {
  await vscode.commands.executeCommand('perfview.show');
  const text = (): string => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf')?.getText() ?? '';
  await until('VS Code has written its table', () => text().includes(heading));
  const rows = text().slice(text().indexOf(heading)).split('\n');
  for (const id of subjects) {
    const cells = rows.map((row) => row.split('|').map((cell) => cell.trim())).find((row) => row.includes(id));
    const [, load, call, finish] = cells?.slice(cells.indexOf(id) + 1) ?? [];
    results.table[id] = { load: Number(load), call: Number(call), finish: Number(finish) } satisfies OwnTable;
  }
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
}
