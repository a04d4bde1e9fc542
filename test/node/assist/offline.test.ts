import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { get } from 'node:http';
import { ChooserHost } from '../../../src/editor/portfolio/chooserHost.ts';
import { buildPortfolio } from '../../../src/node/portfolio/build.ts';
import { writePortfolio } from '../../../src/node/portfolio/export.ts';
import { readAddress } from '../../../src/core/assist/address.ts';
import { endpointModel } from '../../../src/node/assist/endpoint.ts';
import { wholeAnswer } from '../../../src/core/assist/model.ts';
import { BlockedSockets } from '../../support/blockedSockets.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { MemoryStore } from '../../support/memoryStore.ts';
import { choices, richLedger } from '../../support/portfolioLedger.ts';

describe('with every socket blocked', () => {
  let blocked: BlockedSockets;
  beforeEach(() => {
    blocked = new BlockedSockets();
  });
  afterEach(() => blocked.restore());

  it('a connection would be noticed, whichever way it is made', async () => {
    await assert.rejects(async () => fetch('http://127.0.0.1:9/'));
    assert.throws(() => get('http://127.0.0.1:9/'));
    const address = readAddress('http://127.0.0.1:9/v1');
    const model = endpointModel({ address, model: 'm', key: null, retries: 0 });
    await assert.rejects(wholeAnswer(model.ask({ instructions: 'a', material: 'b' }, new AbortController().signal)));
    assert.equal(blocked.tried.length, 3);
  });

  it('the command line works, and nothing connects', async () => {
    const line = new CommandLine('2026-11-22T18:00:00.000Z');
    const made = richLedger();
    fs.cpSync(made.ledger.home, line.ledger, { recursive: true });
    const out = path.join(temporaryFolder(), 'portfolio');
    const file = path.join(temporaryFolder(), 'contribution.json');
    const runs: readonly (readonly string[])[] = [
      ['import', '--from', line.home],
      ['log', '--json'],
      ['portfolio', '--out', out],
      ['verify', out],
      ['export', '--out', path.join(temporaryFolder(), 'decisions.jsonl')],
      ['contribute', '--window', '2026-W41..W44', '--out', file, '--yes'],
      ['doctor', '--from', line.home],
      ['stored', 'src/cart.ts'],
      ['check'],
      ['forget', '--all', '--yes'],
    ];
    for (const args of runs) {
      const { code, err } = await line.run(args);
      assert.equal(code, 0, `${args.join(' ')}: ${err.join('\n')}`);
    }
    assert.deepEqual(blocked.tried, []);
  });

  it('the page of the portfolio works while no model is chosen, and a draft it asks for all the same is none', async () => {
    const made = richLedger();
    const { ledger, clock, digest } = made;
    const sent: { readonly type: string }[] = [];
    const nothing = (): void => undefined;
    const host = new ChooserHost(
      { ledger, clock, digest, store: new MemoryStore(), translate: (english) => english },
      {
        build: (options) => buildPortfolio(ledger, options),
        write: (built, options) => writePortfolio(built, options, digest),
        signing: () => Promise.reject(new Error('nothing is signed here')),
      },
      {
        send: (message) => void sent.push(message),
        locale: 'en',
        pickFolder: () => Promise.resolve(undefined),
        confirmOverwrite: () => Promise.resolve(false),
        previewed: nothing,
        open: () => Promise.resolve(),
        written: () => Promise.resolve(),
        sayWhy: nothing,
        importHistory: nothing,
        unexpected: (error) => assert.fail(error instanceof Error ? error : String(error)),
      },
      null,
    );
    const [first] = choices(...made.cases);
    const id = first?.id ?? '';
    await host.receive({ type: 'ready' });
    await host.receive({ type: 'pick', id });
    await host.receive({ type: 'detail', id });
    await host.receive({ type: 'draft', id, field: 'title' });
    await host.receive({ type: 'draft-show', id, field: 'title' });
    await host.receive({ type: 'preview' });
    host.dispose();
    assert.deepEqual(
      sent.filter(({ type }) => type === 'draft'),
      [{ type: 'draft', id, field: 'title', draft: null }],
    );
    assert.ok(
      sent.some((message) => message.type === 'notice' && JSON.stringify(message).includes('The preview is ready')),
    );
    assert.deepEqual(blocked.tried, []);
  });
});
