import * as vscode from 'vscode';
import { keysAvailable, type } from './keys.ts';
import { until } from './until.ts';

describe('real keys', () => {
  before(function () {
    if (!keysAvailable) this.skip();
  });

  it('go where the focus is', async () => {
    const document = await vscode.workspace.openTextDocument({ content: '' });
    await vscode.window.showTextDocument(document);
    await type('(a + b) * 2');
    await until('the typed text is in the document', () => document.getText() === '(a + b) * 2');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
