import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { closeAll, configure, Desk, type Offer } from './editing.ts';
import { keysAvailable, press, see, type } from './keys.ts';
import { until } from './until.ts';

const offer: Offer = { text: 'return items.map((item) => item.price);' };
const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);
const nameOf = ({ document }: vscode.TextEditor): string => path.basename(document.uri.fsPath);

describe('a mark goes to the editor with the focus', function () {
  this.timeout(60_000);
  let desk: Desk;
  const files = (): (string | null)[] => desk.decisions().map(({ file }) => file);

  before(async function () {
    if (!keysAvailable) this.skip();
    desk = new Desk();
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
  });

  beforeEach(() => desk.forget());

  afterEach(async () => {
    desk.offer = undefined;
    await closeAll();
  });

  after(() => desk.dispose());

  it('of two side by side', async () => {
    const left = await desk.open('left.ts', '|');
    const right = await desk.open('right.ts', '|', vscode.ViewColumn.Two);
    await desk.suggest(offer);
    await press('Tab');
    await until('it is recorded', () => files().length === 1);
    assert.deepEqual(files(), [nameOf(right)]);
    await run('workbench.action.focusFirstEditorGroup');
    await until('the left one has the focus', () => vscode.window.activeTextEditor?.document === left.document);
    await desk.suggest({ text: 'left(1, 2, 3);' });
    await press('Tab');
    await until('it is recorded', () => files().length === 2);
    assert.deepEqual(files(), [nameOf(right), nameOf(left)]);
    assert.deepEqual([left.document.getText(), right.document.getText()], ['left(1, 2, 3);', offer.text]);
  });

  it('of two on the same file, in another group', async () => {
    const { document } = await desk.open('both.ts', 'one();\n|');
    await run('workbench.action.splitEditorRight');
    await until('it is shown twice', () => vscode.window.visibleTextEditors.length === 2);
    await see('focused-editor');
    await desk.suggest(offer);
    await press('Tab');
    await until('it is recorded', () => files().length === 1);
    assert.equal(document.getText(), `one();\n${offer.text}`);
  });

  it('of a comparison: the side that can be edited', async () => {
    const original = await desk.open('original.ts', 'one();\n|');
    const modified = await desk.open('modified.ts', 'one();\n|');
    await run('vscode.diff', original.document.uri, modified.document.uri);
    await until('the comparison is shown', () => vscode.window.visibleTextEditors.length === 2);
    await until('its right side has the focus', () => vscode.window.activeTextEditor?.document === modified.document);
    await press('Control+End');
    await desk.suggest(offer);
    await press('Tab');
    await until('it is recorded', () => files().length === 1);
    assert.deepEqual(files(), [nameOf(modified)]);
    assert.equal(modified.document.getText(), `one();\n${offer.text}`);
  });

  it('and to none while the focus is in an input box', async () => {
    const { document } = await desk.open('behind.ts', '|');
    await desk.suggest(offer);
    const answer = vscode.window.showInputBox({ value: 'abc', valueSelection: [3, 3], ignoreFocusOut: true });
    await see('input-box');
    await press('Tab', 'Shift+Tab');
    await see('input-box');
    await type('d');
    await press('Enter');
    assert.equal((await answer)?.endsWith('d'), true);
    assert.equal(document.getText(), '');
    await desk.settle();
    assert.deepEqual(files(), []);
  });

  it('and to none when the suggestion stood in the commit message', async () => {
    const editor = await desk.open('beside.ts', 'one();\n|');
    const { document } = editor;
    await run('workbench.view.scm');
    await until('the repository is there', () => messageOf() !== undefined);
    await run('workbench.scm.action.focusNextInput');
    await see('commit-message');
    await desk.suggest({ text: 'Count the items' });
    // Another extension writes where the cursor is, as an accepted suggestion would.
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, editor.selection.active, 'inserted(by, another);');
    await vscode.workspace.applyEdit(edit);
    await press('Tab');
    await until('the message is written', () => messageOf() === 'Count the items');
    await desk.settle();
    assert.deepEqual(files(), []);
    assert.equal(document.getText(), 'one();\ninserted(by, another);');
  });
});

describe('Esc', function () {
  this.timeout(60_000);
  let desk: Desk;

  before(async function () {
    if (!keysAvailable) this.skip();
    desk = new Desk();
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
  });

  beforeEach(() => desk.forget());

  afterEach(async () => {
    desk.offer = undefined;
    await configure({ 'pairfolio.capture.keybindings': undefined });
    await closeAll();
  });

  after(() => desk.dispose());

  it('tells of a dismissal, not of its text, when that is asked for', async () => {
    await configure({ 'pairfolio.capture.keybindings': 'accept-and-dismiss' });
    const { document } = await desk.open('dismissed.ts', '|');
    await desk.suggest(offer);
    desk.offer = undefined;
    await press('Escape');
    const { surface, suggested, verdict } = await until('it is recorded', () => desk.decisions()[0]);
    assert.deepEqual([surface, suggested, verdict.label], ['inline', null, 'overrode']);
    assert.equal(document.getText(), '');
  });

  it('leaves no mark by default', async () => {
    await desk.open('kept.ts', '|');
    await desk.suggest(offer);
    desk.offer = undefined;
    await press('Escape');
    await desk.settle();
    assert.deepEqual(desk.decisions(), []);
  });

  it('closes the list that is open over the suggestion first', async () => {
    await configure({ 'pairfolio.capture.keybindings': 'accept-and-dismiss' });
    const { document } = await desk.open('list.ts', 'const veryLongName = 1;\nveryL|');
    await desk.suggest({ text: 'ow(1, 2, 3);' });
    await press('Control+Space');
    await see('completion-list');
    await press('Escape');
    await desk.settle();
    assert.deepEqual(desk.decisions(), []);
    assert.equal(document.getText(), 'const veryLongName = 1;\nveryL');
  });
});

/** What stands in the box for the commit message. */
function messageOf(): string | undefined {
  const git = vscode.extensions.getExtension<GitExtension>('vscode.git')?.exports.getAPI(1);
  return git?.repositories[0]?.inputBox.value;
}

interface GitExtension {
  getAPI(version: 1): { readonly repositories: readonly { readonly inputBox: { readonly value: string } }[] };
}
