import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { CallToolResultSchema, ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { longestFound } from '../../../src/core/assist/recordTools.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { emptyLedger, tell, type Told } from '../../support/portfolioLedger.ts';

const cli = path.join(import.meta.dirname, '../../../dist/cli.js');

interface Found {
  readonly counts: Record<string, number>;
  readonly reasons: readonly { readonly reason: string; readonly n: number }[];
  readonly reworked: readonly { readonly file: string; readonly decisions: number; readonly reworked: number }[];
  readonly decisions: readonly {
    readonly id: string;
    readonly file: string;
    readonly note: string | null;
    readonly stance: string;
  }[];
  readonly leftOut: number;
}

describe('pairfolio mcp, as a process, with the client of the protocol’s own kit', function () {
  this.timeout(30_000);
  let made: ReturnType<typeof emptyLedger>;
  let folder: string;
  let client: Client | undefined;
  let transport: StdioClientTransport | undefined;

  beforeEach(() => {
    made = emptyLedger();
    folder = path.join(temporaryFolder(), 'shop');
    fs.mkdirSync(folder);
  });
  afterEach(async () => {
    await client?.close();
    client = undefined;
    made.ledger.dispose();
  });

  const add = (told: Told): string => tell(made.ledger, { verdict: 'adapted', workspace: 'shop', ...told });
  const args = (...more: string[]): string[] => [
    cli,
    'mcp',
    '--ledger',
    made.ledger.home,
    '--workspace',
    folder,
    ...more,
  ];

  /** @param answer what the developer says when asked; without it the client cannot ask */
  const connect = async (allow: 'read' | 'note', answer?: 'accept' | 'decline'): Promise<Client> => {
    const capabilities = answer === undefined ? {} : { elicitation: {} };
    client = new Client({ name: 'test', version: '1' }, { capabilities });
    if (answer !== undefined)
      client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
        asked.push(params.message);
        return { action: answer, content: {} };
      });
    transport = new StdioClientTransport({ command: process.execPath, args: args('--allow', allow), stderr: 'pipe' });
    await client.connect(transport);
    return client;
  };
  const asked: string[] = [];
  const call = async (
    name: string,
    input: Record<string, unknown> = {},
  ): Promise<{ readonly text: string; readonly failed: boolean }> => {
    assert.ok(client);
    const { content, isError } = CallToolResultSchema.parse(await client.callTool({ name, arguments: input }));
    const [first] = content;
    assert.ok(first?.type === 'text');
    return { text: first.text, failed: isError === true };
  };
  const find = async (input: Record<string, unknown> = {}): Promise<Found> => {
    const { text: found, failed } = await call('pairfolio_findDecisions', input);
    assert.ok(!failed, found);
    return JSON.parse(found) as Found;
  };

  it('says where the developer reworks what is suggested, in this workspace alone', async () => {
    add({
      file: 'src/cart.ts',
      stance: 'adapted',
      reasons: ['edge-case'],
      note: 'Forgot the empty cart',
      kept: 'private code',
    });
    add({ file: 'src/cart.ts', verdict: 'overrode', language: 'go' });
    add({ file: 'src/money.ts', verdict: 'trusted', prompt: 'private prompt' });
    add({ workspace: 'a-client', file: 'src/secret-plan.ts', stance: 'overrode', note: 'never to be told' });
    add({ verdict: 'undecided' });
    await connect('read');
    const { tools } = (await client?.listTools()) ?? { tools: [] };
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['pairfolio_findDecisions'],
    );
    assert.equal(tools[0]?.annotations?.readOnlyHint, true);
    const found = await find();
    assert.deepEqual(found.counts, { trusted: 1, adapted: 1, overrode: 1 });
    assert.deepEqual(found.reasons, [{ reason: 'an edge case', n: 1 }]);
    assert.deepEqual(found.reworked, [{ file: 'src/cart.ts', decisions: 2, reworked: 2 }]);
    assert.equal(found.decisions.at(-1)?.note, 'Forgot the empty cart');
    const all = JSON.stringify(found);
    for (const never of ['client', 'secret-plan', 'never to be told', 'private', made.ledger.home])
      assert.ok(!all.includes(never), never);
    assert.deepEqual((await find({ language: 'go' })).counts, { trusted: 0, adapted: 0, overrode: 1 });
    assert.equal((await find({ file: 'src' })).decisions.length, 3);
    assert.equal((await find({ file: 'sr' })).decisions.length, 0);
    const wrong = await call('pairfolio_findDecisions', { limit: 1000 });
    assert.ok(wrong.failed);
    assert.ok((await call('pairfolio_noteDecision', { stance: 'trusted' })).failed, 'reading does not allow noting');
  });

  it('is no longer than what an assistant reads, says what it left out, and hides names and secrets', async () => {
    const names = path.join(temporaryFolder(), 'names.txt');
    fs.writeFileSync(names, 'Acme = a client\n');
    for (let index = 0; index < 60; index += 1)
      add({ stance: 'adapted', note: `${String(index)} Acme ${'x'.repeat(390)}` });
    client = new Client({ name: 'test', version: '1' });
    await client.connect(
      new StdioClientTransport({ command: process.execPath, args: args('--allow', 'read', '--names', names) }),
    );
    const { text: found } = await call('pairfolio_findDecisions', { limit: 20 });
    assert.ok(found.length <= longestFound);
    const { decisions, leftOut } = JSON.parse(found) as Found;
    assert.ok(decisions.length > 5 && decisions.length + leftOut === 60);
    assert.ok(!found.includes('Acme') && found.includes('a client'));
  });

  it('tells no note where only metrics are kept', async () => {
    add({ stance: 'adapted', reasons: ['edge-case'], note: 'private words' });
    fs.mkdirSync(path.join(folder, '.vscode'));
    fs.writeFileSync(path.join(folder, '.vscode/settings.json'), '{"pairfolio.capture.content": "metrics-only"}');
    await connect('read');
    const found = await find();
    assert.deepEqual([found.decisions[0]?.note, found.reasons.length], [null, 1]);
  });

  it('notes a decision once the developer says yes, and never writes over their word', async () => {
    const [first, answered] = [add({ group: 'turn' }), add({ stance: 'trusted' })];
    const other = add({ group: 'turn' });
    const foreign = add({ workspace: 'a-client' });
    await connect('note', 'accept');
    const input = { id: first, stance: 'overrode', reasons: ['edge-case'], note: 'Rounded  twice' };
    const wrong = await call('pairfolio_noteDecision', input);
    assert.ok(wrong.failed && wrong.text.includes('no reasons for “overrode”'), wrong.text);
    const noted = await call('pairfolio_noteDecision', { ...input, reasons: ['wrong-behaviour'] });
    assert.ok(!noted.failed, noted.text);
    assert.deepEqual(asked.splice(0), ['Note in your Pairfolio record: overrode · wrong behaviour · “Rounded twice”?']);
    const said = made.ledger.decisions().filter(({ reflection }) => reflection?.stance === 'overrode');
    assert.deepEqual(said.map(({ id }) => id).sort(), [first, other].sort());
    assert.deepEqual(
      [said[0]?.reflection?.note, said[0]?.reflection?.reasons, said[0]?.reflection?.assisted],
      ['Rounded twice', ['wrong-behaviour'], ['note', 'reasons']],
    );
    for (const id of [answered, first, foreign, 'no-such'])
      assert.ok((await call('pairfolio_noteDecision', { id, stance: 'adapted' })).failed, id);
    assert.deepEqual(asked, []);
  });

  it('writes nothing where the developer says no', async () => {
    const id = add({});
    await connect('note', 'decline');
    const { failed } = await call('pairfolio_noteDecision', { id, stance: 'trusted' });
    assert.ok(failed);
    assert.equal(asked.splice(0).length, 1);
    assert.equal(made.ledger.decisions()[0]?.reflection, null);
  });

  it('writes nothing but the protocol to standard output, whatever comes in, and ends with it', async () => {
    add({ stance: 'adapted', note: 'x' });
    const child = spawn(process.execPath, args('--allow', 'read'), {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, DEBUG: '*' },
    });
    const out = text(child.stdout);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const clientInfo = { name: 'test', version: '1' };
    const lines = [
      {
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo },
      },
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'pairfolio_findDecisions', arguments: {} } },
      { jsonrpc: '2.0', id: 3, method: 'no/such' },
    ];
    child.stdin.write(`not json\n${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    let seen = '';
    child.stdout.on('data', (data) => {
      seen += String(data);
      if ([1, 2, 3].every((id) => seen.includes(`"id":${String(id)}`))) child.stdin.end();
    });
    assert.equal(await ended, 0);
    const answers = (await out)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { jsonrpc: string; id: number });
    assert.deepEqual(
      answers.map(({ jsonrpc }) => jsonrpc),
      ['2.0', '2.0', '2.0'],
    );
    assert.deepEqual(answers.map(({ id }) => id).sort(), [1, 2, 3]);
  });

  it('says what is asked of the developer where they did not allow it, and serves nothing', async () => {
    for (const more of [[], ['--allow', 'everything']]) {
      const child = spawn(process.execPath, args(...more), { stdio: ['pipe', 'pipe', 'pipe'] });
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
      assert.equal(await ended, 2);
      assert.equal(out, '');
      assert.match(err, /may pass them on to its model\. Say --allow read/);
    }
  });
});
