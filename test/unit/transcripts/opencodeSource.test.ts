import assert from 'node:assert/strict';
import fs from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { opencodeSource } from '../../../src/node/transcripts/opencodeSource.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { saveOpencodeDatabase } from '../../support/opencodeDatabase.ts';
import { fixture } from '../../support/transcripts.ts';

/** What whoever follows a session compares: sizes and times of its files. */
function looks(homedir: string): string[] {
  return opencodeSource.sessions({ homedir, env: {} }).map(({ files }) =>
    files
      .map((file) => fs.statSync(file, { throwIfNoEntry: false }))
      .map((stats) => (stats ? `${String(stats.size)} ${String(stats.mtimeMs)}` : 'none'))
      .join(),
  );
}

describe('the database of opencode', () => {
  it('is seen to change while opencode writes into its log only', () => {
    const homedir = temporaryFolder();
    const file = saveOpencodeDatabase(homedir, fixture('opencode/rows.jsonl'));
    const opencode = new DatabaseSync(file);
    try {
      opencode.exec('PRAGMA wal_autocheckpoint = 0');
      opencode.exec('UPDATE part SET time_updated = time_updated');
      const before = looks(homedir);
      const database = fs.statSync(file);
      assert.equal(before.length, 1);
      assert.deepEqual(looks(homedir), before, 'looking changes nothing');
      opencode.exec('UPDATE part SET time_updated = time_updated + 1');
      assert.equal(fs.statSync(file).mtimeMs, database.mtimeMs, 'the database itself is untouched');
      assert.notDeepEqual(looks(homedir), before);
    } finally {
      opencode.close();
    }
  });
});
