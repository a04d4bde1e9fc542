import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { BuildOptions } from 'esbuild';
import { repositoryRoot } from '../launch/paths.ts';

const { programs } = createRequire(import.meta.url)('../../esbuild.js') as {
  readonly programs: readonly BuildOptions[];
};

/** The bundles that a bundle loads when it needs them. */
function laterOf(bundle: string): string[] {
  const code = readFileSync(path.join(repositoryRoot, 'dist', `${bundle}.js`), 'utf8');
  return [...new Set([...code.matchAll(/require\("\.\/(\w+)\.js"\)/g)].map(([, name]) => name ?? ''))];
}

describe('what is shipped', () => {
  it('has every bundle of the extension', () => {
    const allowed = readFileSync(path.join(repositoryRoot, '.vscodeignore'), 'utf8').split('\n');
    assert.equal(allowed[0], '**', 'nothing that is not named');
    const names = programs.flatMap(({ entryPoints }) => Object.keys(entryPoints as Record<string, string>));
    // The command line has a package of its own.
    for (const name of names.filter((one) => one !== 'cli' && !laterOf('cli').includes(one)))
      assert.ok(allowed.includes(`!dist/${name}.js`), `dist/${name}.js is named in .vscodeignore`);
  });

  it('as a command line is its file, those it loads later, and what is to be read', () => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const output = execFileSync(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: repositoryRoot,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    });
    const [{ files } = { files: [] }] = JSON.parse(output) as { files: { path: string }[] }[];
    const names = files.map((file) => file.path).filter((name) => !/^docs\/[\w.-]+\.md$/.test(name));
    const bundles = ['cli', ...laterOf('cli')].map((name) => `dist/${name}.js`);
    const expected = ['CHANGELOG.md', 'LICENSE', 'README.md', ...bundles, 'package.json'];
    assert.deepEqual(names.sort(), expected.sort());
  });
});
