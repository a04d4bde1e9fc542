import assert from 'node:assert/strict';
import dns from 'node:dns';
import net from 'node:net';
import * as vscode from 'vscode';

// What can be known of help from a model in an editor that has none: nothing connects, and the way to one says so plainly.

describe('help from a model', function () {
  this.timeout(60_000);
  const connected: string[] = [];
  let restore = (): void => undefined;

  const run = <T>(command: string, ...args: unknown[]): Thenable<T> =>
    vscode.commands.executeCommand<T>(command, ...args);

  before(async () => {
    const extension = vscode.extensions.getExtension('pairfolio.pairfolio');
    assert.ok(extension);
    await extension.activate();
    // Other extensions may talk; what of this one's files leads to a connection is noted.
    const ways: readonly [on: object, name: string][] = [
      [net.Socket.prototype, 'connect'],
      [dns, 'lookup'],
      [globalThis, 'fetch'],
    ];
    const before = ways.map(
      ([on, name]) => [on, name, Reflect.get(on, name) as (...args: unknown[]) => unknown] as const,
    );
    for (const [on, name, way] of before)
      Reflect.set(on, name, function (this: unknown, ...args: unknown[]) {
        const { stack = '' } = new Error();
        if (stack.includes(`${extension.extensionPath}/dist/`)) connected.push(stack);
        return way.apply(this, args);
      });
    restore = () => {
      for (const [on, name, way] of before) Reflect.set(on, name, way);
    };
  });

  after(async () => {
    restore();
    await run('workbench.action.closeAllEditors');
  });

  it('is off, and nothing that is done then connects', async () => {
    assert.equal(vscode.workspace.getConfiguration('pairfolio').get('assist.provider'), 'off');
    await run('pairfolio.exportPortfolio');
    await run('pairfolio.reviewDecisions');
    await run('pairfolio.whyNotAsked');
    assert.deepEqual(connected, []);
  });

  it('says in one sentence that this editor has no model, and changes nothing', async () => {
    assert.equal((await vscode.lm.selectChatModels()).length, 0);
    const said = await run('pairfolio.chooseModel', 'editor');
    assert.equal(said, 'This editor has no language models to offer. Nothing was changed.');
    assert.equal(vscode.workspace.getConfiguration('pairfolio').get('assist.provider'), 'off');
    assert.deepEqual(connected, []);
  });
});
