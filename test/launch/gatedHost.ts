import { existsSync, linkSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { installHost } from './install.ts';
import { withLock } from './lock.ts';
import { cacheFolder } from './paths.ts';

const extensionHost = 'vs/workbench/api/node/extensionHostProcess.js';

/** Two functions of VS Code's extensions.ts as they come out of its build: the first decides, the second complains. */
const alwaysOpen = /function ([\w$]+)\(([\w$]+),([\w$]+)\)\{return!0\}(?=function [\w$]+\([\w$]+,[\w$]+\)\{if\(!\1\()/g;

/**
 * code-server lets every extension use proposed API, declared or not. This puts a copy of it beside the installed one
 * in which an extension has what its manifest declares and no more, as in VS Code. The copy is links except for one file.
 * @returns the path of the copy's entry file
 * @throws Error when this version of code-server decides in a way not known here
 */
export async function installGatedHost(report: (line: string) => void): Promise<string> {
  const original = path.dirname(path.dirname(await installHost(report)));
  const copy = `${original}-gated`;
  const exists = (): Promise<void> | undefined => (existsSync(copy) ? Promise.resolve() : undefined);
  await (exists() ??
    withLock(
      path.join(cacheFolder, 'gate.lock'),
      () => report('Waiting for another process that is restoring the gate of proposed API.'),
      () => exists() ?? make(original, copy),
    ));
  return path.join(copy, 'out/server-main.js');
}

async function make(original: string, copy: string): Promise<void> {
  const unfinished = `${copy}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(path.join(unfinished, 'out'), { recursive: true });
  for (const name of await readdir(original))
    if (name !== 'out') await symlink(path.join(original, name), path.join(unfinished, name), 'junction');
  // Node follows a symbolic link to the program it runs, and VS Code finds its files from there: so these are hard links.
  for (const entry of await readdir(path.join(original, 'out'), { recursive: true, withFileTypes: true })) {
    const from = path.join(entry.parentPath, entry.name);
    const to = path.join(unfinished, path.relative(original, from));
    if (entry.isDirectory()) await mkdir(to, { recursive: true });
    else if (!from.endsWith(path.normalize(extensionHost))) {
      await mkdir(path.dirname(to), { recursive: true });
      linkSync(from, to);
    }
  }
  const code = await readFile(path.join(original, 'out', extensionHost), 'utf8');
  await writeFile(path.join(unfinished, 'out', extensionHost), withGate(code));
  await rename(unfinished, copy);
}

/** @throws Error where the place is not found, or not exactly once */
export function withGate(code: string): string {
  const places = [...code.matchAll(alwaysOpen)];
  if (places.length !== 1) {
    throw new Error(
      `The gate of proposed API cannot be restored: found ${String(places.length)} places that open it in ${extensionHost}, not one.`,
    );
  }
  return code.replace(
    alwaysOpen,
    (_all, name: string, extension: string, proposal: string) =>
      `function ${name}(${extension},${proposal}){return!!${extension}.enabledApiProposals?.includes(${proposal})}`,
  );
}
