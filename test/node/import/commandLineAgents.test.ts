import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { CommandLine } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { GitRepository } from '../../support/gitRepository.ts';
import { fixture } from '../../support/transcripts.ts';

const math = 'export function add(a, b) {\n  return a + b;\n}\n\nexport function mul(a, b) {\n  return a * b;\n}\n';
const prompt = 'Change add and create new.js';

/** Puts a recorded session below a home folder, the recorded paths made those of a repository. */
function save(home: string, place: string, recorded: string, root: string): void {
  const file = path.join(home, place);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, fixture(recorded).replaceAll('/workspace/project', root));
}

/** Imports one recorded session; `settle` does in the repository what the developer did after it. */
async function imported(
  place: string,
  recorded: string,
  settle: (repository: GitRepository) => void,
): Promise<{ rows: unknown[]; again: Record<string, unknown> }> {
  const repository = new GitRepository('project');
  repository.write('src/math.js', math);
  repository.commit('Start', '2026-11-22T19:00:00Z');
  const home = temporaryFolder();
  save(home, place, recorded, repository.root);
  settle(repository);
  repository.commit('Work', '2026-11-23T04:00:00Z');
  const line = new CommandLine('2026-11-24T08:00:00Z');
  const run = async (): Promise<Record<string, unknown>> => {
    const { code, out } = await line.run(['import', '--json', '--from', home]);
    assert.equal(code, 0);
    return JSON.parse(out[0] ?? '') as Record<string, unknown>;
  };
  await run();
  const again = await run();
  const rows = (await line.log())
    .map((decision) => [
      decision.file,
      decision.tool.name,
      decision.tool.model,
      decision.prompt,
      decision.verdict.label,
      decision.verdict.settled,
      decision.suggested,
    ])
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return { rows, again };
}

/** The developer takes the sum as it is, rewrites the product, and deletes the new file. */
function keepAndDelete(repository: GitRepository): void {
  repository.change('src/math.js', (text) => text.replace('  return a + b;', '  const sum = a + b;\n  return sum;'));
}

const named = '  const sum = a + b;\n  return sum;';
const created = 'export const answer = 42;\nexport function twice(x) {\n  return 2 * x;\n}';

describe('pairfolio import of command-line agents', () => {
  for (const [tool, model, place, recorded] of [
    [
      'codex',
      'gpt-5.5',
      '.codex/sessions/2026/11/22/rollout-2026-11-22T20-18-01-01a204e8-96ca-7511-bb2a-3db2fe7577f3.jsonl',
      'codex/direct.jsonl',
    ],
    [
      'gemini-cli',
      'gemini-3.8-flash',
      '.gemini/tmp/project/chats/session-2026-11-22T19-52-188d6bea.jsonl',
      'gemini-cli/edit-and-create.jsonl',
    ],
    [
      'qwen-code',
      'qwen3-coder',
      '.qwen/projects/-workspace-project/chats/bc3a588a.jsonl',
      'qwen-code/edit-and-create.jsonl',
    ],
  ] as const) {
    it(`finds out what became of the edits of ${tool}`, async () => {
      const { rows, again } = await imported(place, recorded, keepAndDelete);
      assert.deepEqual(rows, [
        ['src/math.js', tool, model, prompt, 'trusted', true, named],
        ['src/new.js', tool, model, prompt, 'overrode', true, created],
      ]);
      assert.deepEqual([again['added'], again['updated'], again['unchanged']], [0, 0, 2]);
    });
  }

  it('finds out what became of the edits of Copilot CLI, and takes a rejection for the verdict', async () => {
    const place = '.copilot/session-state/a336bf42-f8ba-4cd9-95b9-85faeebdae16/events.jsonl';
    const { rows } = await imported(place, 'copilot-cli/asked.jsonl', (repository) => {
      keepAndDelete(repository);
      repository.change('src/math.js', (text) => text.replace('return a * b', 'return a ** b'));
      repository.write('src/new.js', 'export const answer = 42;\n'); // written by hand after all
    });
    const [tool, model] = ['copilot-cli', 'claude-sonnet-4.5'];
    assert.deepEqual(rows, [
      ['src/math.js', tool, model, prompt, 'adapted', true, `${named}\n\n  return b * a;`],
      ['src/math.js', tool, model, 'Second turn', 'trusted', true, '  return a ** b;'],
      ['src/new.js', tool, model, prompt, 'overrode', true, 'export const answer = 42;'],
    ]);
  });

  it('judges what the model proposed, where the user changed it before it was written', async () => {
    const place = '.gemini/tmp/project/chats/session-2026-11-23T02-55-452d199d.jsonl';
    const { rows } = await imported(place, 'gemini-cli/modified-rejected-resumed.jsonl', (repository) => {
      repository.write(
        'src/math.js',
        math.replace('  return a + b;', '  const total = a + b;\n  return total;').replace('a * b', 'b * a'),
      );
      repository.write('src/new.js', 'export const answer = 43;\n');
    });
    const [tool, model] = ['gemini-cli', 'gemini-3.8-flash'];
    assert.deepEqual(rows, [
      ['src/math.js', tool, model, prompt, 'adapted', true, named],
      ['src/math.js', tool, model, prompt, 'trusted', true, '  return b * a;'],
      ['src/new.js', tool, model, prompt, 'overrode', true, 'export const answer = 42;'],
      ['src/new.js', tool, model, 'Fourth turn', 'trusted', true, 'export const answer = 43;'],
    ]);
  });

  it('follows a file the agent moved, and one it deleted', async () => {
    const place = '.codex/archived_sessions/rollout-2026-11-23T02-57-17-01a20656-20bc-7100-aca0-7119814bfc58.jsonl';
    const { rows } = await imported(place, 'codex/asked-resumed-moved.jsonl', (repository) => {
      repository.remove('src/math.js');
      repository.write(
        'src/calc.js',
        math.replace('  return a + b;', '  const total = a + b;\n  return total;').replace('a * b', 'b * a'),
      );
    });
    assert.deepEqual(
      rows.map((row) => (row as unknown[]).filter((_, index) => [0, 2, 3, 4].includes(index))),
      [
        ['src/calc.js', 'gpt-6-sol', 'Third turn', 'trusted'],
        ['src/math.js', 'gpt-5.5', prompt, 'trusted'],
        ['src/new.js', 'gpt-5.5', prompt, 'overrode'],
        ['src/new.js', 'gpt-6-sol', 'Third turn', 'trusted'],
        ['src/other.js', 'gpt-5.5', prompt, 'overrode'],
      ],
    );
  });

  it('counts a session once that was copied into another file', async () => {
    const repository = new GitRepository('project');
    const line = new CommandLine('2026-11-24T08:00:00Z');
    for (const name of ['one', 'two'])
      save(
        line.home,
        `.codex/sessions/2026/11/22/rollout-2026-11-22T20-18-01-${name}.jsonl`,
        'codex/code-mode.jsonl',
        repository.root,
      );
    const { out } = await line.run(['import', '--json']);
    const summary = JSON.parse(out[0] ?? '') as { added: number; leftOut: { repeated: number } };
    assert.deepEqual([summary.added, summary.leftOut.repeated], [2, 2]);
  });
});
