import assert from 'node:assert/strict';
import { ClaudeSession } from '../../support/claudeSession.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { GitRepository } from '../../support/gitRepository.ts';

/** Imports a session that changed one file of a repository with these settings. */
async function imported(settings: string, file = 'src/a.ts'): Promise<Awaited<ReturnType<CommandLine['log']>>> {
  const repository = new GitRepository();
  repository.write('.vscode/settings.json', settings);
  repository.write(file, 'const a = 1;\n');
  repository.commit('start', '2026-09-01T09:00:00Z');
  const line = new CommandLine('2026-09-02T08:00:00Z');
  new ClaudeSession({ cwd: repository.root }).prompt('the secret plan').edit(file, 'a = 1', 'a = 10').save(line.home);
  repository.commit('keep', '2026-09-01T11:00:00Z');
  assert.equal((await line.run(['import'])).code, 0);
  return line.log();
}

describe('what an import may record', () => {
  it('is everything by default, and only figures of a metrics-only workspace', async () => {
    const [full] = await imported('{}');
    assert.deepEqual(
      [full?.suggested, full?.kept, full?.prompt],
      ['const a = 10;', 'const a = 10;', 'the secret plan'],
    );
    const [figures] = await imported('{ /* ours */ "pairfolio.capture.content": "metrics-only", }');
    assert.deepEqual([figures?.before, figures?.suggested, figures?.kept, figures?.prompt], [null, null, null, null]);
    assert.deepEqual([figures?.file, figures?.verdict.label], ['src/a.ts', 'trusted']);
  });

  it('is nothing where recording is switched off', async () => {
    assert.deepEqual(await imported('{ "pairfolio.capture.enabled": false }'), []);
  });

  it('is nothing of an ignored file, by default those that hold secrets', async () => {
    assert.deepEqual(await imported('{ "pairfolio.capture.ignore": ["src/**"] }'), []);
    assert.deepEqual(await imported('{}', 'deploy/.env.production'), []);
    assert.equal((await imported('{ "pairfolio.capture.ignore": [] }', 'deploy/.env')).length, 1);
  });
});
