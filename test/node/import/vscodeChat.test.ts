import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { vscodeChatSource } from '../../../src/node/transcripts/vscodeChatSource.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { GitRepository } from '../../support/gitRepository.ts';
import { fixture } from '../../support/transcripts.ts';

const recorded = '/workspace/project';
const math = `export function add(a, b) {
  const sum = a + b;
  if (Number.isNaN(sum)) {
    throw new Error("not a number");
  }
  return sum;
}

export function mul(a, b) {
  return a * b;
}
// via terminal
`;

/** A chat as VS Code keeps it for a workspace, with the recorded paths made those of a repository. */
function saveChat(user: string, root: string, files: Readonly<Record<string, string>>): void {
  const workspace = path.join(user, 'workspaceStorage', 'f00d');
  for (const [name, text] of Object.entries({
    'workspace.json': JSON.stringify({ folder: `file://${root}` }),
    ...files,
  })) {
    fs.mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
    fs.writeFileSync(path.join(workspace, name), text.replaceAll(recorded, root));
  }
}

describe('pairfolio import of VS Code chats', () => {
  it('finds out what became of an agent turn and of a discarded inline chat', async () => {
    const repository = new GitRepository();
    repository.write('src/math.js', math);
    repository.write(
      'src/closed.js',
      '// helper\nexport const one = 1;\nexport const two = 2;\nexport const three = 3;\n',
    );
    repository.write('src/new.js', 'export const answer = 42;\nexport function twice(x) {\n  return 2 * x;\n}\n');
    repository.commit('Start', '2026-11-22T20:00:00Z');
    const line = new CommandLine('2026-11-24T08:00:00Z');
    saveChat(path.join(line.home, '.config', 'Code', 'User'), repository.root, {
      'chatEditingSessions/b4709b72-0937-4dd9-8124-b91f70dda5bf/state.json': fixture('vscode-chat/state-patch.json'),
      'GitHub.copilot-chat/transcripts/b4709b72-0937-4dd9-8124-b91f70dda5bf.jsonl': fixture(
        'vscode-chat/transcript-patch.jsonl',
      ),
      'chatEditingSessions/73b19494-95b4-46c9-8faf-41bd34b17fe1/state.json': fixture(
        'vscode-chat/state-inline-chat.json',
      ),
    });
    repository.write('src/patched.js', 'export const patched = true;\n');
    repository.change('src/math.js', (text) =>
      text
        .replace('Number.isNaN(sum)', '!Number.isFinite(sum)')
        .replace('Error("not a number")', 'RangeError("sum")')
        .replace('  return a * b;', '  const product = a * b;\n  return product;'),
    );
    repository.commit('Check for a finite sum', '2026-11-22T21:00:00Z');

    const { code, out } = await line.run(['import', '--json', '--repo', repository.root]);
    assert.equal(code, 0);
    assert.equal((JSON.parse(out[0] ?? '') as { added: number }).added, 4);
    const decisions = (await line.log()).map(({ file, surface, verdict, tool, evidence }) => [
      file,
      surface,
      verdict.label,
      tool.name,
      evidence[0]?.kind,
    ]);
    assert.deepEqual(decisions.sort(), [
      ['src/closed.js', 'agent', 'overrode', 'github-copilot', 'transcript'],
      ['src/math.js', 'agent', 'adapted', 'github-copilot', 'transcript'],
      ['src/new.js', 'chat', 'overrode', 'github-copilot', 'transcript'],
      ['src/patched.js', 'agent', 'trusted', 'github-copilot', 'digest'],
    ]);
    const groups = new Set((await line.log()).filter(({ surface }) => surface === 'agent').map(({ group }) => group));
    assert.equal(groups.size, 1);

    const again = await line.run(['import', '--json', '--repo', repository.root]);
    const { added, updated, unchanged } = JSON.parse(again.out[0] ?? '') as Record<string, number>;
    assert.deepEqual([added, updated, unchanged], [0, 0, 4]);
  });

  it('looks in every editor that is VS Code, and reads a chat once', () => {
    const homedir = temporaryFolder();
    const users = [
      '.config/Code - Insiders/User',
      '.vscode-server/data/User',
      '.local/share/code-server/User',
      'Library/Application Support/VSCodium/User',
      'AppData/Roaming/Code/User',
    ];
    for (const user of users)
      saveChat(path.join(homedir, user), '/p', {
        [`chatSessions/${path.basename(path.dirname(user))}.jsonl`]: fixture('vscode-chat/chat-session.jsonl'),
        [`chatSessions/${path.basename(path.dirname(user))}.json`]: '{}',
      });
    const empty = path.join(homedir, '.config/Code/User/globalStorage/emptyWindowChatSessions');
    fs.mkdirSync(empty, { recursive: true });
    fs.writeFileSync(path.join(empty, 'empty.jsonl'), '');
    const sessions = vscodeChatSource.sessions({ homedir, env: {} });
    assert.equal(sessions.length, 6);
    const named = sessions.filter((session) =>
      [...(vscodeChatSource.lines?.(session) ?? [])].includes('{"folder":"file:///p"}'),
    );
    assert.equal(named.length, users.length);
    assert.ok(sessions.every(({ files }) => files.length === 1 && files[0]?.endsWith('.jsonl')));
  });
});
