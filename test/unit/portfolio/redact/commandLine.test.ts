import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { portfolioCommand } from '../../../../src/node/commands/portfolio.ts';
import { runCommandLine } from '../../../../src/node/commands/run.ts';
import { verifyCommand } from '../../../../src/node/commands/verify.ts';
import type { Ledger } from '../../../../src/node/ledger/ledger.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { plantedSecrets } from '../../../support/plantedSecrets.ts';
import { emptyLedger, exportTime, fixedDigest, tell } from '../../../support/portfolioLedger.ts';

/** A token the writer of the ledger does not know the shape of, the export does. */
const planted = plantedSecrets().find(({ kind }) => kind === 'supabase key');
assert.ok(planted);
const { line: code, secret } = planted;

describe('pairfolio portfolio, what it keeps back', () => {
  let cwd: string;
  let home: string;
  let ids: string[];
  let texts: string;

  const portfolio = async (
    ...args: string[]
  ): Promise<{ readonly code: number; readonly out: string[]; readonly err: string }> => {
    const out: string[] = [];
    const err: string[] = [];
    const exit = await runCommandLine([portfolioCommand, verifyCommand], [...args], {
      version: 'test',
      cwd,
      surroundings: { platform: 'linux', env: {}, homedir: cwd },
      clock: new ManualClock(exportTime),
      digest: fixedDigest(),
      print: (said) => out.push(said),
      note: (said) => err.push(said),
      interactive: false,
      ask: () => Promise.resolve(false),
      signal: new AbortController().signal,
    });
    const folder = path.join(cwd, 'mine');
    texts = fs.existsSync(folder)
      ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => fs.statSync(path.join(folder, name)).isFile()).map((name) => fs.readFileSync(path.join(folder, name), 'utf8')).join('\n') // prettier-ignore
      : '';
    return { code: exit, out, err: err.join('\n') };
  };

  function observe(ledger: Ledger): void {
    ids = [
      tell(ledger, { suggested: 'a long enough text', verdict: 'trusted', distance: 0 }),
      tell(ledger, {
        suggested: `first();\nsecond();\n${code}`,
        note: 'Acme Corp said so',
        verdict: 'overrode',
        stance: 'overrode',
        distance: 0.9,
      }),
    ];
    ledger.append({
      type: 'verification',
      at: '2026-11-02T10:00:00.000Z',
      body: { suggestions: ids, kind: 'terminal', what: 'test-acme', result: 'passed', check: 'test' },
    });
  }

  beforeEach(() => {
    const { ledger } = emptyLedger();
    observe(ledger);
    home = ledger.home;
    ledger.dispose();
    cwd = temporaryFolder();
  });

  const write = (...args: string[]): ReturnType<typeof portfolio> =>
    portfolio('portfolio', '--out', 'mine', '--ledger', home, '--cases', ids.join(','), ...args);

  it('says what was masked, in which case, text and line', async () => {
    const { code: exit, out, err } = await write();
    assert.deepEqual([exit, err], [0, '']);
    assert.deepEqual(
      out.filter((said) => /masked|left out/.test(said)),
      ['masked a Supabase key in case 2, suggested, line 3'],
    );
    assert.ok(!texts.includes(secret) && !out.join('').includes(secret));
    const json = JSON.parse((await write('--json')).out.join('')) as { masked: unknown };
    assert.deepEqual(json.masked, [{ case: ids[1], where: 'suggested', line: 3, kind: 'supabase-key' }]);
  });

  it('replaces the names of a list, and says which records it left out for them', async () => {
    fs.writeFileSync(path.join(cwd, 'names.txt'), '# clients\nAcme Corp = Client A\nAcme\n');
    const { code: exit, out, err } = await write('--names', 'names.txt');
    assert.deepEqual([exit, err], [0, '']);
    assert.match(texts, /“Client A said so\.”/);
    assert.doesNotMatch(texts, /acme/i);
    assert.deepEqual(
      out.filter((said) => said.startsWith('left out')),
      [1, 2].map(
        (place) =>
          `left out a record of case ${String(place)}, check: it holds a name of the list and can only be shown to the letter`,
      ),
    );
    const verified = await portfolio('verify', 'mine');
    assert.equal(verified.code, 0, verified.out.join('\n'));
    assert.match(verified.out.join('\n'), /not shown to the letter: .*note \(replaced\)/);
  });

  it('refuses a list it cannot use with the number of the line, and writes nothing', async () => {
    fs.writeFileSync(path.join(cwd, 'names.txt'), 'Acme Corp = Client A\nZorg =\n');
    const wrong = await write('--names', 'names.txt');
    assert.deepEqual([wrong.code, wrong.out], [2, []]);
    assert.match(wrong.err, /Line 2 of the names list has nothing after the equals sign\.$/);
    const missing = await write('--names', 'nowhere.txt');
    assert.equal(missing.code, 1);
    assert.match(missing.err, /nowhere\.txt cannot be read/);
    assert.equal(texts, '');
  });

  it('takes how much of the code to show for each case alone', async () => {
    ids = [`${ids[0] ?? ''}:none`, `${ids[1] ?? ''}:signature`];
    assert.equal((await write()).code, 0);
    assert.doesNotMatch(texts, /a long enough|second\(\)/);
    assert.match(texts, /\*\*The model offered\*\* 3 lines/);
    ids = [`${ids[0] ?? ''}:full`];
    assert.match((await write()).err, /--cases takes ID or ID:signature/);
    ids = ['abc:most'];
    assert.match((await write()).err, /full, signature or none/);
  });
});
