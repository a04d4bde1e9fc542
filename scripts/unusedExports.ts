// Names what is exported and imported nowhere, the pages included. Types may be exported without an importer: they are
// what exported functions speak of.
import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { BuildOptions } from 'esbuild';
import { analyzeTsConfig } from 'ts-unused-exports';
import { repositoryRoot } from '../test/launch/paths.ts';

const { programs } = createRequire(import.meta.url)('../esbuild.js') as { readonly programs: readonly BuildOptions[] };

/** Bundles, which are loaded as a whole; called by VS Code, or by mocha inside it; an example of somebody's project. */
const entries = [
  ...programs.flatMap(({ entryPoints }) => Object.values(entryPoints as Record<string, string>)),
  ...['test/host/index.ts', 'test/bench/host/', 'test/sample-project/'],
];

const tsconfig = path.join(repositoryRoot, 'tsconfig.json');
const files = globSync(['{src,test,scripts}/**/*.ts'], { cwd: repositoryRoot })
  .filter((file) => !/^test[\\/]fixtures|\.d\.ts$/.test(file))
  .map((file) => path.join(repositoryRoot, file));
const { unusedExports } = analyzeTsConfig(tsconfig, [...files, '--allowUnusedTypes']);

const found = Object.entries(unusedExports)
  .map(([file, exported]) => ({ file: path.relative(repositoryRoot, file).replaceAll(path.sep, '/'), exported }))
  .filter(({ file }) => !entries.some((entry) => file.startsWith(entry)));
for (const { file, exported } of found)
  for (const { exportName } of exported) console.log(`${file}: ${exportName} is exported and imported nowhere`);
process.exitCode = found.length > 0 ? 1 : 0;
