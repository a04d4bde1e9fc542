import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { allCommands } from '../../../src/node/commands/all.ts';
import { ClaudeSession } from '../../support/claudeSession.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { GitRepository } from '../../support/gitRepository.ts';
import { contributionsFolder, team } from '../../support/teamFolder.ts';

const root = path.join(import.meta.dirname, '../../..');
const guard = path.join(root, 'test/support/network/noNetwork.cjs');

describe('the network', function () {
  this.timeout(60_000);

  it('is used by no command of the command line', async () => {
    const folder = temporaryFolder();
    const cli = path.join(folder, 'cli.cjs');
    await build({
      entryPoints: [path.join(root, 'src/cli.ts')],
      outfile: cli,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      logLevel: 'error',
    });
    const repository = new GitRepository();
    fs.writeFileSync(path.join(repository.root, 'a.txt'), 'a = 1\n');
    repository.commit('Start', '2026-08-01T10:00:00Z');
    new ClaudeSession({ cwd: repository.root }).prompt('do').edit('a.txt', 'a = 1', 'a = 2').save(folder);
    repository.commit('Change', '2026-09-01T11:00:00Z');
    repository.git('remote', 'add', 'origin', 'https://forge.invalid/shop.git');

    const attempts = path.join(folder, 'attempts');
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      PAIRFOLIO_HOME: path.join(folder, 'ledger'),
      NETWORK_ATTEMPTS: attempts,
    };
    const run = (...args: string[]): string => {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', guard, cli, ...args], {
        cwd: repository.root,
        env,
        encoding: 'utf8',
      });
      assert.ok(
        !fs.existsSync(attempts),
        `${args.join(' ')}: ${fs.existsSync(attempts) ? fs.readFileSync(attempts, 'utf8') : ''}`,
      );
      assert.ok(status === 0 || status === 1 || args.length === 1, `${args.join(' ')}: ${stderr}`);
      return stdout;
    };
    const out = path.join(folder, 'portfolio');
    const lines = [
      ['import', '--json'],
      ['log'],
      ['doctor'],
      ['check'],
      ['portfolio', '--out', out],
      ['verify', out, '--repo', repository.root],
      ['export', '--out', path.join(folder, 'decisions.jsonl')],
      ['contribute', '--window', '2026-W33..W36', '--out', path.join(folder, 'given.json'), '--yes'],
      ['team', contributionsFolder(team(6)), '--out', path.join(folder, 'report'), '--yes'],
      ['stored', 'a.txt'],
      ['forget', '--all', '--yes'],
    ];
    const tried = new Set(lines.map(([name]) => name));
    for (const line of lines) run(...line);
    assert.equal(
      (JSON.parse(run('import', '--json')) as { suggestions: number }).suggestions,
      0,
      'it did its work: all is forgotten',
    );
    // Of what is not set up here, that it says so without asking anybody.
    for (const { name } of allCommands) if (!tried.has(name)) run(name);
  });

  it('would be noticed', () => {
    const attempts = path.join(temporaryFolder(), 'attempts');
    for (const code of [
      `require('node:http').get('http://192.0.2.1/')`,
      `require('node:https').get('https://example.invalid/')`,
      `fetch('http://example.invalid/')`,
      `require('node:dns').lookup('example.invalid', () => {})`,
      `require('node:dgram').createSocket('udp4').send('x', 53, '192.0.2.1')`,
    ]) {
      fs.rmSync(attempts, { force: true });
      spawnSync(process.execPath, ['--require', guard, '-e', code], { env: { NETWORK_ATTEMPTS: attempts } });
      assert.ok(fs.existsSync(attempts), code);
    }
  });
});
