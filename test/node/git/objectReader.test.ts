import assert from 'node:assert/strict';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { LogParser } from '../../../src/node/follow-up/readHistory.ts';
import { ObjectReader } from '../../../src/node/git/objectReader.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { GitRepository } from '../../support/gitRepository.ts';

describe('one git process for many objects', () => {
  const repository = new GitRepository();
  repository.write('größe.txt', 'a\n\nb');
  repository.write('empty', '');
  repository.write('binary', Buffer.from([0, 10, 0, 10]));
  const sha = repository.commit('Start', '2026-09-01T09:00:00Z');

  it('reads them in the order asked, present or not', async () => {
    const reader = new ObjectReader(repository.root);
    const names = [
      `${sha}:größe.txt`,
      'nothing',
      `${sha}:empty`,
      `${sha}:gone`,
      sha,
      `${sha}:binary`,
      `${sha}:a\nb`,
      'HEAD:größe.txt',
    ];
    const found = await Promise.all(names.map((name) => reader.read(name)));
    reader.close();
    assert.deepEqual(
      found.map((object) => object && `${object.type} ${String(object.bytes?.length)}`),
      [
        'blob 4',
        null,
        'blob 0',
        null,
        found[4] ? `commit ${String(found[4].bytes?.length)}` : '',
        'blob 4',
        null,
        'blob 4',
      ],
    );
    assert.equal(found[0]?.bytes?.toString(), 'a\n\nb');
    assert.match(found[4]?.bytes?.toString() ?? '', /\n\nStart\n$/);
  });

  it('passes over what is larger than 32 MiB and goes on', async () => {
    const large = new GitRepository();
    large.write('large', Buffer.alloc(33 * 1024 * 1024, 'x'));
    large.write('small', 'small');
    large.commit('Start', '2026-09-01T09:00:00Z');
    const reader = new ObjectReader(large.root);
    const [first, second] = await Promise.all([reader.read('HEAD:large'), reader.read('HEAD:small')]);
    reader.close();
    assert.equal(first?.bytes, null);
    assert.equal(second?.bytes?.toString(), 'small');
  });

  it('fails with one sentence where there is no repository, and when it is stopped', async () => {
    const nowhere = new ObjectReader(temporaryFolder());
    await assert.rejects(nowhere.read(sha), (error) => PairfolioError.is(error, 'git-failed'));
    const controller = new AbortController();
    const stopped = new ObjectReader(repository.root, controller.signal);
    controller.abort();
    await assert.rejects(stopped.read(sha), (error) => PairfolioError.is(error, 'cancelled'));
  });
});

describe('what git log writes', () => {
  it('is read alike in one piece and byte by byte; of a merge shown twice the first counts', () => {
    const repository = new GitRepository();
    repository.write('a b.txt', 'one\ntwo\nthree\n');
    repository.commit('Start', '2026-09-01T09:00:00Z');
    repository.git('checkout', '--quiet', '-b', 'side');
    repository.write('side.txt', 'x');
    repository.commit(':100644 looks like a change', '2026-09-01T10:00:00Z');
    repository.git('checkout', '--quiet', 'main');
    repository.git('mv', 'a b.txt', 'größe.txt');
    repository.commit('Rename', '2026-09-01T11:00:00Z');
    repository.git('merge', '--quiet', '--no-ff', '--no-commit', 'side');
    repository.commit('Merge', '2026-09-01T12:00:00Z');
    const read = (merges: string, piece: number): LogParser['commits'] => {
      const format = '--format=%x01%H%x00%P%x00%ct%x00%at%x00%ae%x00%s%x00';
      const bytes = Buffer.from(
        repository.git('log', '--topo-order', '--reverse', '--raw', '-z', '-M', '--no-abbrev', merges, format),
      );
      const parser = new LogParser(['a b.txt', 'side.txt']);
      for (let at = 0; at < bytes.length; at += piece) parser.take(bytes.subarray(at, at + piece));
      parser.end();
      return parser.commits;
    };
    const whole = read('--diff-merges=first-parent', 1_000_000);
    assert.deepEqual(read('--diff-merges=first-parent', 1), whole);
    assert.deepEqual(read('-m', 7), whole);
    const told = whole.map(({ subject, changes }) => [
      subject,
      changes.map(({ status, from, to }) => `${status} ${from} ${to}`),
    ]);
    assert.deepEqual(Object.fromEntries(told), {
      Start: ['A a b.txt a b.txt'],
      ':100644 looks like a change': ['A side.txt side.txt'],
      Rename: ['R a b.txt größe.txt'],
      Merge: ['A side.txt side.txt'],
    });
  });
});
