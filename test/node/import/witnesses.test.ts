import assert from 'node:assert/strict';
import { ClaudeSession } from '../../support/claudeSession.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { GitRepository } from '../../support/gitRepository.ts';

/** A file an agent changed on its second line, committed. */
function scene(): { readonly repository: GitRepository; readonly line: CommandLine; readonly sha: string } {
  const repository = new GitRepository();
  repository.write('src/a.ts', 'const a = 1;\nconst b = 2;\nconst c = 3;\n');
  repository.commit('start', '2026-09-01T09:00:00Z');
  const line = new CommandLine('2026-09-02T08:00:00Z');
  new ClaudeSession({ cwd: repository.root }).prompt('go').edit('src/a.ts', 'b = 2', 'b = 20').save(line.home);
  return { repository, line, sha: repository.commit('keep', '2026-09-01T11:00:00Z') };
}

const note = (lines: string): string =>
  [
    `src/a.ts`,
    `  d4a7828bfdafe456 ${lines}`,
    '---',
    JSON.stringify({
      schema_version: 'authorship/3.0.0',
      prompts: { d4a7828bfdafe456: { agent_id: { tool: 'claude', id: 's', model: 'm' } } },
    }),
  ].join('\n');

async function sources(line: CommandLine): Promise<string[] | undefined> {
  await line.run(['import']);
  const decisions = await line.log();
  assert.equal(decisions.length, 1);
  return decisions[0]?.evidence.map(({ source }) => source);
}

describe('other records of a repository', () => {
  it('add their evidence where they name the same lines, also when they come later, and only once', async () => {
    const { repository, line, sha } = scene();
    assert.deepEqual(await sources(line), ['claude-code transcript']);
    repository.git('notes', '--ref=ai', 'add', '-m', note('2'), sha);
    assert.deepEqual(await sources(line), ['claude-code transcript', 'git-ai note']);
    const { out } = await line.run(['import', '--json']);
    const { added, updated } = JSON.parse(out.join('')) as { added: number; updated: number };
    assert.deepEqual([added, updated], [0, 0]);
  });

  it('say nothing about other lines', async () => {
    const { repository, line, sha } = scene();
    repository.git('notes', '--ref=ai', 'add', '-m', note('1,3'), sha);
    assert.deepEqual(await sources(line), ['claude-code transcript']);
  });

  it('may be traces that name the commit', async () => {
    const { repository, line, sha } = scene();
    const trace = {
      version: '0.1',
      id: 't',
      timestamp: '2026-09-01T10:30:00Z',
      vcs: { type: 'git', revision: sha },
      files: [
        {
          path: 'src/a.ts',
          conversations: [{ contributor: { type: 'ai', model_id: 'm' }, ranges: [{ start_line: 2, end_line: 2 }] }],
        },
      ],
    };
    repository.write('.agent-trace/traces.jsonl', `${JSON.stringify(trace)}\nnot json\n`);
    assert.deepEqual(await sources(line), ['claude-code transcript', 'Agent Trace record']);
  });
});
