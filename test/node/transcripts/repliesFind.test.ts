import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { findReply, type ReplySearch } from '../../../src/node/transcripts/findReply.ts';
import { transcriptSources } from '../../../src/node/transcripts/sources.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { saveOpencodeDatabase } from '../../support/opencodeDatabase.ts';
import { basketCode, basketReply, recordedReplies, type RecordedReply } from '../../support/replies.ts';

const now = Date.parse('2026-11-24T12:00:00.000Z');
const day = 24 * 60 * 60 * 1000;

/** Where each tool keeps a session of this name. */
const places: Readonly<Record<string, (name: string) => string>> = {
  'claude-code': (name) => `.claude/projects/-shop/${name}.jsonl`,
  codex: (name) => `.codex/sessions/2026/11/22/rollout-2026-11-22T20-18-01-${name}.jsonl`,
  'gemini-cli': (name) => `.gemini/tmp/shop/chats/session-${name}.jsonl`,
  'qwen-code': (name) => `.qwen/projects/-shop/chats/${name}.jsonl`,
  'copilot-cli': (name) => `.copilot/session-state/${name}/events.jsonl`,
  'github-copilot': (name) => `.config/Code/User/workspaceStorage/abc/chatSessions/${name}.jsonl`,
  cline: (name) => `.cline/data/sessions/${name}/${name}.messages.json`,
  continue: (name) => `.continue/sessions/${name}.json`,
};

function setTime(file: string, at: number): void {
  fs.utimesSync(file, at / 1000, at / 1000);
}

/** Saves a recorded session in which the model said this. @param at when it changed last, in milliseconds */
function save(home: string, recorded: RecordedReply, said: string, at = now - day, name = 'fallback'): string {
  const lines = recorded.lines(said);
  if (recorded.tool === 'opencode') {
    const updated = lines.map((line) => line.replace(/"time_updated": ?\d+/, `"time_updated": ${String(at)}`));
    const database = saveOpencodeDatabase(home, updated.join('\n'));
    setTime(database, at);
    return database;
  }
  const file = path.join(home, places[recorded.tool]?.(name) ?? '');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  // Cline's messages are the second of its two documents.
  fs.writeFileSync(file, `${(recorded.tool === 'cline' ? lines.slice(1) : lines).join('\n')}\n`);
  setTime(file, at);
  return file;
}

const search = (homedir: string, options: Partial<ReplySearch> = {}): ReplySearch => ({
  sources: transcriptSources,
  home: { homedir, env: {} },
  clock: { now: () => now },
  signal: new AbortController().signal,
  ...options,
});

const recordedOf = (tool: string): RecordedReply => {
  const found = recordedReplies.find((one) => one.tool === tool);
  assert.ok(found);
  return found;
};

