import assert from 'node:assert/strict';
import path from 'node:path';
import { ignoreGlobs } from '../../../src/editor/privacy/ignoreGlobs.ts';
import { defaultRules, mayRecord } from '../../../src/node/import/captureRules.ts';
import { Repository } from '../../../src/node/git/git.ts';
import { GitRepository } from '../../support/gitRepository.ts';

const globs = (file: string, isFolder = false): Record<string, string> =>
  Object.fromEntries(ignoreGlobs(file, '/home/ada/shop', isFolder));

describe('globs of what is never recorded', () => {
  it('name a file, its folder and its kind', () => {
    assert.deepEqual(globs('/home/ada/shop/src/cart.test.ts'), {
      file: '**/shop/src/cart.test.ts',
      folder: '**/shop/src/**',
      kind: '**/*.ts',
    });
    assert.deepEqual(globs('/home/ada/shop/Makefile')['kind'], '**/Makefile');
    assert.deepEqual(globs('/home/ada/shop/src', true), { folder: '**/shop/src/**' });
    assert.deepEqual(Object.fromEntries(ignoreGlobs('/etc/motd.txt', undefined, false))['file'], '**/etc/motd.txt');
  });

  it('hold in an import for just what they name', async () => {
    const { root } = new GitRepository('shop');
    const repository = await Repository.find(root, new AbortController().signal);
    const isRecorded = (gitPath: string, glob = ''): boolean =>
      mayRecord({ ...defaultRules, ignore: [glob] }, { repository, gitPath, file: gitPath, workspace: 'shop' });
    const of = (file: string): Record<string, string> =>
      Object.fromEntries(ignoreGlobs(path.join(root, file), root, false));
    assert.ok(isRecorded('index.ts'));
    assert.ok(!isRecorded('index.ts', of('index.ts')['file']));
    assert.ok(isRecorded('src/index.ts', of('index.ts')['file']), 'another file of this name');
    assert.ok(!isRecorded('app/[slug]/(group)/p+q!.ts', of('app/[slug]/(group)/p+q!.ts')['file']));
    assert.ok(isRecorded('app/[slug]/page.ts', of('app/[slug]/(group)/p+q!.ts')['file']));
    assert.ok(!isRecorded('src/deep/er.ts', of('src/cart.ts')['folder']));
    assert.ok(isRecorded('lib/er.ts', of('src/cart.ts')['folder']));
    assert.ok(!isRecorded('lib/other.sql', of('src/cart.sql')['kind']));
  });
});
