import { randomUUID } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { installGatedHost } from './gatedHost.ts';
import { installHost } from './install.ts';
import { registerLanguage } from './language.ts';
import { calmSettings, triggerKey } from './settings.ts';

export interface ServerOptions {
  /** Folder to open. */
  workspace: string;
  /** Extensions to use as if they had been installed: folders with a package.json. They are linked, not copied. */
  extensions?: string[];
  /** User settings on top of the calm ones. */
  settings?: Record<string, unknown>;
  keybindings?: unknown[];
  /** More files of the `User` folder: name → content, written as JSON. */
  userFiles?: Record<string, unknown>;
  /** Added to the environment of the server and so of the extension host. */
  env?: NodeJS.ProcessEnv;
  /** Kept after the server stops; without it a scratch folder is used. */
  userDataDir?: string;
  /** Display language: `es`. VS Code's own texts stay English, extensions bring theirs. */
  locale?: string;
  /** Ask whether the folder is trusted, as VS Code does by default. Off here. */
  workspaceTrust?: boolean;
  /**
   * Runs the suite in the file `tests` inside the extension host, with the folder `extension` as the one under development.
   * VS Code then shows no notifications and answers no dialogs, so every other run does without.
   */
  hostSuite?: { extension: string; tests: string };
  /** Proposed API only for these extensions, which declare it; without this every extension has all of it. */
  proposedApi?: string[];
  report?: (line: string) => void;
}

export interface Server {
  port: number;
  /** VS Code's data folder, in which `User` is. */
  userDataDir: string;
  /** @returns the address of the workbench; `payload` is added to the pairs it hands to VS Code */
  url(payload?: [key: string, value: string][]): string;
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts VS Code's server on a loopback port of its own. It ends with `stop`, and with this process at the latest. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const install = options.proposedApi ? installGatedHost : installHost;
  const entry = await install(options.report ?? (() => undefined));
  const scratch = mkdtempSync(path.join(tmpdir(), 'pairfolio-vscode-'));
  const folders = prepare(scratch, options);
  // Without it everybody on this machine could use the terminal of this window.
  const token = randomUUID();
  const child = spawn(process.execPath, [entry, ...serverArguments(token, folders, options)], {
    env: serverEnvironment(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that the extension host and all it started can be ended with it.
    detached: process.platform !== 'win32',
  });
  const ended = once(child, 'close');
  const remove = (): void => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  const atExit = (): void => {
    killGroup(child);
    remove();
  };
  process.once('exit', atExit);
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await ended;
    killGroup(child);
    process.off('exit', atExit);
    remove();
  };

  try {
    const port = await listening(child);
    return {
      port,
      userDataDir: folders.user,
      url: (payload = []) => address(port, token, options, payload),
      ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function address(
  port: number,
  token: string,
  { workspace, hostSuite, proposedApi = [] }: ServerOptions,
  payload: [string, string][],
): string {
  const host = `127.0.0.1:${String(port)}`; // VS Code compares it with the one in the address bar
  const remote = (file: string): string => `vscode-remote://${host}${path.resolve(file)}`;
  const suite = hostSuite && [
    ['extensionDevelopmentPath', remote(hostSuite.extension)],
    ['extensionTestsPath', remote(hostSuite.tests)],
  ];
  const query = {
    tkn: token,
    folder: path.resolve(workspace),
    payload: JSON.stringify([
      ...(suite ?? []),
      ...proposedApi.map((extension) => ['enableProposedApi', extension]),
      ...payload,
    ]),
  };
  return `http://${host}/?${new URLSearchParams(query).toString()}`;
}

/** Ends a process and those it started, as far as they still run. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // None is left.
  }
}

interface Folders {
  server: string;
  user: string;
  extensions: string;
}

function prepare(scratch: string, options: ServerOptions): Folders {
  const folders = {
    server: path.join(scratch, 'server'),
    user: options.userDataDir ?? path.join(scratch, 'user'),
    extensions: path.join(scratch, 'extensions'),
  };
  for (const folder of [folders.server, folders.extensions]) mkdirSync(folder, { recursive: true });
  const settings = { ...calmSettings, 'security.workspace.trust.enabled': options.workspaceTrust ?? false };
  prepareUserData(folders.user, { ...settings, ...options.settings }, options.keybindings);
  for (const [name, content] of Object.entries(options.userFiles ?? {}))
    writeFileSync(path.join(folders.user, 'User', name), JSON.stringify(content, null, 2));
  if (options.locale !== undefined) registerLanguage(folders.user, options.locale);
  for (const extension of options.extensions ?? []) installExtension(extension, folders.extensions);
  return folders;
}

/** Writes the settings and keybindings of a VS Code user. */
export function prepareUserData(folder: string, settings: Record<string, unknown>, keybindings: unknown[] = []): void {
  const user = path.join(folder, 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(path.join(user, 'settings.json'), JSON.stringify(settings, null, 2));
  writeFileSync(path.join(user, 'keybindings.json'), JSON.stringify([triggerKey.binding, ...keybindings], null, 2));
}

/** Links an extension's folder to where VS Code looks for installed ones. */
function installExtension(folder: string, extensionsFolder: string): void {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Record<string, string>;
  const { publisher = '', name = '', version = '' } = manifest;
  symlinkSync(path.resolve(folder), path.join(extensionsFolder, `${publisher}.${name}-${version}`), 'junction');
}

function serverArguments(token: string, folders: Folders, options: ServerOptions): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token', token, '--accept-server-license-terms'],
    ...[
      '--telemetry-level',
      'off',
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-getting-started-override',
    ],
    '--force-disable-user-env',
    ...(options.hostSuite ? ['--enable-smoke-test-driver'] : []),
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
    ...(options.locale === undefined ? [] : ['--locale', options.locale]),
    ...['--server-data-dir', folders.server, '--user-data-dir', folders.user, '--extensions-dir', folders.extensions],
  ];
}

/** Without what npm and the calling shell left behind, which extensions would otherwise see, and without a marketplace. */
function serverEnvironment(added: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VSCODE_|NODE_OPTIONS$|PAIRFOLIO_)/i.test(name),
  );
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{}', ...added };
}

async function listening(child: ChildProcess): Promise<number> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => reject(new Error(`VS Code's server ended at once:\n${said.join('\n')}`)));
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      // Reading on after the port is known keeps the pipe from filling up.
      createInterface({ input: stream }).on('line', (line) => {
        if (said.length < 100) said.push(line);
        const port = /Extension host agent listening on (\d+)/.exec(line)?.[1];
        if (port) resolve(Number(port));
      });
    }
  });
}
