import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Decision } from '../../src/core/ledger/decision.ts';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { tell } from '../support/portfolioLedger.ts';
import { until } from './until.ts';

const find = 'pairfolio_findDecisions';
const note = 'pairfolio_noteDecision';

// The record as a tool of the editor's own assistants, called as an assistant calls it.
describe('the tools for other assistants', function () {
  this.timeout(60_000);
  let ledger: Ledger;

  const call = async (name: string, input: object): Promise<string> => {
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
    return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
  };
  const answers = (): Promise<boolean> =>
    call(find, {}).then(
      () => true,
      () => false,
    );
  const allow = async (tools: boolean): Promise<void> => {
    const configuration = vscode.workspace.getConfiguration('pairfolio');
    await configuration.update('assist.tools', tools ? true : undefined, vscode.ConfigurationTarget.Global);
    await until('the tools follow the setting', async () => (await answers()) === tools);
  };
  const decision = (id: string): Decision => {
    const found = ledger.decisions().find((one) => one.id === id);
    assert.ok(found);
    return found;
  };

  before(async () => {
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
    ledger = new Ledger(process.env['PAIRFOLIO_HOME'] ?? '', { app: 'test', host: 'cli' }, systemClock, nodeDigest);
    const workspace = vscode.workspace.workspaceFolders?.[0]?.name ?? '';
    const at = new Date().toISOString();
    const here = {
      workspace,
      at,
      suggested: 'const offered = 1;',
      kept: 'const stands = 2;',
      verdict: 'adapted',
    } as const;
    tell(ledger, {
      ...here,
      id: 'tool-here',
      stance: 'adapted',
      reasons: ['edge-case'],
      note: 'Forgot the empty cart',
    });
    tell(ledger, { ...here, id: 'tool-open' });
    tell(ledger, { ...here, id: 'tool-elsewhere', workspace: 'bank', stance: 'adapted', note: 'Not for anybody' });
  });

  after(async () => {
    await allow(false);
    ledger.forget(['tool-here', 'tool-open', 'tool-elsewhere']);
    ledger.dispose();
  });

  it('refuse as long as nobody allowed them', async () => {
    assert.equal(vscode.workspace.getConfiguration('pairfolio').get('assist.tools'), false);
    await assert.rejects(call(find, {}), /does not have an implementation/);
    await assert.rejects(call(note, { id: 'tool-open', stance: 'adapted' }), /does not have an implementation/);
    assert.equal(decision('tool-open').reflection, null);
  });

  it('say where this developer reworks what is suggested, of the open workspace alone and without code', async () => {
    await allow(true);
    const declared = vscode.lm.tools.map(({ name }) => name);
    assert.ok(declared.includes(find) && declared.includes(note));
    const said = await call(find, { kind: undefined, limit: 20 });
    const { decisions } = JSON.parse(said) as { decisions: { id: string; note: string | null }[] };
    assert.equal(decisions.find(({ id }) => id === 'tool-here')?.note, 'Forgot the empty cart');
    assert.ok(decisions.some(({ id }) => id === 'tool-open'));
    for (const never of ['tool-elsewhere', 'Not for anybody', 'const offered', 'const stands'])
      assert.ok(!said.includes(never), never);
    await assert.rejects(call(find, { limit: 'all' }), 'what its schema does not allow');
  });

  // Where tests run, the editor answers its own question whether to go on with yes.
  it('note a decision as drafted by an assistant, and never over the developer’s word', async () => {
    await allow(true);
    const input = { id: 'tool-open', stance: 'adapted', reasons: ['style'], note: 'Names differ' };
    assert.match(await call(note, input), /pairfolio\.noted/);
    const { reflection } = decision('tool-open');
    assert.deepEqual(
      [reflection?.stance, reflection?.reasons, reflection?.note, reflection?.assisted],
      ['adapted', ['style'], 'Names differ', ['note', 'reasons']],
    );
    await assert.rejects(call(note, { ...input, stance: 'overrode', reasons: [] }), /that stands/);
    await assert.rejects(call(note, { ...input, id: 'tool-elsewhere' }), /no such decision in this workspace/);
    assert.equal(decision('tool-open').reflection?.stance, 'adapted');
  });

  it('are gone at once when the developer takes them back', async () => {
    await allow(true);
    await allow(false);
    await assert.rejects(call(find, {}));
  });
});
