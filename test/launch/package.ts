import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { installHost } from './install.ts';
import { releaseFolder, repositoryRoot } from './paths.ts';

const run = promisify(execFile);

/** Read by a build and never written: linked. Sources are copied, for esbuild.js knows them by their real places. */
const linked = ['node_modules'];
const leftOut = new Set([...linked, '.git', '.vscode-test', 'dist', 'out', 'test', 'coverage']);

/**
 * Packs the extension as `npm run package` does, built for release in a folder of its own.
 * @returns the `.vsix`
 */
export async function makePackage(): Promise<string> {
  rmSync(releaseFolder, { recursive: true, force: true, maxRetries: 5 });
  mkdirSync(releaseFolder, { recursive: true });
  for (const name of readdirSync(repositoryRoot)) {
    const [from, to] = [path.join(repositoryRoot, name), path.join(releaseFolder, name)];
    if (linked.includes(name)) symlinkSync(from, to, 'junction');
    else if (!leftOut.has(name)) cpSync(from, to, { recursive: true });
  }
  await run(process.execPath, ['esbuild.js', '--production'], { cwd: releaseFolder });
  const file = path.join(releaseFolder, 'pairfolio.vsix');
  const vsce = path.join(repositoryRoot, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository', '--out', file];
  const { stdout, stderr } = await run(process.execPath, [vsce, 'package', ...flags], { cwd: releaseFolder });
  if (/warn/i.test(stdout + stderr)) throw new Error(`vsce warns:\n${stdout}\n${stderr}`);
  return file;
}

/**
 * Installs a `.vsix` as a user does, with VS Code's own installer.
 * @returns the folder the extension was installed into
 */
export async function installPackage(vsix: string): Promise<string> {
  const folder = path.join(releaseFolder, 'installed');
  const entry = await installHost(() => undefined);
  const extensions = path.join(folder, 'extensions');
  await run(
    process.execPath,
    [
      entry,
      ...['--install-extension', vsix, '--force', '--accept-server-license-terms'],
      ...['--extensions-dir', extensions, '--server-data-dir', path.join(folder, 'server')],
      ...['--user-data-dir', path.join(folder, 'user')],
    ],
    { env: { ...process.env, EXTENSIONS_GALLERY: '{}' } },
  );
  const [installed, ...more] = readdirSync(extensions).filter((name) => name.startsWith('pairfolio.pairfolio-'));
  if (installed === undefined || more.length > 0) throw new Error(`The package was not installed: ${vsix}`);
  return path.join(extensions, installed);
}
