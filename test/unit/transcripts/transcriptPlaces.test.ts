import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { transcriptSources } from '../../../src/node/transcripts/sources.ts';
import type { TranscriptSource } from '../../../src/node/transcripts/source.ts';
import { TranscriptPlaces } from '../../../src/node/transcripts/transcriptPlaces.ts';
import { temporaryFolder } from '../../support/folder.ts';

/** Where each tool writes, below the home folder. */
const written: Readonly<Record<string, readonly string[]>> = {
  'claude-code': ['.claude/projects/-shop/a.jsonl', '.claude/projects/-shop/a/subagents/agent-1.jsonl'],
  codex: ['.codex/sessions/2026/11/22/rollout-2026-11-22T20-18-01-a.jsonl', '.codex/archived_sessions/rollout-b.jsonl'],
  'gemini-cli': ['.gemini/tmp/shop/chats/session-1.json', '.gemini/tmp/shop/chats/session-2.jsonl'],
  'qwen-code': ['.qwen/projects/-shop/chats/a.jsonl', '.qwen/tmp/1/chats/a.jsonl'],
  'copilot-cli': ['.copilot/session-state/one/events.jsonl'],
  'github-copilot': [
    'editor/workspaceStorage/1/chatSessions/a.jsonl',
    'editor/workspaceStorage/1/chatEditingSessions/a/state.json',
    'editor/workspaceStorage/1/GitHub.copilot-chat/transcripts/a.jsonl',
    'editor/globalStorage/emptyWindowChatSessions/a.json',
  ],
  opencode: ['.local/share/opencode/opencode.db', '.local/share/opencode/opencode.db-wal'],
  continue: ['.continue/sessions/a.json', '.continue/dev_data/0.2.0/editOutcome.jsonl'],
  cline: [
    '.cline/data/sessions/a/a.messages.json',
    'editor/globalStorage/saoudrizwan.claude-dev/tasks/a/api_conversation_history.json',
  ],
};

describe('whether an agent wrote a transcript', () => {
  for (const source of transcriptSources)
    it(`is seen without reading any: ${source.title}`, () => {
      const places = new Watch(source);
      assert.equal(places.changed(), false, 'nothing is there');
      for (const file of written[source.name] ?? assert.fail('where does it write?')) {
        // One after the other, as tools do.
        for (const folder of foldersOf(file)) places.make(folder);
        places.write(file, '{}\n');
        assert.equal(places.changed(), true, `${file} is new`);
        assert.equal(places.changed(), false, 'and is known then');
        places.write(file, '{}\n{}\n');
        assert.equal(places.changed(), true, `${file} went on`);
        assert.equal(places.changed(), false);
      }
    });
});

function foldersOf(file: string): string[] {
  return file.split('/').flatMap((_, index, names) => (index === 0 ? [] : names.slice(0, index).join('/')));
}

class Watch {
  readonly #source: TranscriptSource;
  readonly #homedir = temporaryFolder();
  #places: TranscriptPlaces;

  constructor(source: TranscriptSource) {
    this.#source = source;
    this.#places = this.#look();
  }

  changed(): boolean {
    const changed = this.#places.changed();
    if (changed) this.#places = this.#look();
    return changed;
  }

  make(folder: string): void {
    fs.mkdirSync(path.join(this.#homedir, folder), { recursive: true });
    this.changed();
  }

  write(file: string, text: string): void {
    fs.writeFileSync(path.join(this.#homedir, file), text);
  }

  #look(): TranscriptPlaces {
    const home = { homedir: this.#homedir, env: {}, editorUser: path.join(this.#homedir, 'editor') };
    return new TranscriptPlaces([this.#source], home);
  }
}
