import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from './lock.ts';
import { cacheFolder } from './paths.ts';

const version = '4.139.1';
const home = path.join(cacheFolder, `code-server-${version}`);
/** Written last, so a folder without it is half an installation. */
const marker = path.join(home, 'complete');
const vscode = (root: string): string => path.join(root, 'node_modules/code-server/lib/vscode');

/**
 * Makes sure that VS Code's server and workbench (the `code-server` package) are in `.vscode-test/`, installing them on
 * the first call: no compiler, no install scripts, about 600 MB on disk.
 * @returns the path of the server's entry file
 */
export async function installHost(report: (line: string) => void): Promise<string> {
  if (!existsSync(marker)) {
    await withLock(
      path.join(cacheFolder, 'install.lock'),
      () => report('Waiting for another process that is installing VS Code.'),
      () => (existsSync(marker) ? Promise.resolve() : install(report)),
    );
  }
  return path.join(vscode(home), 'out/server-main.js');
}

async function install(report: (line: string) => void): Promise<void> {
  const unfinished = `${home}.unfinished`;
  for (const folder of [home, unfinished]) await rm(folder, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await writeFile(path.join(unfinished, 'package.json'), '{ "private": true }\n');

  report(`Installing VS Code (code-server ${version}) into .vscode-test, once; about a minute.`);
  await npmInstall(unfinished, [`code-server@${version}`]);
  report('Installing the parts of its server.');
  await npmInstall(vscode(unfinished), ['--omit=dev']);
  report('Installing the parts of its built-in extensions.');
  await npmInstall(path.join(vscode(unfinished), 'extensions'), ['--omit=dev']);
  await rename(unfinished, home);
  await writeFile(marker, `${version}\n`);
  report('VS Code is installed.');
}

function npmInstall(folder: string, args: string[]): Promise<void> {
  const all = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...args];
  // Within an npm script this names npm's own file, which also works where `npm` is a .cmd file.
  const npm = process.env['npm_execpath'];
  const [command, commandArgs] = npm?.endsWith('.js') ? [process.execPath, [npm, ...all]] : ['npm', all];
  const child = spawn(command, commandArgs, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = (): unknown => child.kill();
  process.once('exit', stop); // or it would go on writing into a folder nobody waits for
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`npm could not be started: ${error.message}`)));
    child.on('close', (code) => {
      process.off('exit', stop);
      if (code === 0) resolve();
      else reject(new Error(`npm install of VS Code's server failed (exit code ${String(code)}):\n${output.trim()}`));
    });
  });
}
