import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { CommitFiles } from '../../../src/node/git/commitFiles.ts';
import { changedFiles } from '../../../src/node/git/commits.ts';
import { ObjectReader } from '../../../src/node/git/objectReader.ts';
import { GitRepository } from '../../support/gitRepository.ts';

describe('the files of a commit', () => {
  /** What a commit is said to hold of each file it changed. */
  async function heldBy({ root }: GitRepository, sha: string): Promise<Record<string, string | null>> {
    const objects = new ObjectReader(root);
    const files = new CommitFiles(root, sha, await changedFiles(root, sha), objects);
    const held: Record<string, string | null> = {};
    for (const name of [...files.names, ...files.names, 'not in it']) {
      const content = await files.at(name);
      held[name] = typeof content === 'string' ? `(${content})` : content.text;
    }
    objects.close();
    return held;
  }

  it('are read as it left them, whatever became of them, and others are absent', async () => {
    const made = new GitRepository();
    for (const name of ['same', 'changed', 'deleted', 'old name']) made.write(name, `${name}\n`);
    const first = made.commit('first', '2026-09-01T10:00:00Z');
    made.write('changed', 'new\r\n');
    made.write('größe/日本 "x".ts', 'beyond ASCII');
    made.write('empty', '');
    made.write('binary', Buffer.from([1, 0, 2]));
    made.remove('deleted');
    made.git('mv', 'old name', 'new name');
    fs.symlinkSync('same', path.join(made.root, 'link'));
    const second = made.commit('second', '2026-09-01T11:00:00Z');
    made.write('changed', 'newer\n');
    made.commit('third', '2026-09-01T12:00:00Z');
    const absent = { 'not in it': '(absent)' };
    assert.deepEqual(await heldBy(made, first), {
      same: 'same\n',
      changed: 'changed\n',
      deleted: 'deleted\n',
      'old name': 'old name\n',
      ...absent,
    });
    assert.deepEqual(await heldBy(made, second), {
      changed: 'new\r\n',
      'größe/日本 "x".ts': 'beyond ASCII',
      empty: '',
      binary: '(unreadable)',
      deleted: '(absent)',
      'old name': '(absent)',
      'new name': 'old name\n',
      link: '(unreadable)',
      ...absent,
    });
  });

  it('of a merge are those it brought to the branch it was made on', async () => {
    const made = new GitRepository();
    made.write('shared', 'one\n');
    made.commit('first', '2026-09-01T10:00:00Z');
    made.git('checkout', '--quiet', '-b', 'side');
    made.write('side', 'side\n');
    made.commit('side', '2026-09-01T11:00:00Z');
    made.git('checkout', '--quiet', 'main');
    made.write('main', 'main\n');
    made.commit('main', '2026-09-01T11:30:00Z');
    made.git('merge', '--quiet', '--no-ff', '--no-commit', 'side');
    const merge = made.commit('merge', '2026-09-01T12:00:00Z');
    assert.deepEqual(await heldBy(made, merge), { side: 'side\n', 'not in it': '(absent)' });
  });
});
