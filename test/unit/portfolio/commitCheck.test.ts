import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { NameRule } from '../../../src/core/portfolio/redact/names.ts';
import { verifyPortfolio, type Check } from '../../../src/core/portfolio/verifyPortfolio.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { checkCommits, requireRepository } from '../../../src/node/portfolio/commitCheck.ts';
import { exportPortfolio } from '../../../src/node/portfolio/export.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { MemoryFolder } from '../../support/portfolioFolder.ts';
import { choices, emptyLedger, tell, type Told } from '../../support/portfolioLedger.ts';

/** A repository with one commit that holds one file. @returns its folder and the commit */
function repository(file: string, text: string): { readonly clone: string; readonly sha: string } {
  const clone = temporaryFolder();
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', clone, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  git('init');
  fs.mkdirSync(path.dirname(path.join(clone, file)), { recursive: true });
  fs.writeFileSync(path.join(clone, file), text);
  git('add', '.');
  git('commit', '-m', 'one');
  return { clone, sha: git('rev-parse', 'HEAD') };
}

async function check(told: Told, clone: string, names: readonly NameRule[] = []): Promise<Check> {
  const { ledger, clock, digest } = emptyLedger();
  const id = tell(ledger, { verdict: 'adapted', suggested: 'offered();', ...told });
  const out = temporaryFolder();
  await exportPortfolio(ledger, { out, clock, digest, cases: choices(id), names });
  const { ok, cases } = verifyPortfolio(MemoryFolder.read(out), digest);
  assert.equal(ok, true);
  assert.ok(cases[0]);
  return checkCommits(cases[0], 1, clone);
}

describe('looking for a case in a clone', () => {
  const kept = 'const a = 1;\nconst b = 2;';

  it('finds what was kept at the commit, white space aside', async () => {
    const { clone, sha } = repository('src/a.ts', `// head\r\n  const a = 1;\r\n\tconst b = 2;\r\n`);
    const { status, message } = await check({ file: 'src/a.ts', kept, sha }, clone);
    assert.deepEqual(
      [status, message],
      ['passed', `2 of 2 lines of what was kept stand in the file at commit ${sha.slice(0, 10)}`],
    );
  });

  it('fails where the commit holds other code, another file or is not there', async () => {
    const { clone, sha } = repository('src/a.ts', 'something else\n');
    assert.equal((await check({ file: 'src/a.ts', kept, sha }, clone)).status, 'failed');
    assert.equal((await check({ file: 'src/b.ts', kept, sha }, clone)).status, 'failed');
    const absent = await check({ file: 'src/a.ts', kept, sha: '1234567890abcdef' }, clone);
    assert.deepEqual([absent.status, absent.message], ['failed', 'the clone has no commit 1234567890']);
  });

  it('does not take replaced names for other code', async () => {
    const names = [{ name: 'Acme', instead: 'Client A' }];
    const { clone, sha } = repository('src/a.ts', 'acme(1);\nacme(2);\nplain();\n');
    const inCode = await check({ file: 'src/a.ts', kept: 'acme(1);\nacme(2);\nplain();', sha }, clone, names);
    assert.deepEqual(
      [inCode.status, inCode.message],
      [
        'skipped',
        `1 of 3 lines of what was kept stand in the file at commit ${sha.slice(0, 10)}; in others a name, a path or a secret is replaced`,
      ],
    );
    const inPath = await check({ file: 'acme/a.ts', kept: 'plain();', sha }, clone, names);
    assert.deepEqual([inPath.status, inPath.message], ['skipped', 'a name in the path of its file is replaced']);
  });

  it('takes nothing from a manifest for an option or a revision', async () => {
    const { clone } = repository('src/a.ts', kept);
    for (const sha of ['HEAD', '--help', 'main', '--output=/tmp/x']) {
      assert.equal((await check({ file: 'src/a.ts', kept, sha }, clone)).status, 'failed', sha);
    }
  });

  it('says where there is nothing to look for', async () => {
    const { clone, sha } = repository('src/a.ts', kept);
    assert.equal((await check({ file: 'src/a.ts', kept }, clone)).status, 'skipped');
    assert.equal((await check({ file: 'src/a.ts', sha, verdict: 'overrode' }, clone)).status, 'skipped');
  });

  it('needs a repository', async () => {
    await assert.rejects(requireRepository(temporaryFolder()), (error) => PairfolioError.is(error, 'no-repository'));
  });
});