describe('finding the reply a paste comes from', () => {
  for (const recorded of recordedReplies) {
    it(`finds that of ${recorded.tool}`, async () => {
      const home = temporaryFolder();
      for (const other of recordedReplies) save(home, other, other === recorded ? basketReply : 'Nothing to see here.');
      const reply = await findReply(`    ${basketCode.replaceAll('\n', '\r\n    ')}`, search(home));
      assert.ok(reply);
      assert.equal(reply.text.trim(), basketReply);
      assert.deepEqual([reply.tool, reply.model, reply.session], [recorded.tool, recorded.model, recorded.session]);
      assert.deepEqual([reply.turnIndex, reply.prompt], [recorded.turn, recorded.prompt]);
    });
  }

  it('finds nothing where nobody said it, and where the text says too little', async () => {
    const home = temporaryFolder();
    for (const recorded of recordedReplies) save(home, recorded, basketReply);
    assert.equal(await findReply(basketCode.replace('sum + price', 'sum - price'), search(home)), null);
    assert.equal(await findReply('basketTotal', search(home)), null);
    assert.equal(await findReply(basketCode, search(temporaryFolder())), null);
  });

  it('takes neither what the user asked nor what stood there before', async () => {
    const home = temporaryFolder();
    const recorded = recordedOf('claude-code');
    const file = save(home, recorded, basketReply);
    assert.equal(await findReply(basketCode, search(home, { known: [`// mine\n${basketCode}`] })), null);
    const asked = fs
      .readFileSync(file, 'utf8')
      .replaceAll('Change add and create new.js', JSON.stringify(`Fix ${basketCode}`).slice(1, -1));
    fs.writeFileSync(file, asked);
    assert.equal(await findReply(basketCode, search(home)), null);
  });

  it('looks at the session that changed last first, and at none older than seven days', async () => {
    const home = temporaryFolder();
    save(home, recordedOf('claude-code'), basketReply, now - 3 * day);
    save(home, recordedOf('qwen-code'), basketReply, now - 2 * day);
    save(home, recordedOf('codex'), 'Nothing.', now - day);
    assert.equal((await findReply(basketCode, search(home)))?.tool, 'qwen-code');
    const later = { now: () => now + 5.5 * day };
    assert.equal(await findReply(basketCode, search(home, { clock: later })), null);
  });

  it('passes old sessions of a database over, whatever the time of its file', async () => {
    const home = temporaryFolder();
    const database = save(home, recordedOf('opencode'), basketReply, now - 8 * day);
    setTime(database, now);
    assert.equal(await findReply(basketCode, search(home)), null);
  });

  it('finds text beyond ASCII however the transcript writes it', async () => {
    const said = 'Nimm das:\n\n```js\nconst größe = länge(straße) + überhang;\n```\n';
    for (const [upper, escape] of [
      [false, (unit: string) => unit],
      [false, (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`],
      [true, (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`],
    ] as const) {
      const home = temporaryFolder();
      const file = save(home, recordedOf('claude-code'), said);
      fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/[^\x20-\x7e\n]/g, escape));
      setTime(file, now - day);
      assert.ok(await findReply('const größe = länge(straße) + überhang;', search(home)), `upper: ${String(upper)}`);
    }
  });

  it('passes over what cannot be read, and finds the rest', async () => {
    const home = temporaryFolder();
    const damaged = save(home, recordedOf('codex'), basketReply, now);
    fs.writeFileSync(
      damaged,
      ['x'.repeat(5 * 1024 * 1024), `{"type":"response_item","payload":${JSON.stringify(basketCode)}`].join('\n'),
    );
    const notADatabase = path.join(home, '.local/share/opencode/opencode.db');
    fs.mkdirSync(path.dirname(notADatabase), { recursive: true });
    fs.writeFileSync(notADatabase, basketCode);
    setTime(notADatabase, now);
    save(home, recordedOf('gemini-cli'), basketReply);
    assert.equal((await findReply(basketCode, search(home)))?.tool, 'gemini-cli');
  });

  it('stops when it is told to', async () => {
    const home = temporaryFolder();
    save(home, recordedOf('claude-code'), basketReply);
    const signal = AbortSignal.abort();
    await assert.rejects(findReply(basketCode, search(home, { signal })), (error) =>
      PairfolioError.is(error, 'cancelled'),
    );
  });

  it('lets others have their turn while it reads much', async () => {
    const home = temporaryFolder();
    const recorded = recordedOf('claude-code');
    const file = save(home, recorded, 'Nothing.');
    const [said = ''] = recorded
      .lines(basketCode.replace('sum', 'total'))
      .filter((line) => line.includes('basketTotal'));
    const session = fs.openSync(file, 'a');
    for (let written = 0; written < 40 * 1024 * 1024; written += 1024 * said.length) {
      const many = Array.from({ length: 1024 }, (_, index) =>
        said.replace(/"uuid":"[^"]*"/, `"uuid":"${String(written + index)}"`),
      );
      fs.writeSync(session, `${many.join('\n')}\n`);
    }
    fs.closeSync(session);
    let turns = 0;
    let looking = true;
    const count = (): void => {
      turns += 1;
      if (looking) setImmediate(count);
    };
    setImmediate(count);
    assert.equal(await findReply(basketCode, search(home, { clock: { now: () => Date.now() } })), null);
    looking = false;
    assert.ok(turns > 10, `others had ${String(turns)} turns`);
  });
});
