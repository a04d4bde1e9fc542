import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Verification } from '../../src/core/ledger/decision.ts';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { keysAvailable, see } from './keys.ts';
import { accept } from './recognise/actions.ts';
import { until } from './until.ts';

const home = process.env['PAIRFOLIO_HOME'] ?? '';
const root = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
/** Stands for what must never get into a record. */
const planted = 'Zq7Planted';

describe('what is done to check a suggestion', function () {
  this.timeout(60_000);
  const ledger = new Ledger(home, { app: 'test', host: 'cli' }, systemClock, nodeDigest);
  const subscriptions: { dispose(): unknown }[] = [];
  let offer: string | undefined;
  let count = 0;

  const facts = (id: string): Verification[] => {
    const state = ledger.read().suggestions.get(id);
    return state ? [...ledger.decision(state).verification] : [];
  };
  const said = (id: string): string[] => facts(id).map(({ kind, what, result }) => `${kind}: ${what} ${result}`);
  const fact = (id: string, text: string, timeout?: number): Promise<true> =>
    until(`“${text}” is recorded`, () => said(id).includes(text) || undefined, timeout);

  /** A suggestion of an agent, as an import of its transcript records it. @returns its id */
  function suggested(file = `checked-${String(++count)}.ts`): string {
    const id = nodeDigest.random(16);
    const size = { characters: 10, lines: 1 };
    ledger.append(
      {
        type: 'suggestion',
        at: new Date().toISOString(),
        body: {
          id,
          group: id,
          surface: 'agent',
          tool: { name: 'codex', model: null },
          language: 'typescript',
          evidence: [{ kind: 'transcript', confidence: 0.95, source: 'test' }],
          confidence: 0.95,
          suggestions: 1,
          turn: null,
          answer: 'none',
          size: { before: size, suggested: size },
        },
      },
      { file, workspace: path.basename(root()) },
    );
    return id;
  }

  /** A test file for `node --test` in the workspace. @returns its name */
  function testFile(passes: boolean, seconds = 0): string {
    const name = `${planted}-${String(++count)}.test.mjs`;
    const wait = seconds > 0 ? `await new Promise((done) => setTimeout(done, ${String(seconds * 1000)}));` : '';
    writeFileSync(
      path.join(root(), name),
      `import test from 'node:test';\ntest('x', async () => { ${wait} if (!${String(passes)}) throw new Error('${planted}'); });\n`,
    );
    return name;
  }

  /** Runs a task and waits for its end. @returns its exit code */
  async function task(
    execution: vscode.ShellExecution | vscode.ProcessExecution,
    during?: () => void,
    group?: vscode.TaskGroup,
  ): Promise<number | undefined> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const one = new vscode.Task(
      { type: 'shell', id: String(++count) },
      folder,
      `${planted} ${String(count)}`,
      planted,
      execution,
    );
    if (group) one.group = group;
    const store: vscode.Disposable[] = [];
    const ended = new Promise<number | undefined>((resolve) => {
      store.push(
        vscode.tasks.onDidEndTaskProcess((event) => event.execution.task.name === one.name && resolve(event.exitCode)),
        vscode.tasks.onDidStartTaskProcess((event) => event.execution.task.name === one.name && during?.()),
      );
    });
    await vscode.tasks.executeTask(one);
    const code = await ended;
    for (const subscription of store) subscription.dispose();
    return code;
  }

  async function open(name: string, text: string): Promise<vscode.TextDocument> {
    const file = path.join(root(), name);
    writeFileSync(file, text.replace('|', ''));
    const document = await vscode.workspace.openTextDocument(file);
    const at = document.positionAt(text.indexOf('|'));
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at), preview: false });
    await see('focused-editor');
    return document;
  }

  /** Accepts an inline suggestion with a real key. @returns the id it is recorded with */
  async function accepted(document: vscode.TextDocument, text: string): Promise<string> {
    const known = new Set(ledger.states({ all: true }).map(({ id }) => id));
    offer = text;
    await accept('Tab');
    await until('the suggestion is taken', () => document.getText().includes(text));
    offer = undefined;
    const { id } = await until('the suggestion is recorded', () =>
      ledger.states({ all: true }).find((state) => !known.has(state.id)),
    );
    return id;
  }

  before(async () => {
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
    const provider: vscode.InlineCompletionItemProvider = {
      provideInlineCompletionItems: (_document, position) =>
        offer === undefined ? [] : [new vscode.InlineCompletionItem(offer, new vscode.Range(position, position))],
    };
    subscriptions.push(vscode.languages.registerInlineCompletionItemProvider({ pattern: '**/checked-*' }, provider));
  });

  afterEach(async () => {
    offer = undefined;
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await until('the terminals are gone', () => vscode.window.terminals.length === 0);
    // The panel goes some time after its last terminal, and takes the focus along.
    await vscode.commands.executeCommand('workbench.action.closePanel');
    if (keysAvailable) await see('closed-panel');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(() => {
    for (const subscription of subscriptions) subscription.dispose();
    ledger.dispose();
  });

  describe('with tasks', () => {
    it('is a test run that failed, then one that passed', async () => {
      const id = suggested();
      assert.equal(await task(new vscode.ShellExecution(`node --test ${testFile(false)}`)), 1);
      await fact(id, 'task: node --test failed');
      assert.equal(await task(new vscode.ProcessExecution('node', ['--test', testFile(true)])), 0);
      await fact(id, 'task: node --test passed');
      assert.deepEqual(said(id), ['task: node --test failed', 'task: node --test passed']);
    });

    it('is a task known by its group alone', async () => {
      const id = suggested();
      await task(new vscode.ShellExecution(`echo ${planted}`), undefined, vscode.TaskGroup.Build);
      await fact(id, 'task: build task passed');
    });

    it('is no run that started before the suggestion, and nothing of a folder elsewhere', async () => {
      let id = '';
      await task(new vscode.ShellExecution(`node --test ${testFile(true, 1)}`), () => (id = suggested()));
      await task(new vscode.ShellExecution(`node --test ${testFile(true)}`, { cwd: path.join(root(), '..') }));
      await task(new vscode.ShellExecution(`echo ${planted}`), undefined, vscode.TaskGroup.Test);
      await fact(id, 'task: test task passed');
      assert.deepEqual(said(id), ['task: test task passed']);
    });

    it('is nothing while recording is paused', async () => {
      const id = suggested();
      await vscode.commands.executeCommand('pairfolio.pauseCapture');
      try {
        await task(new vscode.ShellExecution(`node --test ${testFile(true)}`));
      } finally {
        await vscode.commands.executeCommand('pairfolio.resumeCapture');
      }
      await task(new vscode.ShellExecution(`echo ${planted}`), undefined, vscode.TaskGroup.Test);
      await fact(id, 'task: test task passed');
      assert.deepEqual(said(id), ['task: test task passed']);
    });
  });

  describe('in a terminal', () => {
    async function terminal(): Promise<vscode.Terminal> {
      const one = vscode.window.createTerminal({ name: planted, shellPath: '/bin/bash', cwd: root() });
      one.show(true);
      await until('the shell tells of its commands', () => one.shellIntegration, 20_000);
      return one;
    }

    it('is a command the developer types, with its exit code', async function () {
      if (process.platform === 'win32') this.skip();
      const one = await terminal();
      const id = suggested();
      one.sendText(`node --test ${testFile(false)}`);
      await fact(id, 'terminal: node --test failed', 20_000);
      one.sendText(`MY_TOKEN=${planted} node --test ${testFile(true)}`);
      await fact(id, 'terminal: node --test passed', 20_000);
      one.sendText('cd src && npm test');
      await fact(id, 'terminal: npm test failed', 20_000);
      assert.deepEqual(said(id).slice(0, 2), ['terminal: node --test failed', 'terminal: node --test passed']);
    });

    it('is nothing of another folder, and unknown where the exit code is another program’s', async function () {
      if (process.platform === 'win32') this.skip();
      const one = await terminal();
      const id = suggested();
      // A folder of its own: the runner looks for tests in everything below it.
      const elsewhere = mkdtempSync(path.join(tmpdir(), 'pairfolio-elsewhere-'));
      one.sendText(`(cd ${elsewhere} && node --test)`);
      one.sendText(`node --test ${testFile(false)} | cat`);
      await fact(id, 'terminal: node --test unknown', 20_000);
      assert.deepEqual(said(id), ['terminal: node --test unknown']);
      rmSync(elsewhere, { recursive: true });
    });
  });

  describe('by looking', () => {
    before(function () {
      if (!keysAvailable) this.skip();
    });

    it('is a problem that appears in its text and goes, and no flicker', async () => {
      const collection = vscode.languages.createDiagnosticCollection('test');
      subscriptions.push(collection);
      const problem = (line: number, message: string): vscode.Diagnostic =>
        new vscode.Diagnostic(new vscode.Range(line, 0, line, 5), message, vscode.DiagnosticSeverity.Warning);
      const document = await open('checked-problem.txt', 'old text\n|\n');
      collection.set(document.uri, [problem(0, planted)]);
      const id = await accepted(document, 'some suggested text');
      const quiet = await accepted(await open('checked-quiet.txt', '|\n'), 'more suggested text');
      const other = vscode.Uri.file(path.join(root(), 'checked-quiet.txt'));
      collection.set(other, [problem(0, `${planted} flicker`)]);
      collection.delete(other);
      // The first stands outside of the suggestion and stood before it.
      collection.set(document.uri, [problem(0, planted), problem(1, `${planted} new`), problem(1, `${planted} two`)]);
      await fact(id, 'diagnostics: 2-5 warnings appeared');
      collection.set(document.uri, [problem(0, planted)]);
      await fact(id, 'diagnostics: 2-5 warnings gone');
      assert.deepEqual(said(quiet), []);
    });

    it('is an error the TypeScript server finds, until it is put right', async () => {
      const document = await open('checked-types.ts', 'export {};\n|\n');
      const id = await accepted(document, `const count: number = 'three';`);
      await fact(id, 'diagnostics: 1 error appeared', 30_000);
      const edit = new vscode.WorkspaceEdit();
      const at = document.getText().indexOf(`'three'`);
      edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + 7)), '3');
      await vscode.workspace.applyEdit(edit);
      await fact(id, 'diagnostics: 1 error gone', 30_000);
      await document.save();
    });

    it('is a difference left open', async () => {
      const id = suggested('src/cart.ts');
      const elsewhere = suggested('src/money.ts');
      const file = vscode.Uri.file(path.join(root(), 'src/cart.ts'));
      const before = file.with({ scheme: 'git', query: JSON.stringify({ path: file.fsPath, ref: 'HEAD' }) });
      const shown = Date.now();
      await vscode.commands.executeCommand('vscode.diff', before, file, 'cart.ts');
      await fact(id, 'diff: reviewed opened', 15_000);
      assert.ok(Date.now() - shown >= 5000, 'a glance is not enough');
      assert.deepEqual(said(elsewhere), []);
    });
  });

  describe('in the ledger', () => {
    it('leaves nothing of commands, paths or messages in the records', () => {
      const segments = path.join(home, 'segments');
      const text = readdirSync(segments)
        .map((name) => readFileSync(path.join(segments, name), 'utf8'))
        .filter((segment) => segment.includes('"type":"verification"'))
        .join('');
      assert.ok(text.includes('node --test'));
      assert.ok(!text.includes(planted));
    });
  });
});
