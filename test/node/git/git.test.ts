import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { Repository } from '../../../src/node/git/git.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { GitRepository } from '../../support/gitRepository.ts';

const at = (time: string): number => Date.parse(time);

async function opened(made: GitRepository): Promise<Repository> {
  return Repository.open(made.root);
}

describe('Repository', () => {
  it('is found from a folder inside it that is gone', async () => {
    const made = new GitRepository();
    assert.equal((await Repository.find(path.join(made.root, 'gone', 'deeper')))?.root, made.root);
    assert.equal(await Repository.find(temporaryFolder()), null);
    await assert.rejects(Repository.open(temporaryFolder()), (error) => PairfolioError.is(error, 'no-repository'));
  });

  it('has no head and no commits before the first one', async () => {
    const repository = await opened(new GitRepository());
    assert.equal(await repository.head(), null);
    assert.deepEqual(await repository.commitsTouching('a', 0, 'head'), []);
    assert.deepEqual(await repository.commitsTouching('a', 0, 'all'), []);
  });

  it('lists the commits that touch a file from a moment on, whatever its name', async () => {
    const made = new GitRepository();
    const names = ['größe/日本 "x".ts', ':(top)*', 'a[1].ts', '-flag'];
    for (const name of names) {
      made.write(name, '1');
      made.commit('before', '2026-09-01T10:00:00Z');
      made.write(name, '2');
      const sha = made.commit(`second | 日本`, '2026-09-01T11:00:00Z');
      made.write('other', name);
      made.commit('elsewhere', '2026-09-01T12:00:00Z');
      const repository = await opened(made);
      assert.deepEqual(await repository.commitsTouching(name, at('2026-09-01T10:30:00Z'), 'head'), [
        { sha, time: at('2026-09-01T11:00:00Z'), subject: 'second | 日本' },
      ]);
      assert.deepEqual(await repository.fileAt(sha, name), { text: '2' });
      assert.equal((await repository.head())?.subject, 'elsewhere');
    }
  });

  it('reads a file at a commit, or says that there is none or no text', async () => {
    const made = new GitRepository();
    made.write('text', 'one\r\ntwo');
    made.write('binary', Buffer.from([1, 0, 2]));
    made.write('latin1', Buffer.from('gr\u00fc\u00dfe', 'latin1'));
    fs.symlinkSync('text', path.join(made.root, 'link'));
    const sha = made.commit('all', '2026-09-01T10:00:00Z');
    const repository = await opened(made);
    assert.deepEqual(await repository.fileAt(sha, 'text'), { text: 'one\r\ntwo' });
    assert.deepEqual(await repository.fileAt(sha, 'latin1'), { text: 'grüße' });
    assert.equal(await repository.fileAt(sha, 'binary'), 'unreadable');
    assert.equal(await repository.fileAt(sha, 'link'), 'unreadable');
    assert.equal(await repository.fileAt(sha, 'none'), 'absent');
    assert.equal(repository.workTreeFile('none/at/all'), 'absent');
    assert.equal(repository.workTreeFile('.git'), 'unreadable');
  });

  it('tells a clean file from a changed, new, deleted and ignored one', async () => {
    const made = new GitRepository();
    for (const name of ['clean', 'changed', 'deleted']) made.write(name, 'x');
    made.write('.gitignore', 'ignored\n');
    made.commit('all', '2026-09-01T10:00:00Z');
    made.write('changed', 'y');
    made.write('new', 'z');
    made.write('ignored', 'z');
    made.remove('deleted');
    const repository = await opened(made);
    const clean = await Promise.all(
      ['clean', 'changed', 'new', 'deleted', 'ignored', 'none'].map((name) => repository.isAsInHead(name)),
    );
    assert.deepEqual(clean, [true, false, false, false, false, true]);
  });

  it('finds where a commit moved a file', async () => {
    const made = new GitRepository();
    made.write('old name', 'line one\nline two\nline three\n');
    made.commit('all', '2026-09-01T10:00:00Z');
    made.git('mv', 'old name', 'new name');
    const sha = made.commit('move', '2026-09-01T11:00:00Z');
    const repository = await opened(made);
    assert.equal(await repository.renamedTo(sha, 'old name'), 'new name');
    assert.equal(await repository.renamedTo(sha, 'other'), null);
  });

  it('is not led astray by the environment of a git hook, and stops when asked to', async () => {
    const made = new GitRepository();
    made.commit('first', '2026-09-01T10:00:00Z');
    process.env['GIT_DIR'] = path.join(temporaryFolder(), 'elsewhere');
    try {
      assert.equal((await (await opened(made)).head())?.subject, 'first');
    } finally {
      delete process.env['GIT_DIR'];
    }
    await assert.rejects(Repository.find(made.root, AbortSignal.abort()), (error) =>
      PairfolioError.is(error, 'cancelled'),
    );
  });
});
