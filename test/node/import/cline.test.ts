import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { clineSource } from '../../../src/node/transcripts/clineSource.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { GitRepository } from '../../support/gitRepository.ts';
import { fixture } from '../../support/transcripts.ts';

const math = 'export function add(a, b) {\n  return a + b;\n}\n\nexport function mul(a, b) {\n  return a * b;\n}\n';
const save = (folder: string, name: string, text: string): void => {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
};

describe('pairfolio import of Cline', () => {
  it('reads the sessions of the command line and the tasks of the extension', async () => {
    const repository = new GitRepository();
    repository.write('src/math.js', math);
    repository.write('src/old.js', 'export const a = 1;\n');
    repository.commit('Start', '2026-08-29T09:00:00Z');
    const line = new CommandLine('2026-11-24T08:00:00Z');
    const recorded = (name: string): string =>
      fixture(`cline/${name}`).replaceAll('/workspace/project', repository.root);
    const id = '1795377316627_qvquc';
    save(line.home, `.cline/data/sessions/${id}/${id}.messages.json`, recorded('messages.json'));
    save(line.home, `.cline/data/sessions/${id}/${id}.json`, recorded('session.json'));
    const task = '.config/Code/User/globalStorage/saoudrizwan.claude-dev/tasks/1788000000000';
    const text = (one: string): object => ({ type: 'text', text: one });
    const history = [
      {
        role: 'user',
        content: [text('<task>Make a two</task>'), text(`# Current Working Directory (${repository.root}) Files`)],
      },
      {
        role: 'assistant',
        content:
          '<replace_in_file><path>src/old.js</path><diff>\n------- SEARCH\nexport const a = 1;\n=======\nexport const a = 2;\n+++++++ REPLACE\n</diff></replace_in_file>',
      },
      {
        role: 'user',
        content: [
          text("[replace_in_file for 'src/old.js'] Result:"),
          text('The content was successfully saved to src/old.js.'),
        ],
      },
    ];
    save(line.home, `${task}/api_conversation_history.json`, JSON.stringify(history));
    repository.write('src/old.js', 'export const a = 2;\n');
    repository.commit('Two', '2026-08-29T12:00:00Z');
    repository.write('src/math.js', math.replace('return a + b;', 'const sum = a + b;\n  return sum;'));
    repository.commit('Name the sum', '2026-11-22T21:00:00Z');

    const { code, out } = await line.run(['import', '--json', '--source', 'cline']);
    assert.deepEqual([code, (JSON.parse(out[0] ?? '') as { added: number }).added], [0, 3]);
    assert.deepEqual((await line.log()).map(({ file, prompt, verdict }) => [file, prompt, verdict]).sort(), [
      ['src/math.js', 'Change add and create new.js', { label: 'trusted', settled: true }],
      ['src/new.js', 'Change add and create new.js', { label: 'overrode', settled: true }],
      ['src/old.js', 'Make a two', { label: 'trusted', settled: true }],
    ]);
    const again = await line.run(['import', '--json', '--source', 'cline']);
    assert.equal((JSON.parse(again.out[0] ?? '') as { unchanged: number }).unchanged, 3);
  });

  it('looks where its folders were moved to', () => {
    const moved = temporaryFolder();
    save(moved, 'data/sessions/a/a.messages.json', '{}');
    save(moved, 'data/tasks/b/api_conversation_history.json', '[]');
    const sessions = clineSource.sessions({ homedir: temporaryFolder(), env: { CLINE_DIR: moved } });
    assert.deepEqual(sessions.map(({ name }) => name).sort(), ['a', 'b']);
  });
});
