import fs from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { defaultRules } from '../../src/node/import/captureRules.ts';
import { TranscriptImport } from '../../src/node/import/importTranscripts.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { claudeCodeSource } from '../../src/node/transcripts/claudeCodeSource.ts';
import { commandMemory } from './commandMemory.ts';
import type { Figure } from './run.ts';

/** Megabytes that are imported, and so many times as much to show that its memory does not grow with them. */
const [megabytes, times] = [100, 4];

export async function benchImport(folder: string): Promise<Figure[]> {
  const home = path.join(folder, 'home');
  const bytes = writeSession(home, megabytes);
  const more = path.join(folder, 'more');
  writeSession(more, times * megabytes);
  const ledger = new Ledger(path.join(folder, 'ledger'), { app: 'bench', host: 'cli' }, systemClock, nodeDigest);
  const start = performance.now();
  const summary = await new TranscriptImport(ledger, systemClock, nodeDigest, {
    sources: [claudeCodeSource],
    home: { homedir: home, env: {} },
    repository: null,
    since: '',
    rules: () => defaultRules,
    signal: new AbortController().signal,
  }).run();
  const seconds = (performance.now() - start) / 1000;
  ledger.dispose();
  return [
    {
      name: `import of ${String(megabytes)} MB, ${String(summary.suggestions)} suggestions`,
      value: bytes / 1e6 / seconds,
      unit: 'MB/s',
      budget: 100,
    },
    { name: '  most memory, alone', value: memoryOf(home), unit: 'MiB', budget: 200 },
    { name: `  most memory of ${String(times)} times as much`, value: memoryOf(more), unit: 'MiB', budget: 200 },
  ];
}

function memoryOf(home: string): number {
  return commandMemory(['import', '--ledger', path.join(home, 'ledger')], home);
}

/**
 * A long session as agents leave them: mostly what was read and said, an edit now and then.
 * @returns its bytes
 */
function writeSession(home: string, megabytes: number): number {
  const folder = path.join(home, '.claude/projects/bench');
  fs.mkdirSync(folder, { recursive: true });
  const fd = fs.openSync(path.join(folder, 'session.jsonl'), 'w');
  const common = { sessionId: 'bench', cwd: '/nowhere/bench', version: '2.1.197', isSidechain: false };
  const read = 'export function add(a, b) {\n  return a + b;\n}\n'.repeat(400);
  let written = 0;
  const put = (record: object): void => {
    written += fs.writeSync(fd, `${JSON.stringify({ ...common, ...record })}\n`);
  };
  for (let turn = 0; written < megabytes * 1e6; turn++) {
    const timestamp = new Date(Date.UTC(2026, 0, 1) + turn * 60_000).toISOString();
    put({
      type: 'user',
      uuid: `u${String(turn)}`,
      timestamp,
      permissionMode: 'default',
      message: { role: 'user', content: 'Change it' },
    });
    for (let i = 0; i < 6; i++) {
      const id = `r${String(turn)}-${String(i)}`;
      put({
        type: 'assistant',
        uuid: `a${id}`,
        timestamp,
        message: { role: 'assistant', model: 'm', content: [{ type: 'tool_use', id, name: 'Read', input: {} }] },
      });
      put({
        type: 'user',
        uuid: `b${id}`,
        timestamp,
        message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: read }] },
        toolUseResult: { type: 'text', file: { content: read } },
      });
    }
    const edit = {
      file_path: `/nowhere/bench/f${String(turn % 50)}.js`,
      old_string: `a${String(turn)}`,
      new_string: `b${String(turn)} = 1;`,
    };
    put({
      type: 'assistant',
      uuid: `c${String(turn)}`,
      timestamp,
      message: {
        role: 'assistant',
        model: 'm',
        content: [{ type: 'tool_use', id: `e${String(turn)}`, name: 'Edit', input: edit }],
      },
    });
    put({
      type: 'user',
      uuid: `d${String(turn)}`,
      timestamp,
      message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: `e${String(turn)}`, content: 'ok' }] },
      toolUseResult: {
        filePath: edit.file_path,
        oldString: edit.old_string,
        newString: edit.new_string,
        structuredPatch: [],
        userModified: false,
      },
    });
  }
  fs.closeSync(fd);
  return written;
}
