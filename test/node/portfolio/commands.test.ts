import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { portfolioCommand } from '../../../src/node/commands/portfolio.ts';
import { runCommandLine } from '../../../src/node/commands/run.ts';
import { verifyCommand } from '../../../src/node/commands/verify.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { exportTime, fixedDigest, smallLedger } from '../../support/portfolioLedger.ts';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function pairfolio(cwd: string, ...args: string[]): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine([portfolioCommand, verifyCommand], args, {
    version: 'test',
    cwd,
    surroundings: { platform: 'linux', env: {}, homedir: cwd },
    clock: new ManualClock(exportTime),
    digest: fixedDigest(),
    print: (line) => out.push(line),
    note: (line) => err.push(line),
    interactive: false,
    ask: () => Promise.resolve(false),
    signal: new AbortController().signal,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('pairfolio portfolio and verify', () => {
  let home: string;
  let cases: readonly string[];
  let cwd: string;

  beforeEach(() => {
    const made = smallLedger();
    home = made.ledger.home;
    cases = made.cases;
    made.ledger.dispose();
    cwd = temporaryFolder();
  });

  it('writes a draft that verifies, and says what to do next', async () => {
    const written = await pairfolio(cwd, 'portfolio', '--out', 'mine', '--ledger', home);
    assert.deepEqual([written.code, written.err], [0, '']);
    assert.match(
      written.out,
      /^wrote .*portfolio\.md\nwrote .*manifest\.json\nwrote .*SHA256SUMS\nA draft: .*--cases ID.*\nCheck it as a stranger would: pairfolio verify mine$/s,
    );
    const verified = await pairfolio(cwd, 'verify', 'mine');
    assert.deepEqual([verified.code, verified.err], [0, '']);
    assert.match(verified.out, /^passed {3}manifest\.json: /);
    assert.match(verified.out, /internally consistent, not more.*not signed/s);
  });

  it('shows the cases that were chosen, in their order', async () => {
    const chosen = [cases[2], cases[0]].map((id) => id?.slice(0, 7)).join(',');
    const written = await pairfolio(cwd, 'portfolio', '--out', 'mine', '--ledger', home, '--cases', chosen, '--json');
    const result = JSON.parse(written.out) as { cases: string[]; draft: boolean };
    assert.deepEqual([result.cases, result.draft], [[cases[2], cases[0]], false]);
  });

  it('fails with the name of a changed file, for people and programs', async () => {
    await pairfolio(cwd, 'portfolio', '--out', 'mine', '--ledger', home);
    fs.appendFileSync(path.join(cwd, 'mine', 'portfolio.md'), '\n');
    fs.writeFileSync(path.join(cwd, 'mine', 'extra.txt'), '');
    const verified = await pairfolio(cwd, 'verify', 'mine');
    assert.equal(verified.code, 1);
    assert.match(verified.out, /failed {3}portfolio\.md: portfolio\.md was changed after it was exported/);
    assert.match(verified.out, /This portfolio does not verify: portfolio\.md\.$/);
    assert.match(verified.out, /extra\.txt: not covered/);
    const json = await pairfolio(cwd, 'verify', 'mine', '--json');
    assert.equal(json.code, 1);
    assert.equal((JSON.parse(json.out) as { ok: boolean }).ok, false);
  });

  it('answers wrong use and bad input with one sentence', async () => {
    const refused = async (code: number, message: RegExp, ...args: string[]): Promise<void> => {
      const ran = await pairfolio(cwd, ...args);
      assert.deepEqual([ran.code, ran.err.split('\n').length], [code, 1], ran.err);
      assert.match(ran.err, message);
    };
    await refused(2, /where to write/, 'portfolio', '--ledger', home);
    await refused(2, /full, signature or none/, 'portfolio', '--out', 'x', '--code', 'some', '--ledger', home);
    await refused(2, /2026-Q4/, 'portfolio', '--out', 'x', '--period', 'soon', '--ledger', home);
    await refused(2, /pairfolio log/, 'portfolio', '--out', 'x', '--cases', '', '--ledger', home);
    await refused(1, /no decision nope/, 'portfolio', '--out', 'x', '--cases', 'nope', '--ledger', home);
    await refused(1, /no folder .*nowhere/, 'verify', 'nowhere');
    await refused(2, /Use: pairfolio verify/, 'verify');
    assert.equal(fs.existsSync(path.join(cwd, 'x')), false);
    fs.mkdirSync(path.join(cwd, 'empty'));
    const empty = await pairfolio(cwd, 'verify', 'empty');
    assert.equal(empty.code, 1);
    assert.match(empty.out, /failed {3}manifest\.json: manifest\.json is missing/);
    await pairfolio(cwd, 'portfolio', '--out', 'mine', '--ledger', home);
    await refused(1, /not a git repository/, 'verify', 'mine', '--repo', 'empty');
  });
});
