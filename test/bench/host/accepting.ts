import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { press, see } from '../../host/keys.ts';
import { until } from '../../host/until.ts';
import { changes, goTo, measure } from './document.ts';
import { theBench, type Accept } from './shared.ts';

const bench = theBench();

/** A mark that has not become a record after this time (ms) never will. */
const longest = 10_000;

/** Accepts so many inline suggestions with Tab, each on a line of its own at the end of the document. */
export async function acceptAtEnd(editor: vscode.TextEditor, count: number): Promise<Accept[]> {
  const { document } = editor;
  const accepts: Accept[] = [];
  let offer = '';
  const provider = vscode.languages.registerInlineCompletionItemProvider(
    { pattern: document.fileName },
    { provideInlineCompletionItems: () => (offer === '' ? [] : [new vscode.InlineCompletionItem(offer)]) },
  );
  await goTo(editor, document.getText().length);
  await measure('accepting', document, async () => {
    for (let i = 0; i < count; i++) {
      await key('Enter');
      offer = suggestion(i);
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      await see('ghost-text');
      const recorded = nextRecord();
      await press('Tab');
      accepts.push(await recorded);
      offer = '';
    }
  });
  provider.dispose();
  return accepts;
}

/** The text of the suggestion with this number. */
export function suggestion(i: number): string {
  return `const price${String(i)} = items.reduce((sum, item) => sum + item.price, ${String(i)});`;
}

async function key(name: string): Promise<void> {
  const before = changes('accepting');
  await press(name);
  await until(`${name} has changed the document`, () => changes('accepting') > before);
}

/** Waits for the next mark and for what it adds to the ledger. */
function nextRecord(): Promise<Accept> {
  const before = ledgerBytes();
  return new Promise((resolve, reject) => {
    bench.afterCommand = ({ what, at }) => {
      if (what !== 'pairfolio.mark') return;
      bench.afterCommand = () => undefined;
      const change = bench.observed['pairfolio.pairfolio']?.samples.findLast(
        (sample) => sample.what === 'onDidChangeTextDocument' && sample.at < at,
      );
      const look = (): void => {
        const now = performance.now();
        if (ledgerBytes() > before && change) resolve({ mark: at - change.at, recorded: now - change.at });
        else if (now - at > longest) reject(new Error('An accepted suggestion was not recorded.'));
        else setImmediate(look);
      };
      look();
    };
  });
}

function ledgerBytes(): number {
  const home = process.env['PAIRFOLIO_HOME'] ?? '';
  return readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.jsonl'))
    .reduce((sum, file) => sum + statSync(path.join(home, file)).size, 0);
}
