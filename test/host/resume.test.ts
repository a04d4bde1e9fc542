import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Decision } from '../../src/core/ledger/decision.ts';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { keysAvailable, press, see, type } from './keys.ts';
import { until as waitFor } from './until.ts';

/** Commits are looked at one after the other, and each waits a moment for other windows. */
const until = <T>(what: string, condition: () => T | Promise<T>): Promise<NonNullable<T>> =>
  waitFor(what, condition, 30_000);

const code = 'const total = items.reduce((sum, item) => sum + item.price, 0);';
const root = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const git = (...args: string[]): string => execFileSync('git', args, { cwd: root(), encoding: 'utf8' });

describe('a suggestion whose file was closed', function () {
  this.timeout(120_000);
  const ledger = new Ledger(process.env['PAIRFOLIO_HOME'] ?? '', { app: 'test', host: 'cli' }, systemClock, nodeDigest);
  let provider: vscode.Disposable;
  let offered = '';
  let known: ReadonlySet<string>;

  const decisions = (): Decision[] => ledger.decisions().filter(({ id }) => !known.has(id));
  const only = (): Decision => {
    const [decision, ...more] = decisions();
    assert.ok(decision);
    assert.deepEqual(more, []);
    return decision;
  };
  const survived = (at: string): Promise<Decision['survival'][number]> =>
    until(`its survival at ${at} is recorded`, () => only().survival.find((one) => one.at === at));

  async function open(name: string): Promise<vscode.TextDocument> {
    const file = path.join(root(), name);
    // As a click opens it: a document an extension opens stays open for minutes after its editor was closed.
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file), { preview: false });
    await see('focused-editor');
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.fsPath, file);
    return editor.document;
  }

  /** Accepts the suggestion in a new file, saves it and closes it, as a window that is shut does. */
  async function acceptAndClose(name: string, save: boolean): Promise<string> {
    const file = path.join(root(), name);
    writeFileSync(file, 'first();\n\nlast();\n');
    git('add', '--', file);
    git('commit', '--quiet', '--message', 'Begin', '--', file);
    const document = await open(name);
    await press('Control+Home', 'ArrowDown');
    offered = code;
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    await see('ghost-text');
    await press('Tab');
    await until('it is recorded', () => decisions().length === 1);
    offered = '';
    if (save) await document.save();
    else writeFileSync(file, document.getText());
    const closed = new Promise<void>((resolve) => {
      const waiting = vscode.workspace.onDidCloseTextDocument((one) => {
        if (one.uri.fsPath !== file) return;
        waiting.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await closed;
    return file;
  }

  before(async function () {
    if (!keysAvailable) this.skip();
    provider = vscode.languages.registerInlineCompletionItemProvider(
      { pattern: '**/resume-*' },
      { provideInlineCompletionItems: () => (offered === '' ? [] : [new vscode.InlineCompletionItem(offered)]) },
    );
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
  });

  beforeEach(() => {
    known = new Set(ledger.states({ all: true }).map(({ id }) => id));
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(() => {
    provider.dispose();
    ledger.dispose();
  });

  it('is followed on from edit to edit once it is opened again, whatever another program did to it meanwhile', async () => {
    const file = await acceptAndClose('resume-edited.ts', false);
    const changed = code.replace('item.price', 'item.cost');
    writeFileSync(file, readFileSync(file, 'utf8').replace('first();', 'zero();\nfirst();').replace(code, changed));
    const document = await open('resume-edited.ts');
    // The first save after it is a checkpoint, if it is followed again.
    await press('Control+End');
    await until('a save is seen', async () => {
      await type('x');
      await document.save();
      return only().survival.some(({ at }) => at === 'save');
    });
    const saved = await survived('save');
    assert.ok(saved.distance !== null && saved.distance > 0 && saved.distance < 0.5, String(saved.distance));
    assert.equal(only().kept, changed);
    git('commit', '--quiet', '--all', '--message', 'Work');
    await vscode.commands.executeCommand('git.refresh');
    assert.notEqual((await survived('commit')).retained, null, 'measured edit by edit, not only by its text');
    assert.deepEqual(only().verdict, { label: 'adapted', settled: true });
  });

  it('is said to be gone when nothing like it is in its file any more', async () => {
    const file = await acceptAndClose('resume-gone.ts', true);
    writeFileSync(file, 'first();\nsomething.entirely({ different: true });\nlast();\n');
    await open('resume-gone.ts');
    await until('it is missed', () => only().verdict.label === 'overrode');
    assert.equal(only().verdict.settled, false, 'it may come back');
  });

  it('is trusted after all when it comes back before the commit', async () => {
    const file = await acceptAndClose('resume-back.ts', true);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, 'first();\nlast();\n');
    await open('resume-back.ts');
    await until('it is missed', () => only().verdict.label === 'overrode');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    writeFileSync(file, text);
    git('commit', '--quiet', '--all', '--message', 'Work');
    await vscode.commands.executeCommand('git.refresh');
    await until('the commit settles it', () => only().verdict.settled);
    assert.equal(only().verdict.label, 'trusted');
  });

  it('is not settled by a commit that may have come before it in the same second', async () => {
    const file = await acceptAndClose('resume-second.ts', true);
    const text = readFileSync(file, 'utf8');
    const { id, at } = only();
    const second = (): Decision | undefined => ledger.decisions().find((one) => one.id === id);
    writeFileSync(file, 'first();\nother();\nlast();\n');
    const before = ['commit', '--quiet', '--all', '--message', 'Before'];
    execFileSync('git', before, { cwd: root(), env: { ...process.env, GIT_COMMITTER_DATE: at } });
    await vscode.commands.executeCommand('git.refresh');
    // Commits are looked at one after the other: once a later one settled something, this one was looked at.
    known = new Set([...known, id]);
    await acceptAndClose('resume-beside.ts', true);
    git('commit', '--quiet', '--all', '--message', 'Beside');
    await vscode.commands.executeCommand('git.refresh');
    await until('the one beside it is settled', () => only().verdict.settled);
    assert.equal(second()?.verdict.settled, false);
    writeFileSync(file, text);
    git('commit', '--quiet', '--all', '--message', 'Work');
    await vscode.commands.executeCommand('git.refresh');
    await until('a later commit settles it', () => second()?.verdict.settled);
    assert.equal(second()?.verdict.label, 'trusted');
  });

  it('is settled by the second of two commits told of as one, where the first leaves it out', async () => {
    const file = await acceptAndClose('resume-two.ts', true);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, 'first();\n\nlast();\n// another part\n');
    git('commit', '--quiet', '--all', '--message', 'Another part');
    writeFileSync(file, text);
    git('commit', '--quiet', '--all', '--message', 'Work');
    await vscode.commands.executeCommand('git.refresh');
    await until('the second settles it', () => only().verdict.settled);
    assert.equal(only().verdict.label, 'trusted');
    assert.deepEqual(
      only().commits.map(({ sha }) => sha),
      [git('rev-parse', 'HEAD').trim()],
    );
  });
});
