import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, configure, Desk } from './editing.ts';
import { keysAvailable, press, type } from './keys.ts';
import { until } from './until.ts';

const text = 'return items.map((item) => item.price);';
const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

/** Extensions with modes; test/modal-editing takes the keys with the clauses they use. */
const extensions = [
  { name: 'Vim', command: 'modalEditing.vim', normal: 'Normal', insert: 'Insert' },
  { name: 'Neovim', command: 'modalEditing.neovim', normal: 'normal', insert: 'insert' },
];

for (const { name, command, normal, insert } of extensions) {
  describe(`with ${name}`, function () {
    this.timeout(60_000);
    let desk: Desk;
    let document: vscode.TextDocument;
    const taken = (): Thenable<readonly string[]> => vscode.commands.executeCommand('modalEditing.taken');
    const firstTaken = (): Promise<readonly string[]> =>
      until('the other extension took a key', async () => {
        const keys = await taken();
        return keys.length > 0 ? keys : undefined;
      });

    /** In `mode`, with a suggestion on the screen. */
    async function suggestIn(mode: string): Promise<void> {
      await run(command, mode);
      ({ document } = await desk.open('modes.ts', '|'));
      await desk.suggest({ text });
    }

    before(async function () {
      if (!keysAvailable) this.skip();
      desk = new Desk();
      await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
      await vscode.extensions.getExtension('pairfolio-dev.modal-editing')?.activate();
      await configure({ 'pairfolio.capture.keybindings': 'accept-and-dismiss' });
    });

    beforeEach(async () => {
      desk.forget();
      await taken();
    });

    afterEach(async () => {
      desk.offer = undefined;
      await run(command, undefined);
      await closeAll();
    });

    after(async () => {
      await configure({ 'pairfolio.capture.keybindings': undefined });
      desk.dispose();
    });

    it('Tab is its own outside Insert mode', async () => {
      await suggestIn(normal);
      await press('Tab');
      assert.deepEqual(await firstTaken(), ['tab']);
      assert.equal(document.getText(), '');
      assert.deepEqual(desk.decisions(), []);
    });

    it('Tab takes the suggestion in Insert mode, and that is recorded', async () => {
      await suggestIn(insert);
      await press('Tab');
      await until('it is recorded', () => desk.decisions().length === 1);
      assert.equal(document.getText(), text);
      assert.deepEqual(await taken(), []);
    });

    it('the key for a word takes it in Insert mode', async () => {
      await suggestIn(insert);
      await press('Control+ArrowRight');
      await until('it is recorded', () => desk.decisions().length === 1);
      assert.equal(document.getText(), 'return');
    });

    it('Esc is its own in Insert mode too', async () => {
      await suggestIn(insert);
      await press('Escape');
      assert.deepEqual(await firstTaken(), ['escape']);
      await type('x');
      await run(command, undefined);
      await desk.settle();
      assert.deepEqual(desk.decisions(), []);
    });
  });
}
