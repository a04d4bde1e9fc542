import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { turnsOf } from '../../../src/node/transcripts/vscodeChatStore.ts';
import { temporaryFolder } from '../../support/folder.ts';

describe('the store of Copilot Chat', () => {
  const store = (sql: string): string => {
    const user = temporaryFolder();
    const folder = path.join(user, 'globalStorage/github.copilot-chat');
    fs.mkdirSync(folder, { recursive: true });
    const database = new DatabaseSync(path.join(folder, 'session-store.db'));
    database.exec(sql);
    database.close();
    return user;
  };

  it('has the turns of one session in their order', () => {
    const user = store(`
      create table turns (session_id text, turn_index integer, user_message text, timestamp text);
      insert into turns values
        ('a', 1, 'then this', '2026-11-23T05:00:00.000Z'), ('b', 0, 'of another', '2026-11-23T04:00:00.000Z'),
        ('a', 0, 'first this', null);`);
    assert.deepEqual(turnsOf(user, 'a'), [
      { prompt: 'first this', at: null },
      { prompt: 'then this', at: '2026-11-23T05:00:00.000Z' },
    ]);
  });

  it('is no trouble where it is missing, of another version or damaged', () => {
    assert.deepEqual(turnsOf(temporaryFolder(), 'a'), []);
    assert.deepEqual(turnsOf(store('create table turns (id integer)'), 'a'), []);
    const user = store('create table turns (id integer)');
    fs.writeFileSync(path.join(user, 'globalStorage/github.copilot-chat/session-store.db'), 'not a database');
    assert.deepEqual(turnsOf(user, 'a'), []);
  });
});
