import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { NameRule } from '../../../src/core/portfolio/redact/names.ts';
import { verifyPortfolio, type Check } from '../../../src/core/portfolio/verifyPortfolio.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { checkCommits, Clone } from '../../../src/node/portfolio/commitCheck.ts';
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
  return checkCommits(cases[0], 1, await Clone.open(clone));
}

describe('looking for a case in a clone', () => {
  const kept = 'const a = 1;\nconst b = 2;';

  it('finds what was kept at the commit, white space aside', async () => {
    const { clone, sha } = repository('src/a.ts', `// head\r\n  const a = 1;\r\n\tconst b = 2;\r\n`);
    const { status, message } = await check({ file: 'src/a.ts', kept, sha }, clone);
    assert.equal(status, 'passed');
    assert.match(
      message,
      new RegExp(
        `^2 of 2 lines of what was kept stand in the file at commit ${sha.slice(0, 10)}, in the history of ma`,
      ),
    );
  });

  it('fails where the commit holds other code, another file or is not there', async () => {
    const { clone, sha } = repository('src/a.ts', 'something else\n');
    assert.equal((await check({ file: 'src/a.ts', kept, sha }, clone)).status, 'failed');
    assert.equal((await check({ file: 'src/b.ts', kept, sha }, clone)).status, 'failed');
    const absent = await check({ file: 'src/a.ts', kept, sha: '1234567890abcdef' }, clone);
    assert.deepEqual(
      [absent.status, absent.message],
      [
        'failed',
        'the clone has no commit 1234567890 that a branch or tag leads to, and no other commit to this file holds the code',
      ],
    );
  });

  it('does not take replaced names for other code', async () => {
    const names = [{ name: 'Acme', instead: 'Client A' }];
    const { clone, sha } = repository('src/a.ts', 'acme(1);\nacme(2);\nplain();\n');
    const inCode = await check({ file: 'src/a.ts', kept: 'acme(1);\nacme(2);\nplain();', sha }, clone, names);
    assert.equal(inCode.status, 'skipped');
    assert.match(inCode.message, /^1 of 3 lines .*; in others a name, a path or a secret is replaced$/);
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

  it('holds a commit to the distance that was stated for it', async () => {
    const suggested = 'first();\nsecond();\nthird();\nfourth();';
    const kept = 'first();\nsecond();\nthird();\nfifth(1, 2);';
    const told = { file: 'src/a.ts', suggested, kept };
    const same = repository('src/a.ts', `${kept}\n`);
    const good = await check({ ...told, sha: same.sha, distance: 0.27 }, same.clone);
    assert.equal(good.status, 'passed');
    assert.match(good.message, /4 of 4 lines .*, which is said to differ by 27 % from what was offered$/);
    // Half of the lines would do where no distance is stated; here they would be another text.
    const half = repository('src/a.ts', 'first();\nsecond();\n');
    const other = await check({ ...told, sha: half.sha, distance: 0.27 }, half.clone);
    assert.equal(other.status, 'failed');
    assert.match(other.message, /^only 2 of 4 lines .*: that is another text than the case shows$/);
    assert.equal((await check({ ...told, sha: half.sha }, half.clone)).status, 'passed');
    // Rewritten between the last look and the commit, and said so.
    assert.equal((await check({ ...told, sha: half.sha, distance: 0.7 }, half.clone)).status, 'passed');
  });

  it('finds code again whose history was rewritten, and says so', async () => {
    const { clone, sha } = repository('src/a.ts', `${kept}\n`);
    const git = (...args: string[]): string =>
      execFileSync('git', ['-C', clone, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    git('commit', '--amend', '-m', 'another message');
    const now = git('rev-parse', 'HEAD');
    const rewritten = await check({ at: '2020-01-01T00:00:00.000Z', file: 'src/a.ts', kept, sha }, clone);
    assert.equal(rewritten.status, 'passed');
    assert.match(
      rewritten.message,
      new RegExp(
        `no commit ${sha.slice(0, 10)} \\(in the clone, but in the history of no branch or tag\\).*its history was rewritten; 2 of 2 lines .* at commit ${now.slice(0, 10)} instead`,
      ),
    );
    const fresh = temporaryFolder();
    execFileSync('git', ['clone', '--quiet', '--no-local', clone, fresh], { stdio: 'ignore' });
    assert.match(
      (await check({ at: '2020-01-01T00:00:00.000Z', file: 'src/a.ts', kept, sha }, fresh)).message,
      new RegExp(`no commit ${sha.slice(0, 10)} that a branch or tag leads to: its history was rewritten`),
    );
    fs.writeFileSync(path.join(clone, 'src/a.ts'), 'something else\n');
    git('commit', '--amend', '-a', '-m', 'no trace of it');
    const lost = await check({ at: '2020-01-01T00:00:00.000Z', file: 'src/a.ts', kept, sha }, clone);
    assert.equal(lost.status, 'failed');
  });

  it('does not blame a shallow clone for what it never had', async () => {
    const { clone, sha } = repository('src/a.ts', `${kept}\n`);
    const git = (...args: string[]): string =>
      execFileSync('git', ['-C', clone, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    fs.writeFileSync(path.join(clone, 'src/a.ts'), 'something else\n');
    git('commit', '-a', '-m', 'two');
    const shallow = temporaryFolder();
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${clone}`, shallow], { stdio: 'ignore' });
    const found = await check({ file: 'src/a.ts', kept, sha }, shallow);
    assert.deepEqual([found.status, /shallow clone.*git fetch --unshallow/.test(found.message)], ['skipped', true]);
    assert.equal((await check({ file: 'src/a.ts', kept, sha }, clone)).status, 'passed');
  });

  it('needs a repository', async () => {
    await assert.rejects(Clone.open(temporaryFolder()), (error) => PairfolioError.is(error, 'no-repository'));
  });
});
