import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { codexSource } from '../../../src/node/transcripts/codexSource.ts';
import { copilotCliSource } from '../../../src/node/transcripts/copilotCliSource.ts';
import { geminiCliSource } from '../../../src/node/transcripts/geminiCliSource.ts';
import { qwenCodeSource } from '../../../src/node/transcripts/qwenCodeSource.ts';
import type { TranscriptSource } from '../../../src/node/transcripts/source.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { fixture, readTranscript } from '../../support/transcripts.ts';

function put(folder: string, file: string, text = '{}\n'): string {
  const full = path.join(folder, file);
  fs.mkdirSync(path.dirname(full), { recursive: true });
  fs.writeFileSync(full, text);
  return full;
}

/** Names of the sessions found in a home folder with these files. */
function found(source: TranscriptSource, files: readonly string[], env: Record<string, string> = {}): string[] {
  const homedir = temporaryFolder();
  for (const file of files) put(homedir, file);
  const moved = Object.fromEntries(Object.entries(env).map(([name, folder]) => [name, path.join(homedir, folder)]));
  return source
    .sessions({ homedir, env: moved })
    .map(({ name }) => name)
    .sort();
}

describe('where command-line agents keep their transcripts', () => {
  it('finds those of Codex, archived ones too', () => {
    const files = [
      '.codex/sessions/2026/11/22/rollout-2026-11-22T20-18-01-a.jsonl',
      '.codex/archived_sessions/rollout-2026-11-21T20-18-01-b.jsonl',
      '.codex/history.jsonl',
      '.codex/sessions/notes.jsonl',
      'elsewhere/sessions/2026/rollout-2026-11-20T20-18-01-c.jsonl',
    ];
    assert.deepEqual(found(codexSource, files), ['rollout-2026-11-21T20-18-01-b', 'rollout-2026-11-22T20-18-01-a']);
    assert.equal(found(codexSource, files, { CODEX_HOME: 'elsewhere' }).length, 3);
  });

  it('finds those of Gemini CLI, old ones and sub-agents’ too', () => {
    const files = [
      '.gemini/tmp/shop/chats/session-2026-11-22T19-52-188d6bea.jsonl',
      '.gemini/tmp/07e146353bb29e07/chats/session-2025-11-22T19-52-0a.json',
      '.gemini/tmp/shop/chats/188d6bea-283c/helper.jsonl',
      '.gemini/tmp/shop/logs.json',
      '.gemini/projects.json',
      'elsewhere/.gemini/tmp/shop/chats/session-2026-11-20T19-52-1.jsonl',
    ];
    assert.deepEqual(found(geminiCliSource, files), [
      'helper',
      'session-2025-11-22T19-52-0a',
      'session-2026-11-22T19-52-188d6bea',
    ]);
    assert.equal(found(geminiCliSource, files, { GEMINI_CLI_HOME: 'elsewhere' }).length, 4);
  });

  it('knows the folder a Gemini project is in, from either of the files that say so', () => {
    const cwd = (name: string, text: string): unknown => {
      const homedir = temporaryFolder();
      put(homedir, '.gemini/tmp/project/chats/session-1.jsonl', fixture('gemini-cli/edit-and-create.jsonl'));
      put(homedir, name, text);
      const [session] = geminiCliSource.sessions({ homedir, env: {} });
      assert.ok(session?.files[0]);
      const lines = fs.readFileSync(session.files[0], 'utf8').split('\n');
      return readTranscript(geminiCliSource.read(session), lines).suggestions[0]?.cwd;
    };
    assert.equal(cwd('.gemini/tmp/project/.project_root', '/workspace/project\n'), '/workspace/project');
    assert.equal(
      cwd('.gemini/projects.json', JSON.stringify({ projects: { '/workspace/project': 'project' } })),
      '/workspace/project',
    );
    assert.equal(cwd('.gemini/projects.json', '{"projects": 7}'), null);
  });

  it('finds those of Qwen Code', () => {
    const files = [
      '.qwen/projects/-shop/chats/a.jsonl',
      '.qwen/projects/-shop/other/b.jsonl',
      'run/projects/-shop/chats/c.jsonl',
      'home/projects/-shop/chats/d.jsonl',
    ];
    assert.deepEqual(found(qwenCodeSource, files), ['a']);
    assert.deepEqual(found(qwenCodeSource, files, { QWEN_RUNTIME_DIR: 'run', QWEN_HOME: 'home' }), ['a', 'c', 'd']);
  });

  it('finds those of Copilot CLI', () => {
    const files = [
      '.copilot/session-state/one/events.jsonl',
      '.copilot/session-state/two.jsonl',
      '.copilot/session-state/one/files/notes.jsonl',
      '.copilot/logs/events.jsonl',
      'elsewhere/session-state/three/events.jsonl',
    ];
    assert.deepEqual(found(copilotCliSource, files), ['one', 'two']);
    assert.deepEqual(found(copilotCliSource, files, { COPILOT_HOME: 'elsewhere' }), ['one', 'three', 'two']);
  });
});
