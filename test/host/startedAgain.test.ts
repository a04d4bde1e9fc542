import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { compileFunction } from 'node:vm';
import * as vscode from 'vscode';
import { Alive, countingApi } from './countingApi.ts';
import { until } from './until.ts';

const rounds = 100;

/** The main file of the extension, loaded anew with an API of its own. */
function loadAnew(extension: vscode.Extension<unknown>, api: object): { activate(context: unknown): Promise<void> } {
  return loadFile(path.join(extension.extensionPath, 'dist/extension.js'), api) as {
    activate(context: unknown): Promise<void>;
  };
}

/** A bundle, and those it loads later. */
function loadFile(file: string, api: object): unknown {
  const requireFrom = createRequire(file);
  const loaded = { exports: {} };
  const names = ['require', 'module', 'exports', '__filename', '__dirname'];
  const run = compileFunction(readFileSync(file, 'utf8'), names, { filename: file }) as (...args: unknown[]) => void;
  const give = (id: string): unknown =>
    id === 'vscode' ? api : id.startsWith('./') ? loadFile(path.join(path.dirname(file), id), api) : requireFrom(id);
  run(Object.assign(give, requireFrom), loaded, loaded.exports, file, path.dirname(file));
  return loaded.exports;
}

const memento = (): vscode.Memento => {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, otherwise?: unknown) => values.get(key) ?? otherwise,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  } as vscode.Memento;
};

/** Files and sockets this process holds open. */
const openFiles = (): number => (existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0);
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
const watchers = (): number =>
  process.getActiveResourcesInfo().filter((name) => /^FSEvent|^StatWatcher/.test(name)).length;

describe('activating and disposing', function () {
  this.timeout(60_000);
  const home = process.env['PAIRFOLIO_HOME'];
  const storage = mkdtempSync(path.join(tmpdir(), 'pairfolio-leaks-'));

  const extension = vscode.extensions.getExtension('pairfolio.pairfolio');

  before(async () => {
    await extension?.activate();
    // With the record of the window's own Pairfolio each would go on with what that one follows, and write what it saw.
    process.env['PAIRFOLIO_HOME'] = path.join(storage, 'home');
  });

  after(() => {
    process.env['PAIRFOLIO_HOME'] = home;
    rmSync(storage, { recursive: true, force: true });
  });

  it(`a hundred times leaves nothing: no listener, view, command, timer, watcher or open file`, async () => {
    assert.ok(extension);
    const alive = new Alive();
    const nothing = (): vscode.Disposable => new vscode.Disposable(() => undefined);
    // The window has one Pairfolio already, which owns its commands, views and keys.
    const owned = [
      'commands.registerCommand',
      'commands.registerTextEditorCommand',
      'window.registerWebviewViewProvider',
      'window.registerWebviewPanelSerializer',
      'window.registerTreeDataProvider',
      'workspace.registerTextDocumentContentProvider',
      'lm.registerTool',
      'lm.registerMcpServerDefinitionProvider',
      'chat.createChatParticipant',
    ];
    const api = countingApi(vscode, alive, {
      ...Object.fromEntries(owned.map((name) => [name, () => alive.count(name, nothing())])),
      // Of channels of one name there is one: closed, it would be closed for the window's Pairfolio, too.
      'window.createOutputChannel': (...args) =>
        alive.count(
          'window.createOutputChannel',
          vscode.window.createOutputChannel(`${String(args[0])} anew`, { log: true }),
        ),
      'commands.executeCommand': (...args) =>
        args[0] === 'setContext'
          ? Promise.resolve()
          : vscode.commands.executeCommand(String(args[0]), ...args.slice(1)),
    });
    const once = async (turns: number): Promise<void> => {
      const subscriptions: vscode.Disposable[] = [];
      const started = loadAnew(extension, api).activate({
        subscriptions,
        extension,
        extensionUri: extension.extensionUri,
        extensionPath: extension.extensionPath,
        globalState: memento(),
        workspaceState: memento(),
        globalStorageUri: vscode.Uri.file(storage),
        storageUri: vscode.Uri.file(storage),
        logUri: vscode.Uri.file(storage),
        extensionMode: vscode.ExtensionMode.Production,
        asAbsolutePath: (relative: string) => path.join(extension.extensionPath, relative),
      });
      // As a window that is closed again at once.
      if (turns > 0) await started;
      for (let i = 0; i < turns; i++) await turn();
      for (const subscription of subscriptions.reverse()) subscription.dispose();
    };
    // What is loaded once and stays, as files of the module loader, is there after the first.
    await once(50);
    await until('the first one is gone', () => alive.left.length === 0).catch(() => undefined);
    const [files, watching, waiting] = [openFiles(), watchers(), timers()];
    // Some are ended before what they began could be done.
    for (let round = 0; round < rounds; round++) await once(round % 10);
    assert.ok(alive.kinds > 20, 'it was really activated');
    assert.ok(timers() < waiting + rounds / 2, `${String(timers())} timers wait, ${String(waiting)} did before`);
    await until('all is disposed of', () => alive.left.length === 0).catch(() => assert.deepEqual(alive.left, []));
    await until('files and watchers are closed', () => openFiles() < files + 10 && watchers() < watching + 10).catch(
      () => assert.deepEqual([openFiles(), watchers()], [files, watching]),
    );
  });
});
