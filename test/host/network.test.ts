import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { watchNetwork } from './networkGuard.ts';

// Around all tests of this window: whatever Pairfolio does in them, it stays on this machine.
let attempts: readonly string[] = [];

before(() => {
  const extension = vscode.extensions.getExtension('pairfolio.pairfolio');
  assert.ok(extension);
  const dist = path.join(extension.extensionPath, 'dist', path.sep);
  attempts = watchNetwork((line) => line.includes(dist) && !line.includes(path.join(dist, 'test', path.sep)));
});

after(() => {
  assert.deepEqual(attempts, [], 'Pairfolio used the network');
});

describe('the network', () => {
  it('would be noticed', async () => {
    const own = watchNetwork((line) => line.includes(__filename));
    await fetch('http://pairfolio.invalid/').catch(() => undefined);
    assert.ok(own.length > 0);
  });
});
