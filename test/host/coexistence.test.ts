import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, configure, Desk, ownAcceptKey, type Offer } from './editing.ts';
import { keysAvailable, press, see, type } from './keys.ts';
import { until } from './until.ts';

const offer: Offer = { text: 'return items.map((item) => item.price);' };

/** Something people do with the keys Pairfolio marks: with and without the marks it must come to the same. */
interface Situation {
  readonly name: string;
  readonly file?: string;
  /** What the document holds before; `|` is the cursor. */
  readonly text?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly run: (desk: Desk) => Promise<void>;
  /** Whether the document shows that the keys arrived. */
  readonly done: (text: string) => boolean;
  /** Suggestions that are recorded when the keys leave marks; none without. */
  readonly recorded: number;
}

const situations: readonly Situation[] = [
  {
    name: 'Tab takes the suggestion',
    run: async (desk) => {
      await desk.suggest(offer);
      await press('Tab');
    },
    done: (text) => text === offer.text,
    recorded: 1,
  },
  {
    name: 'a key of the user’s own takes the suggestion: nothing is claimed',
    run: async (desk) => {
      await desk.suggest(offer);
      await press(ownAcceptKey);
    },
    done: (text) => text === offer.text,
    recorded: 0,
  },
  {
    name: 'Tab takes the item of the list that is open over the suggestion',
    text: 'const veryLongName = 1;\nveryL|',
    run: async (desk) => {
      await desk.suggest({ text: 'ow(1, 2, 3);' });
      await press('Control+Space');
      await see('completion-list');
      await see('ghost-text');
      await press('Tab');
    },
    done: (text) => text.endsWith('veryLongName'),
    recorded: 0,
  },
  {
    name: 'Tab goes to the next place of a snippet',
    run: async (desk) => {
      await vscode.commands.executeCommand('editor.action.insertSnippet', { snippet: 'f(${1:first}, ${2:second})' });
      desk.offer = offer;
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      await press('Tab');
      await type('x');
    },
    done: (text) => text === 'f(first, x)',
    recorded: 0,
  },
  {
    // Pairfolio's keys leave snippets alone.
    name: 'Tab takes the suggestion unseen in a snippet that lets it be shown',
    settings: { 'editor.inlineSuggest.suppressInSnippetMode': false },
    run: async (desk) => {
      await vscode.commands.executeCommand('editor.action.insertSnippet', { snippet: 'f($1, ${2:second})' });
      await desk.suggest({ text: 'one(1)' });
      await press('Tab');
      await type('x');
    },
    done: (text) => text === 'f(one(1)x, second)',
    recorded: 0,
  },
  {
    name: 'Tab completes the word when editor.tabCompletion is on',
    text: 'const veryLongName = 1;\nveryL|',
    settings: { 'editor.tabCompletion': 'on' },
    run: () => press('Tab'),
    done: (text) => text.endsWith('veryLongName'),
    recorded: 0,
  },
  {
    name: 'Tab takes the suggestion also when editor.tabCompletion is on',
    settings: { 'editor.tabCompletion': 'on' },
    run: async (desk) => {
      await desk.suggest(offer);
      await press('Tab');
    },
    done: (text) => text === offer.text,
    recorded: 1,
  },
  {
    name: 'Tab expands an abbreviation',
    file: 'page.html',
    text: 'ul>li.item*2|',
    settings: { 'emmet.triggerExpansionOnTab': true },
    run: () => press('Tab'),
    done: (text) => text.includes('<li class="item">'),
    recorded: 0,
  },
  {
    name: 'Tab takes the suggestion with a screen reader',
    settings: { 'editor.accessibilitySupport': 'on' },
    run: async (desk) => {
      await desk.suggest(offer);
      await press('Tab');
    },
    done: (text) => text === offer.text,
    recorded: 1,
  },
  {
    name: 'the key for a word moves the cursor with a screen reader',
    text: '|\nnext();',
    settings: { 'editor.accessibilitySupport': 'on' },
    run: async (desk) => {
      await desk.suggest(offer);
      await press('Control+ArrowRight');
      await type('Z');
    },
    done: (text) => text.includes('Z'),
    recorded: 0,
  },
  {
    name: 'Tab moves the focus when editor.tabFocusMode is on',
    settings: { 'editor.tabFocusMode': true },
    run: async (desk) => {
      await desk.suggest(offer);
      await type('r');
      await press('Tab');
    },
    done: (text) => text === 'r',
    recorded: 0,
  },
  {
    name: 'Tab indents where nothing is suggested',
    run: () => press('Tab'),
    done: (text) => text !== '' && text.trim() === '',
    recorded: 0,
  },
  {
    name: 'Tab indents a selection',
    text: '|one();\ntwo();',
    run: async () => {
      await press('Control+A', 'Tab');
    },
    done: (text) => /^\s+one\(\);\n\s+two\(\);$/.test(text),
    recorded: 0,
  },
  {
    name: 'the key for a word takes a word',
    run: async (desk) => {
      await desk.suggest(offer);
      await press('Control+ArrowRight');
    },
    done: (text) => text.startsWith('return'),
    recorded: 1,
  },
  {
    name: 'Tab jumps to a suggested edit and then takes it',
    text: `|\n${'line();\n'.repeat(8)}const total = a;\n`,
    run: async (desk) => {
      // Asked for by typing: after an explicit request Tab takes the edit without a jump.
      desk.offer = { text: 'const total = a + b;', edit: new vscode.Range(9, 0, 9, 16) };
      await type('s');
      await see('suggested-edit');
      await press('Tab');
      await until('the cursor jumped', () => vscode.window.activeTextEditor?.selection.active.line === 9);
      await press('Tab');
    },
    done: (text) => text.includes('a + b'),
    recorded: 1,
  },
  {
    name: 'Tab that only jumps to a suggested edit records nothing',
    text: `|\n${'line();\n'.repeat(8)}const total = a;\n`,
    run: async (desk) => {
      // Asked for by typing: after an explicit request Tab takes the edit without a jump.
      desk.offer = { text: 'const total = a + b;', edit: new vscode.Range(9, 0, 9, 16) };
      await type('s');
      await see('suggested-edit');
      await press('Tab');
      await until('the cursor jumped', () => vscode.window.activeTextEditor?.selection.active.line === 9);
      desk.offer = undefined;
      await press('Escape', 'End');
      await type('x');
    },
    done: (text) => text.includes('x'),
    recorded: 0,
  },
  {
    name: 'nothing is recorded while recording is paused',
    run: async (desk) => {
      await vscode.commands.executeCommand('pairfolio.pauseCapture');
      await desk.suggest(offer);
      await press('Tab');
      await until('it is taken', () => vscode.window.activeTextEditor?.document.getText() === offer.text);
      await vscode.commands.executeCommand('pairfolio.resumeCapture');
    },
    done: (text) => text === offer.text,
    recorded: 0,
  },
  {
    name: 'Tab does nothing in an editor that cannot be edited',
    text: 'one();|',
    run: async (desk) => {
      desk.offer = offer;
      await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      await press('Tab');
      await vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
    },
    done: (text) => text === 'one();',
    recorded: 0,
  },
];

