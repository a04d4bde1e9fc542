import assert from 'node:assert/strict';
import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extensionFolder, releaseFolder, repositoryRoot } from '../launch/paths.ts';
import { copySampleProject } from '../launch/sampleProject.ts';
import { ClaudeSession } from '../support/claudeSession.ts';
import { assertGolden } from '../support/goldenText.ts';

// What users get, without the repository around it; loop.test.ts works with the extension from the same package.
describe('the packages', function () {
  this.timeout(120_000);
  let scratch: string;

  before(function () {
    if (process.env['PAIRFOLIO_INSTALLED'] === undefined) this.skip();
    scratch = mkdtempSync(path.join(tmpdir(), 'pairfolio-packages-'));
  });
  after(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));

  it('the extension’s holds the files of test/golden/package.txt and no other', () => {
    const names = readdirSync(extensionFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(extensionFolder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      );
    assertGolden(path.join(repositoryRoot, 'test/golden/package.txt'), `${names.sort().join('\n')}\n`);
  });

  it('the extension’s is at most 1 MiB', () => {
    const { size } = statSync(path.join(releaseFolder, 'pairfolio.vsix'));
    assert.ok(size <= 2 ** 20, `${String(Math.ceil(size / 1024))} KiB`);
  });

  it('the command line’s works in an empty folder, from a transcript to a verified portfolio', () => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const run = (folder: string, ...args: string[]): string =>
      execFileSync(npm, args, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
    run(releaseFolder, 'pack', '--ignore-scripts', '--pack-destination', scratch);
    const [packed = ''] = readdirSync(scratch);
    const folder = path.join(scratch, 'empty');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
    run(folder, 'install', '--offline', '--no-audit', '--no-fund', path.join(scratch, packed));

    const home = path.join(scratch, 'home');
    const project = copySampleProject(path.join(scratch, 'corner-shop'));
    new ClaudeSession({ cwd: project }).prompt('note it').write('src/note.ts', 'export const note = 1;\n').save(home);
    const command = path.join(
      folder,
      'node_modules/.bin',
      process.platform === 'win32' ? 'pairfolio.cmd' : 'pairfolio',
    );
    const pairfolio = (...args: string[]): SpawnSyncReturns<string> =>
      spawnSync(command, args, {
        cwd: project,
        encoding: 'utf8',
        shell: process.platform === 'win32',
        env: { ...process.env, HOME: home, PAIRFOLIO_HOME: path.join(scratch, 'ledger') },
      });
    const out = path.join(scratch, 'portfolio');
    assert.match(pairfolio('import', '--from', home).stdout, /1 suggestion in 1 file/);
    const made = pairfolio('portfolio', '--out', out);
    assert.equal(made.status, 0, made.stderr);
    assert.match(readFileSync(path.join(out, 'portfolio.md'), 'utf8'), /src\/note\.ts/);
    const verified = pairfolio('verify', out);
    assert.equal(verified.status, 0, verified.stdout);
    const wrong = pairfolio('verify', path.join(scratch, 'nothing'));
    assert.deepEqual([wrong.status, wrong.stderr.trim().split('\n').length], [1, 1]);
  });
});
