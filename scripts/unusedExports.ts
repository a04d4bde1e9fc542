// Names what is exported and imported nowhere, the pages included. Types may be exported without an importer: they are
// what exported functions speak of.
import { globSync } from 'node:fs';
import path from 'node:path';
import { analyzeTsConfig } from 'ts-unused-exports';
import { repositoryRoot } from '../test/launch/paths.ts';

/** Called by VS Code, by mocha inside it, or handed on as a whole. */
const entries = ['src/extension.ts', 'src/later.ts', 'test/host/index.ts', 'test/bench/host/', 'test/sample-project/'];

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