describe('with Pairfolio every key does what it did without', function () {
  this.timeout(60_000);
  let desk: Desk;

  /** Plays it with or without the keys that leave marks. @returns what the developer would see afterwards */
  async function play(
    situation: Situation,
    keybindings: 'accept' | 'off',
  ): Promise<{ text: string; at: vscode.Selection }> {
    const { name, file = 'file.ts', text = '|', settings = {}, run, done } = situation;
    await configure({ ...settings, 'pairfolio.capture.keybindings': keybindings });
    const { document } = await desk.open(file, text);
    try {
      await run(desk);
      await until(name, () => done(document.getText())).catch((error: unknown) => {
        throw new Error(`${String(error)} (${keybindings}); the document holds ${JSON.stringify(document.getText())}`);
      });
      const at = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.selection;
      assert.ok(at);
      return { text: document.getText(), at };
    } finally {
      desk.offer = undefined;
      await configure(Object.fromEntries(Object.keys(settings).map((key) => [key, undefined])));
      await configure({ 'pairfolio.capture.keybindings': undefined });
      await closeAll();
    }
  }

  before(async function () {
    if (!keysAvailable) this.skip();
    desk = new Desk();
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
  });

  after(() => desk.dispose());

  for (const situation of situations) {
    it(situation.name, async () => {
      desk.forget();
      const without = await play(situation, 'off');
      assert.deepEqual(desk.decisions(), []);
      const with_ = await play(situation, 'accept');
      await desk.settle();
      assert.deepEqual(with_, without);
      const recorded = desk.decisions();
      assert.equal(recorded.length, situation.recorded, JSON.stringify(recorded.map(({ suggested }) => suggested)));
      for (const { evidence } of recorded) assert.equal(evidence[0]?.kind, 'mark');
    });
  }
});
