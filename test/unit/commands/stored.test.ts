import assert from 'node:assert/strict';
import { systemClock } from '../../../src/node/clock.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import type { Stored } from '../../../src/node/privacy/stored.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { suggestionRecord } from '../../support/records.ts';

const at = '2026-11-22T12:00:00.000Z';

describe('pairfolio stored', () => {
  let line: CommandLine;

  beforeEach(() => {
    line = new CommandLine('2026-11-23T12:00:00.000Z');
    const ledger = new Ledger(line.ledger, { app: 'test', host: 'cli' }, systemClock, nodeDigest);
    const place = { file: 'src/cart.ts', workspace: 'shop' };
    ledger.append(suggestionRecord({ id: 'full' }, at), {
      ...place,
      before: '',
      suggested: '# no heading\n```\nlet a;',
      prompt: 'add a',
    });
    ledger.append(suggestionRecord({ id: 'guess', confidence: 0.3 }, at), place);
    ledger.append(suggestionRecord({ id: 'other' }, at), {
      file: 'src/other.ts',
      workspace: 'shop',
      suggested: 'not here',
    });
    ledger.append(suggestionRecord({ id: 'gone' }, at), { ...place, suggested: 'erased' });
    const body = {
      suggestions: ['full', 'gone'],
      stance: 'trusted' as const,
      reasons: ['tests-pass'],
      tippedOff: null,
    };
    ledger.append({ type: 'reflection', at, body }, { note: 'about both' });
    ledger.forget(['gone']);
    ledger.dispose();
  });

  it('lists every decision about the file with its texts, where they are, and what was erased', async () => {
    const { code, out } = await line.run(['stored', 'src/cart.ts', '--json']);
    assert.equal(code, 0);
    const stored = JSON.parse(out[0] ?? '') as Stored;
    assert.deepEqual([stored.schema, stored.ledger, stored.forgotten], ['pairfolio.stored/1', line.ledger, 1]);
    assert.deepEqual(
      stored.decisions.map(({ decision, attribution }) => [decision.id, attribution]),
      [
        ['full', 'believed'],
        ['guess', 'probable'],
      ],
    );
    const [full, guess] = stored.decisions;
    assert.deepEqual(
      full?.texts.map(({ name, text, where }) => [name, text, where?.startsWith('texts/') ?? false]),
      [
        ['before', '', true],
        ['file', 'src/cart.ts', true],
        ['prompt', 'add a', true],
        ['suggested', '# no heading\n```\nlet a;', true],
        ['workspace', 'shop', true],
        ['note', null, false],
      ],
    );
    assert.deepEqual(
      guess?.texts.map(({ name }) => name),
      ['file', 'workspace'],
    );
    assert.deepEqual(
      full.records.map(({ type, line }) => [type, line]),
      [
        ['suggestion', 2],
        ['reflection', 6],
      ],
    );
  });

  it('is a page a person can read, whatever stands in the texts', async () => {
    const { out } = await line.run(['stored', '/anywhere/shop/src/cart.ts']);
    const page = out.join('\n');
    assert.match(page, /^# What Pairfolio has stored about `\/anywhere\/shop\/src\/cart\.ts`/);
    assert.match(page, /2 decisions, all on this machine, in `/);
    assert.match(page, /1 decision of the whole record was forgotten/);
    assert.match(page, /^````\n# no heading\n```\nlet a;\n````$/m);
    assert.match(page, /- Your word: trusted, `tests-pass`/);
    assert.match(page, /- Erased: note of reflection/);
    assert.match(page, /- Code and prompt were never kept/);
    assert.doesNotMatch(page, /not here|about both/);
  });

  it('says that there is nothing', async () => {
    const { code, out } = await line.run(['stored', 'src/unknown.ts']);
    assert.equal(code, 0);
    assert.ok(out.includes('Nothing: no decision about this file is in the record.'));
  });
});
