import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CommandLine } from '../../support/commandLine.ts';
import { GitRepository } from '../../support/gitRepository.ts';
import { saveOpencodeDatabase } from '../../support/opencodeDatabase.ts';
import { fixture } from '../../support/transcripts.ts';

const math = 'export function add(a, b) {\n  return a + b;\n}\n\nexport function mul(a, b) {\n  return a * b;\n}\n';
const rowsFor = (root: string): string => fixture('opencode/rows.jsonl').replaceAll('/workspace/project', root);

async function summaryOf(line: CommandLine): Promise<Record<string, unknown>> {
  const { code, out } = await line.run(['import', '--json', '--source', 'opencode']);
  assert.equal(code, 0);
  return JSON.parse(out[0] ?? '') as Record<string, unknown>;
}

describe('pairfolio import of opencode', () => {
  it('reads its database and leaves it as it was', async () => {
    const repository = new GitRepository();
    repository.write('src/math.js', math);
    repository.commit('Start', '2026-11-22T19:00:00Z');
    const line = new CommandLine('2026-11-24T08:00:00Z');
    const file = saveOpencodeDatabase(line.home, rowsFor(repository.root));
    const before = fs.readFileSync(file);
    repository.write(
      'src/math.js',
      `${math.replace('return a + b;', 'const sum = a + b;\n  return sum;')}// via shell\n`,
    );
    repository.commit('Name the sum', '2026-11-22T21:00:00Z'); // without new.js: its user deleted it

    assert.equal((await summaryOf(line))['added'], 2);
    assert.deepEqual(
      (await line.log()).map(({ file, tool, prompt, verdict, suggestions }) => [
        file,
        tool.model,
        prompt,
        verdict.label,
        suggestions,
      ]),
      [
        ['src/new.js', 'stub-model', 'Change add and create new.js', 'overrode', 1],
        ['src/math.js', 'stub-model', 'Change add and create new.js', 'trusted', 2],
      ],
    );
    assert.deepEqual([(await summaryOf(line))['added'], (await summaryOf(line))['unchanged']], [0, 2]);
    assert.deepEqual(fs.readFileSync(file), before);
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['opencode.db']);
  });

  it('reads a database that is being written, and keeps nobody waiting', async () => {
    const line = new CommandLine('2026-11-24T08:00:00Z');
    const writer = new DatabaseSync(saveOpencodeDatabase(line.home, rowsFor('/gone/project')));
    writer.exec('PRAGMA journal_mode = WAL; CREATE TABLE other (n); BEGIN IMMEDIATE; INSERT INTO other VALUES (1)');
    assert.equal((await summaryOf(line))['added'], 2);
    writer.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
    writer.close();
  });

  it('goes on where a database cannot be read', async () => {
    const line = new CommandLine('2026-11-24T08:00:00Z');
    const folder = path.dirname(saveOpencodeDatabase(line.home, rowsFor('/gone/project')));
    fs.writeFileSync(path.join(folder, 'opencode-dev.db'), 'this is no database at all, only a text of some length');
    new DatabaseSync(path.join(folder, 'opencode-next.db')).exec('CREATE TABLE sessions_of_tomorrow (id)');
    const summary = await summaryOf(line);
    assert.deepEqual([summary['added'], summary['unreadableFiles']], [2, 2]);
  });

  it('says which rows it could not read', async () => {
    const line = new CommandLine('2026-11-24T08:00:00Z');
    const database = new DatabaseSync(saveOpencodeDatabase(line.home, rowsFor('/gone/project')));
    database.exec(`UPDATE part SET data = '{"type":"tool","tool":"wri' WHERE data LIKE '%"tool":"write"%'`);
    database.close();
    const summary = await summaryOf(line);
    assert.deepEqual([summary['added'], summary['lines']], [1, { 'not JSON': 1, 'cut off': 0, 'too long': 0 }]);
  });
});
