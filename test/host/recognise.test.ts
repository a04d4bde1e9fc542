import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { keysAvailable, press, see, type } from './keys.ts';
import { until } from './until.ts';

/** What VS Code itself knows about a change; proposed API, so the extension never sees it and only this oracle may. */
interface Truth {
  readonly detailedReason?: { readonly source: string };
}

const offered = 'return items.reduce((sum, item) => sum + item.price, 0);';

/** One scripted step: keys, and afterwards what both sides said about the changes they made. */
interface Step {
  readonly name: string;
  readonly kind: string;
  /** What the document holds before; `|` is the cursor. */
  readonly text: string;
  /** What the assistant offers where the cursor is; nothing without it. */
  readonly offer?: string;
  readonly run: () => Promise<void>;
  /** Whether the document shows that the keys arrived. */
  readonly done: (text: string) => boolean;
}

const steps: readonly Step[] = [
  {
    name: 'typing',
    kind: 'typing',
    text: '|',
    run: () => type('const a = (1);', 20),
    done: (text) => text === 'const a = (1);',
  },
  { name: 'Enter', kind: 'typing', text: 'if (a) {|}', run: () => press('Enter'), done: (text) => text.includes('\n') },
  {
    name: 'Backspace',
    kind: 'typing',
    text: 'const abc|',
    run: () => press('Backspace'),
    done: (text) => text === 'const ab',
  },
  {
    name: 'Tab without a suggestion',
    kind: 'typing',
    text: '|',
    run: () => press('Tab'),
    done: (text) => text.trim() === '' && text !== '',
  },
  {
    name: 'undo',
    kind: 'undo',
    text: '|',
    run: async () => {
      await type('abc');
      await press('Control+Z');
    },
    done: (text) => text === '',
  },
  {
    name: 'paste',
    kind: 'paste',
    text: 'foo(bar, baz);|',
    run: () => press('Control+A', 'Control+C', 'End', 'Control+V'),
    done: (text) => text.startsWith('foo(bar, baz);foo(bar, baz);'),
  },
  {
    name: 'paste of several lines',
    kind: 'paste',
    text: 'foo();\nbar();|',
    run: () => press('Control+A', 'Control+C', 'Control+End', 'Control+V'),
    done: (text) => text === 'foo();\nbar();foo();\nbar();',
  },
  {
    name: 'completion list',
    kind: 'completion',
    text: 'const veryLongName = 1;\nveryL|',
    run: async () => {
      await press('Control+Space');
      await see('completion-list');
      await press('Enter');
    },
    done: (text) => text.endsWith('veryLongName'),
  },
  {
    name: 'comment out',
    kind: 'command',
    text: 'foo();|',
    run: () => press('Control+/'),
    done: (text) => text.startsWith('//'),
  },
  {
    name: 'move line',
    kind: 'command',
    text: 'a();\nb();|',
    run: () => press('Alt+ArrowUp'),
    done: (text) => text.startsWith('b();'),
  },
  {
    name: 'duplicate line',
    kind: 'command',
    text: 'a();|',
    run: () => press('Control+Shift+Alt+ArrowDown'),
    done: (text) => text.split('a();').length === 3,
  },
  {
    name: 'accept',
    kind: 'inline accept',
    text: '|',
    offer: offered,
    run: () => accept('Tab'),
    done: (text) => text.includes(offered),
  },
  {
    name: 'accept after a typed prefix',
    kind: 'inline accept',
    text: '|',
    offer: offered,
    run: async () => {
      await type('ret', 30);
      await accept('Tab');
    },
    done: (text) => text === offered,
  },
  {
    name: 'accept of several lines',
    kind: 'inline accept',
    text: '|',
    offer: `for (const a of b) {\n  c(a);\n}`,
    run: () => accept('Tab'),
    done: (text) => text.includes('c(a);'),
  },
  {
    name: 'accept, then keys at once',
    kind: 'inline accept',
    text: '|',
    offer: offered,
    run: async () => {
      await ghost();
      await press('Tab', 'x', 'y');
    },
    done: (text) => text === `${offered}xy`,
  },
  {
    name: 'keys, then accept at once',
    kind: 'inline accept',
    text: '|',
    offer: offered,
    run: async () => {
      await type('r', 0);
      await accept('Tab');
    },
    done: (text) => text === offered,
  },
  {
    name: 'accept a word',
    kind: 'partial accept',
    text: '|',
    offer: offered,
    run: () => accept('Control+ArrowRight'),
    done: (text) => text.startsWith('return'),
  },
  {
    name: 'accept word, word, all',
    kind: 'partial accept',
    text: '|',
    offer: offered,
    run: async () => {
      await accept('Control+ArrowRight');
      await accept('Control+ArrowRight');
      await accept('Tab');
    },
    done: (text) => text === offered,
  },
  {
    name: 'dismissed with Escape',
    kind: 'dismissed',
    text: '|',
    offer: offered,
    run: async () => {
      await ghost();
      await press('Escape');
      await type('z');
    },
    done: (text) => text.includes('z'),
  },
  {
    name: 'typed through',
    kind: 'typed through',
    text: '|',
    offer: offered,
    run: async () => {
      await ghost();
      await type('return', 20);
    },
    done: (text) => text === 'return',
  },
];

