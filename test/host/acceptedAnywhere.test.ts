import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Decision } from '../../src/core/ledger/decision.ts';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { keysAvailable, press, see, type } from './keys.ts';
import { until } from './until.ts';

const code = 'const total = items.reduce((sum, item) => sum + item.price, 0);';
const root = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const git = (...args: string[]): string => execFileSync('git', args, { cwd: root(), encoding: 'utf8' });

describe('an accepted suggestion, wherever it was accepted and whatever became of its file', function () {
  this.timeout(60_000);
  const ledger = new Ledger(process.env['PAIRFOLIO_HOME'] ?? '', { app: 'test', host: 'cli' }, systemClock, nodeDigest);
  const subscriptions: vscode.Disposable[] = [];
  let offer: ((position: vscode.Position) => vscode.InlineCompletionItem) | undefined;
  let known: ReadonlySet<string>;
  let files = 0;

  const decisions = (): Decision[] =>
    ledger
      .states({ all: true })
      .filter(({ id }) => !known.has(id))
      .map((state) => ledger.decision(state));
  const only = (): Promise<Decision> =>
    until('one decision is recorded', () => {
      const [decision, ...more] = decisions();
      assert.deepEqual(more, []);
      return decision;
    });
  const settled = (): Promise<Decision> =>
    // Commits are looked at one after the other, and each waits a moment for other windows.
    until('the commit settles it', () => decisions().find(({ verdict }) => verdict.settled), 30_000);

  /** Opens a new file; `|` is the cursor. */
  async function open(name: string, text: string): Promise<vscode.TextEditor> {
    const file = path.join(root(), `anywhere-${String(++files)}-${name}`);
    writeFileSync(file, text.replace('|', ''));
    const document = await vscode.workspace.openTextDocument(file);
    const at = document.positionAt(text.indexOf('|'));
    const editor = await vscode.window.showTextDocument(document, {
      selection: new vscode.Range(at, at),
      preview: false,
    });
    await see('focused-editor');
    return editor;
  }

  async function accept(document: vscode.TextDocument, text = code): Promise<void> {
    offer = (position) => new vscode.InlineCompletionItem(text, new vscode.Range(position, position));
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    await see('ghost-text');
    await press('Tab');
    const last = text.split('\n').at(-1)?.trim() ?? '';
    await until('the suggestion is in the document', () => document.getText().includes(last));
    offer = undefined;
  }

  async function commit(...files: string[]): Promise<void> {
    if (files.length > 0) git('add', '--', ...files);
    git('commit', '--quiet', '--message', 'Work');
    await vscode.commands.executeCommand('git.refresh');
  }

  before(async function () {
    if (!keysAvailable) this.skip();
    const provider: vscode.InlineCompletionItemProvider = {
      provideInlineCompletionItems: (_document, position) => (offer ? [offer(position)] : []),
    };
    subscriptions.push(
      vscode.languages.registerInlineCompletionItemProvider(
        [{ pattern: '**/anywhere-*' }, { scheme: 'untitled' }, { scheme: 'vscode-notebook-cell' }],
        provider,
      ),
    );
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
  });

  beforeEach(() => {
    known = new Set(ledger.states({ all: true }).map(({ id }) => id));
  });

  afterEach(async () => {
    offer = undefined;
    for (const tab of vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs))
      if (tab.isDirty) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    git('reset', '--hard', '--quiet');
  });

  after(() => {
    for (const subscription of subscriptions) subscription.dispose();
    ledger.dispose();
  });

  it('is one decision with several cursors', async () => {
    const editor = await open('cursors.ts', 'a = |\nb = \nc = ');
    editor.selections = [0, 1, 2].map((line) => new vscode.Selection(line, 4, line, 4));
    await accept(editor.document, 'compute(1, 2);');
    const { suggested, suggestions } = await only();
    assert.deepEqual([suggested, suggestions], ['compute(1, 2);', 1]);
  });

  it('has the line breaks of text, not of the file', async () => {
    const { document } = await open('crlf.ts', 'a();\r\n|\r\nb();');
    await accept(document, 'if (a) {\n  b();\n}');
    assert.equal((await only()).suggested, 'if (a) {\n  b();\n}');
  });

  it('knows what it replaces when a closing bracket was put in by the editor', async () => {
    const configuration = vscode.workspace.getConfiguration('editor');
    await configuration.update('autoClosingBrackets', 'always', vscode.ConfigurationTarget.Global);
    try {
      const { document } = await open('brackets.ts', '|');
      await type('items.map(', 20);
      await until('the bracket is closed', () => document.getText() === 'items.map()');
      await accept(document, '(item) => item.price');
      const { before, suggested } = await only();
      assert.deepEqual([before, suggested], ['', '(item) => item.price']);
    } finally {
      await configuration.update('autoClosingBrackets', 'never', vscode.ConfigurationTarget.Global);
    }
  });

  it('is known after a slow command of the assistant', async () => {
    const slow = vscode.commands.registerCommand('test.slow', () => new Promise((resolve) => setTimeout(resolve, 600)));
    const { document } = await open('slow.ts', '|');
    offer = (position) => {
      const item = new vscode.InlineCompletionItem(code, new vscode.Range(position, position));
      item.command = { command: 'test.slow', title: '' };
      return item;
    };
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    await see('ghost-text');
    await press('Tab');
    await until('the suggestion is there', () => document.getText() === code);
    await only();
    slow.dispose();
  });

  it('is followed when the language of its document changes', async () => {
    const { document } = await open('language.ts', '|');
    await accept(document);
    await only();
    await vscode.languages.setTextDocumentLanguage(document, 'javascript');
    await document.save();
    await commit(document.uri.fsPath);
    const { verdict, survival } = await settled();
    assert.equal(verdict.label, 'trusted');
    assert.equal(survival.find(({ at }) => at === 'save')?.distance, 0, 'the save was seen after the change');
  });

  it('is followed when its file is renamed in the editor, then committed', async () => {
    const { document } = await open('old.ts', '|');
    await accept(document);
    await only();
    await document.save();
    const edit = new vscode.WorkspaceEdit();
    const renamed = document.uri.fsPath.replace('old.ts', 'new.ts');
    edit.renameFile(document.uri, vscode.Uri.file(renamed));
    await vscode.workspace.applyEdit(edit);
    await commit(renamed);
    assert.equal((await settled()).verdict.label, 'trusted');
  });

  it('is found when its file was renamed outside, then committed', async () => {
    const { document } = await open('outside.ts', `${'// a line that stays\n'.repeat(20)}|\n`);
    await document.save();
    await commit(document.uri.fsPath);
    await accept(document);
    await only();
    await document.save();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const renamed = document.uri.fsPath.replace('outside.ts', 'elsewhere.ts');
    git('add', '--', document.uri.fsPath);
    renameSync(document.uri.fsPath, renamed);
    await commit(document.uri.fsPath, renamed);
    const { verdict, commits } = await settled();
    assert.ok(commits.length > 0);
    assert.equal(verdict.label, 'trusted');
  });

  it('is judged by its cell in a notebook, not by the JSON of the file', async () => {
    const uri = vscode.Uri.file(path.join(root(), 'anywhere.ipynb'));
    const cell = { cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: ['x = 1\n'] };
    const notebook = { cells: [cell], metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 };
    writeFileSync(uri.fsPath, JSON.stringify(notebook));
    const opened = await vscode.workspace.openNotebookDocument(uri);
    await vscode.window.showNotebookDocument(opened);
    await until('the cell can be edited', async () => {
      await vscode.commands.executeCommand('notebook.cell.edit');
      return vscode.window.activeTextEditor?.document === opened.cellAt(0).document;
    });
    await press('Control+End');
    const accepted = 'total = sum(item["price"] for item in items)';
    await accept(opened.cellAt(0).document, accepted);
    assert.equal((await only()).language, 'python');
    await opened.save();
    await commit(uri.fsPath);
    const { verdict, kept } = await settled();
    assert.deepEqual([verdict.label, kept], ['trusted', accepted]);
  });

  it('waits for its own commit when only another part of the file is committed', async () => {
    const { document } = await open('part.ts', 'first();\n\n\n\n\n\n\n\n|\n');
    await document.save();
    await commit(document.uri.fsPath);
    // The first line is staged as it will be; the suggestion comes after it and is not.
    await vscode.window.activeTextEditor?.edit((edit) => edit.insert(new vscode.Position(0, 0), 'zero();\n'));
    await document.save();
    git('add', '--', document.uri.fsPath);
    await accept(document);
    await only();
    await document.save();
    await commit();
    await vscode.commands.executeCommand('git.refresh');
    const { document: other } = await open('other.ts', '|');
    await accept(other, 'otherFile(1, 2, 3);');
    await other.save();
    await commit(other.uri.fsPath);
    const file = path.basename(document.uri.fsPath);
    assert.equal((await settled()).file, path.basename(other.uri.fsPath));
    const waiting = decisions().find((decision) => decision.file === file);
    assert.deepEqual([waiting?.verdict.settled, waiting?.commits], [false, []]);
    await commit(document.uri.fsPath);
    const done = await until('its own commit settles it', () =>
      decisions().find((decision) => decision.file === file && decision.verdict.settled),
    );
    assert.equal(done.verdict.label, 'trusted');
  });

  it('survives a stash that takes it away and puts it back', async () => {
    const { document } = await open('stash.ts', 'a();\n|\nb();\n');
    await document.save();
    await commit(document.uri.fsPath);
    await accept(document);
    await only();
    await document.save();
    git('stash', '--quiet');
    await until('the stash took it away', () => !document.getText().includes(code));
    git('stash', 'pop', '--quiet');
    await until('the stash put it back', () => document.getText().includes(code));
    await commit(document.uri.fsPath);
    assert.equal((await settled()).verdict.label, 'trusted');
  });

  it('is still there when it was cut and pasted to another place', async () => {
    const { document } = await open('move.ts', '|\nfunction f() {\n\n}\n');
    await accept(document);
    await only();
    await press('Home', 'Shift+End', 'Control+X');
    await until('it is cut', () => !document.getText().includes(code));
    await press('ArrowDown', 'ArrowDown', 'Control+V');
    await until('it is pasted', () => document.getText().includes(code));
    await document.save();
    await commit(document.uri.fsPath);
    assert.equal((await settled()).verdict.label, 'trusted');
  });

  it('is still there when it was cut and pasted into another file', async () => {
    const { document } = await open('from.ts', '|\nstays();\n');
    await accept(document);
    await only();
    await document.save();
    await press('Home', 'Shift+End', 'Control+X');
    await until('it is cut', () => !document.getText().includes(code));
    const { document: other } = await open('to.ts', 'begin();\n|\n');
    await press('Control+V');
    await until('it is pasted', () => other.getText().includes(code));
    await Promise.all([document.save(), other.save()]);
    await commit(document.uri.fsPath, other.uri.fsPath);
    const { verdict, kept } = await settled();
    assert.deepEqual([verdict.label, kept], ['trusted', code]);
  });

  it('is still there when another program moved it to another file', async () => {
    const { document } = await open('before.ts', '|\nstays();\n');
    await accept(document);
    await only();
    await document.save();
    const after = document.uri.fsPath.replace('before.ts', 'after.ts');
    writeFileSync(document.uri.fsPath, 'stays();\n');
    writeFileSync(after, `moved();\n${code}\n`);
    await until('the file is read anew', () => !document.getText().includes(code));
    await commit(document.uri.fsPath, after);
    assert.equal((await settled()).verdict.label, 'trusted');
  });

  it('is overridden when it was deleted, though it is committed empty', async () => {
    const { document } = await open('delete.ts', 'a();\n|\nb();\n');
    await accept(document);
    await only();
    await press('Control+Shift+K');
    await until('it is gone', () => !document.getText().includes(code));
    await document.save();
    await commit(document.uri.fsPath);
    assert.equal((await settled()).verdict.label, 'overrode');
  });
});
