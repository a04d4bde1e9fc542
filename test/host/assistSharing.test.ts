import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { groupStates } from '../../src/core/portfolio/groups.ts';
import { AssistService } from '../../src/editor/assist/assist.ts';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { ModelServer, says } from '../support/modelServer.ts';
import { tell, type Told } from '../support/portfolioLedger.ts';

const texts: Told = {
  before: 'const before = 1;',
  suggested: 'const offered = 2;',
  kept: 'const stands = 3;',
  prompt: 'Write the subtotal',
  verdict: 'adapted',
  stance: 'adapted',
  reasons: ['edge-case'],
  note: 'It forgot the empty cart',
};

// What leaves the editor for a model, by the settings of the workspace a decision is from. Everything is the product's but
// the memory of what was consented to, and the model: an endpoint on this machine.
describe('what a model is told', function () {
  this.timeout(60_000);
  let server: ModelServer;
  let home: string;
  let ledger: Ledger;
  let assist: AssistService;
  let first = '';
  const signal = new AbortController().signal;

  const set = async (settings: Readonly<Record<string, string | undefined>>): Promise<void> => {
    const configuration = vscode.workspace.getConfiguration('pairfolio');
    for (const [name, value] of Object.entries(settings))
      await configuration.update(name, value, vscode.ConfigurationTarget.Global);
  };
  const keep = (content: 'metrics-only' | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('pairfolio')
      .update('capture.content', content, vscode.ConfigurationTarget.Workspace);
  const decided = (workspace: string, change: Told = {}): string => tell(ledger, { ...texts, workspace, ...change });
  const sent = (): string => server.asked.map(({ body }) => body).join('\n');

  before(async () => {
    server = await ModelServer.start();
    home = mkdtempSync(path.join(tmpdir(), 'pairfolio-sharing-'));
    ledger = new Ledger(home, { app: 'test', host: 'editor' }, systemClock, nodeDigest);
    const seen = [`endpoint ${new URL(server.url).host} stub`];
    const globalState = {
      get: (key: string) => (key === 'pairfolio.assist.seen' ? seen : undefined),
      update: () => Promise.resolve(),
      keys: () => [],
      setKeysForSync: () => undefined,
    } as unknown as vscode.ExtensionContext['globalState'];
    const secrets = { get: () => Promise.resolve(undefined) } as unknown as vscode.SecretStorage;
    assist = new AssistService({ context: { globalState, secrets }, ledger, clock: systemClock });
    await set({ 'assist.endpoint': server.url, 'assist.model': 'stub', 'assist.provider': 'endpoint' });
  });

  after(async () => {
    await keep(undefined);
    await set({ 'assist.provider': undefined, 'assist.model': undefined, 'assist.endpoint': undefined });
    assist.dispose();
    ledger.dispose();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('is the code of a decision, all suggestions of it, and the verdict as the developer says it now', async () => {
    server.does(says('{"note": "It forgot.", "reasons": ["edge-case"]}'));
    const ids = [(first = decided('corner-shop')), decided('corner-shop', { kept: 'const other = 4;' })];
    const reply = await assist.draft({ ids, stance: 'overrode' }, 'reason', signal);
    assert.deepEqual(reply, { text: 'It forgot.', reasons: [], by: 'stub', problem: null });
    for (const text of ['const stands = 3;', 'const other = 4;', 'Verdict of the developer: overrode'])
      assert.ok(sent().includes(text), text);
  });

  it('is no text at all where only metrics are kept, whatever was kept before', async () => {
    const name = vscode.workspace.workspaceFolders?.[0]?.name ?? '';
    const ids = [decided(name), decided(name)];
    await keep('metrics-only');
    server.does(says('{"note": "x", "reasons": []}'));
    await assist.draft({ ids }, 'reason', signal);
    const groups = groupStates(ledger.states());
    await assist.draftOf('instructions', { groups }, signal);
    assert.match(sent(), /Verdict of the developer: adapted/);
    for (const text of ['const before', 'const offered', 'const stands', 'subtotal', 'empty cart'])
      assert.ok(!sent().includes(text), text);
    await keep(undefined);
  });

  it('is of many decisions the developer’s words without their code, and is forgotten with each of them', async () => {
    server.does(says('{"lines": ["Test empty carts."]}'));
    const groups = groupStates(ledger.states());
    const reply = await assist.draftOf('instructions', { groups }, signal);
    assert.deepEqual(reply, { draft: { lines: ['Test empty carts.'] }, by: 'stub', problem: null });
    assert.ok(sent().includes('It forgot the empty cart'));
    assert.ok(!sent().includes('const stands'));
    const log = path.join(home, 'assist/sent.jsonl');
    assert.ok(readFileSync(log, 'utf8').includes('empty cart'));
    ledger.forget([first]);
    assert.ok(!readFileSync(log, 'utf8').includes('empty cart'), 'what was sent of it is gone');
  });

  it('is nothing once help is switched off', async () => {
    await set({ 'assist.provider': undefined });
    server.does(says('{"note": "x", "reasons": []}'));
    await assert.rejects(assist.draft({ ids: [decided('corner-shop')] }, 'reason', signal));
    assert.deepEqual(server.asked, []);
  });
});
