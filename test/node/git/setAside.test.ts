import assert from 'node:assert/strict';
import { wasJustSetAside } from '../../../src/node/git/setAside.ts';
import { GitRepository } from '../../support/gitRepository.ts';

const soon = 1000;

describe('what git set aside', () => {
  let repository: GitRepository;
  const asked = (after = soon): Promise<boolean> => wasJustSetAside(repository.root, Date.now() + after);

  beforeEach(() => {
    repository = new GitRepository();
    repository.write('a.ts', 'a();\n');
    repository.commit('First', '2026-01-01T00:00:00Z');
  });

  it('is known after a checkout, for a moment', async () => {
    assert.equal(await asked(), false);
    repository.git('switch', '--quiet', '-c', 'other');
    assert.equal(await asked(), true);
    assert.equal(await asked(60_000), false);
  });

  it('is known after a stash, and after a part of a file was stashed', async () => {
    repository.write('a.ts', 'b();\n');
    repository.git('stash', '--quiet');
    assert.equal(await asked(), true);
    repository.git('stash', 'drop', '--quiet');
    repository.write('a.ts', 'c();\n');
    repository.git('stash', 'push', '--quiet', '--', 'a.ts');
    assert.equal(await asked(), true);
  });

  it('is nothing after a commit, or where the developer took a change back', async () => {
    repository.write('a.ts', 'b();\n');
    repository.git('restore', 'a.ts');
    repository.write('a.ts', 'c();\n');
    repository.git('commit', '--quiet', '--all', '--message', 'Second');
    assert.equal(await asked(), false);
  });

  it('is nothing where there is no repository', async () => {
    assert.equal(await wasJustSetAside('/', Date.now()), false);
  });
});
