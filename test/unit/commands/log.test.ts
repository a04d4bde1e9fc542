import assert from 'node:assert/strict';
import { systemClock } from '../../../src/node/clock.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { suggestionRecord } from '../../support/records.ts';

describe('pairfolio log', () => {
  let line: CommandLine;

  beforeEach(() => {
    line = new CommandLine('2026-11-22T12:00:00.000Z');
    const ledger = new Ledger(line.ledger, { app: 'test', host: 'cli' }, systemClock, nodeDigest);
    for (const [id, confidence] of [
      ['believed', 0.95],
      ['refused', 0.95],
      ['probable', 0.4],
      ['confirmed', 0.4],
    ] as const)
      ledger.append(suggestionRecord({ id, confidence }), { file: `${id}.ts` });
    const at = '2026-11-22T11:00:00.000Z';
    ledger.append({ type: 'correction', at, body: { suggestions: ['refused'], ai: false } });
    ledger.append({ type: 'correction', at, body: { suggestions: ['confirmed'], ai: true } });
    ledger.dispose();
  });

  it('lists what counts: not what the developer refused, but what the developer confirmed', async () => {
    assert.deepEqual(
      (await line.log()).map(({ id }) => id),
      ['believed', 'confirmed'],
    );
  });

  it('keeps to the schema: only with --all a line says how it stands', async () => {
    for (const decision of await line.log()) assert.ok(!('attribution' in decision));
    assert.deepEqual(
      (await line.log('--all')).map((decision) => [decision.id, 'attribution' in decision && decision.attribution]),
      [
        ['believed', 'believed'],
        ['confirmed', 'confirmed'],
        ['probable', 'probable'],
        ['refused', 'not-ai'],
      ],
    );
  });

  it('tells people what is probable and what was corrected', async () => {
    const { out } = await line.run(['log', '--all']);
    const said = (id: string): string => out.find((text) => text.includes(`${id}.ts`)) ?? '';
    assert.match(said('believed'), /· unknown$/);
    assert.match(said('confirmed'), /\(AI, as you said\)$/);
    assert.match(said('probable'), /\(probably AI, not counted\)$/);
    assert.match(said('refused'), /\(not AI, as you said; not counted\)$/);
  });
});
