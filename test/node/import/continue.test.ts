import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { CommandLine } from '../../support/commandLine.ts';
import { GitRepository } from '../../support/gitRepository.ts';
import { fixture } from '../../support/transcripts.ts';

const math = 'export function add(a, b) {\n  return a + b;\n}\n\nexport function mul(a, b) {\n  return a * b;\n}\n';
const save = (home: string, name: string, text: string): void => {
  const file = path.join(home, '.continue', name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
};

describe('pairfolio import of Continue', () => {
  it('reads sessions and completions, the rejected ones too', async () => {
    const repository = new GitRepository();
    repository.write('src/math.js', math);
    repository.commit('Start', '2026-11-22T19:00:00Z');
    const line = new CommandLine('2026-11-24T08:00:00Z');
    const recorded = (name: string): string =>
      fixture(`continue/${name}`).replaceAll('/workspace/project', repository.root);
    save(line.home, 'sessions/a2bc48c7-dcf9-4dbf-b87a-86ded9363efe.json', recorded('session.json'));
    save(line.home, 'sessions/sessions.json', recorded('sessions.json'));
    const row = (accepted: boolean, completion: string): string =>
      JSON.stringify({
        timestamp: '2026-11-22T19:30:00Z',
        accepted,
        completion,
        filepath: `file://${repository.root}/src/math.js`,
        modelName: 'codestral',
        completionId: completion,
      });
    save(
      line.home,
      'dev_data/0.2.0/autocomplete.jsonl',
      `${row(false, '  return a - b;')}\n${row(true, 'export const two = 2;')}\n`,
    );
    save(line.home, 'dev_data/0.2.0/tokensGenerated.jsonl', '{"accepted":true,"completion":"never"}\n');
    repository.write(
      'src/math.js',
      `${math.replace('return a + b;', 'const sum = a + b;\n  return sum;')}export const two = 2;\n`,
    );
    repository.commit('Name the sum', '2026-11-22T21:00:00Z');

    const { code, out } = await line.run(['import', '--json', '--source', 'continue']);
    assert.deepEqual([code, (JSON.parse(out[0] ?? '') as { added: number }).added], [0, 4]);
    const log = (await line.log()).map(({ file, surface, verdict, suggested }) => [
      file,
      surface,
      verdict.label,
      suggested?.split('\n')[0],
    ]);
    assert.deepEqual(log.sort(), [
      ['src/math.js', 'agent', 'trusted', '  const sum = a + b;'],
      ['src/math.js', 'inline', 'overrode', '  return a - b;'],
      ['src/math.js', 'inline', 'trusted', 'export const two = 2;'],
      ['src/new.js', 'agent', 'overrode', 'export const answer = 42;'],
    ]);
    const groups = (await line.log()).map(({ group }) => group);
    assert.equal(new Set(groups).size, 3);
    const again = await line.run(['import', '--json', '--source', 'continue']);
    assert.equal((JSON.parse(again.out[0] ?? '') as { unchanged: number }).unchanged, 4);
  });

  it('passes over a session that is too long, and says so', async () => {
    const line = new CommandLine('2026-11-24T08:00:00Z');
    save(line.home, 'sessions/long.json', `{"history": "${'x'.repeat(33 * 1024 * 1024)}"}`);
    save(line.home, 'sessions/torn.json', '{"history": [{"mess');
    const { code, out } = await line.run(['import', '--json', '--source', 'continue']);
    const { lines } = JSON.parse(out[0] ?? '') as Record<string, unknown>;
    assert.deepEqual([code, lines], [0, { 'not JSON': 0, 'cut off': 1, 'too long': 1 }]);
  });
});
