import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

describe('activation', () => {
  it('finds Pairfolio and starts it without an error', async function () {
    const extension = vscode.extensions.getExtension('pairfolio.pairfolio');
    assert.ok(extension, 'the extension under development is not there');
    if (!existsSync(path.join(extension.extensionPath, 'dist/extension.js'))) this.skip();
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