let offer: string | undefined;
/** Asks for the suggestion and waits until it is on the screen. */
async function ghost(): Promise<void> {
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  await see('ghost-text');
}

async function accept(key: string): Promise<void> {
  await ghost();
  await press(key);
}

describe('recognition against the editor’s own truth', function () {
  this.timeout(120_000);
  const home = process.env['PAIRFOLIO_HOME'] ?? '';
  const ledger = new Ledger(home, { app: 'test', host: 'cli' }, systemClock, nodeDigest);
  const suggestions = (): number => ledger.states({ all: true }).length;
  const provider: vscode.InlineCompletionItemProvider = {
    provideInlineCompletionItems(document, position) {
      if (offer === undefined) return [];
      const before = document.getText(new vscode.Range(new vscode.Position(0, 0), position));
      return offer.startsWith(before)
        ? [new vscode.InlineCompletionItem(offer, new vscode.Range(new vscode.Position(0, 0), position))]
        : [];
    },
  };
  let subscription: vscode.Disposable;

  before(async function () {
    if (!keysAvailable) this.skip();
    subscription = vscode.languages.registerInlineCompletionItemProvider({ pattern: '**/recognise-*.ts' }, provider);
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
  });

  after(() => {
    subscription.dispose();
    ledger.dispose();
  });

  for (const [index, step] of steps.entries()) {
    it(step.name, async () => {
      const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
      // A file of its own for each step: no step sees what another left.
      const uri = vscode.Uri.file(path.join(root, `recognise-${String(index)}.ts`));
      offer = undefined;
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.workspace.fs.writeFile(uri, Buffer.from(step.text.replace('|', '')));
      const document = await vscode.workspace.openTextDocument(uri);
      const at = document.positionAt(step.text.indexOf('|'));
      await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at), preview: false });
      await see('focused-editor');
      const sources: string[] = [];
      const watching = vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0)
          sources.push((event as Truth).detailedReason?.source ?? 'unknown');
      });
      const before = suggestions();
      offer = step.offer;
      await step.run();
      await until(`${step.name} has its effect`, () => step.done(document.getText())).catch((error: unknown) => {
        throw new Error(`${String(error)}; the document holds ${JSON.stringify(document.getText())}`);
      });
      const truth = sources.some((source) => source.startsWith('inlineCompletion')) ? 1 : 0;
      if (truth > 0) await until(`${step.name} is recorded`, () => suggestions() > before);
      watching.dispose();
      assert.equal(suggestions() - before, truth, `the editor says ${sources.join(', ')}`);
      assert.equal(truth, step.kind.includes('accept') ? 1 : 0, 'the step did what it says');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });
  }
});
