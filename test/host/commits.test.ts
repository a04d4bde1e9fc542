import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Decision } from '../../src/core/ledger/decision.ts';
import { closeAll, Desk } from './editing.ts';
import { keysAvailable, press } from './keys.ts';
import { until as waitFor } from './until.ts';

const code = 'const total = items.reduce((sum, item) => sum + item.price, 0);';
/** Commits are looked at one after the other, and each waits a moment for other windows. */
const until = <T>(what: string, condition: () => T | Promise<T>): Promise<NonNullable<T>> =>
  waitFor(what, condition, 30_000);
const root = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const git = (...args: string[]): string => execFileSync('git', args, { cwd: root(), encoding: 'utf8' }).trim();

describe('commits', function () {
  this.timeout(120_000);
  let desk: Desk;

  const only = (): Decision => {
    const [decision, ...more] = desk.decisions();
    assert.ok(decision);
    assert.deepEqual(more, []);
    return decision;
  };
  const shas = (): string[] => only().commits.map(({ sha }) => sha);
  const settled = (): Promise<Decision> =>
    until('the commit settles it', () => (only().verdict.settled ? only() : undefined));

  async function accept(name: string, text = 'first();\n|\nlast();\n'): Promise<vscode.TextDocument> {
    const { document } = await desk.open(name, text);
    await take(document);
    return document;
  }

  async function take(document: vscode.TextDocument): Promise<void> {
    const before = desk.decisions().length;
    await desk.suggest({ text: code });
    await press('Tab');
    await until('it is recorded', () => desk.decisions().length > before);
    desk.offer = undefined;
    await document.save();
  }

  async function commit(...args: string[]): Promise<string> {
    git('add', '--all');
    git('commit', '--quiet', ...args);
    await vscode.commands.executeCommand('git.refresh');
    return git('rev-parse', 'HEAD');
  }

  before(async function () {
    if (!keysAvailable) this.skip();
    desk = new Desk();
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
  });

  beforeEach(() => desk.forget());

  afterEach(async () => {
    await closeAll();
    git('reset', '--quiet', '--hard');
    git('checkout', '--quiet', 'main');
    await vscode.commands.executeCommand('git.refresh');
  });

  after(() => desk.dispose());

  it('an amended commit takes the place of the one it amends', async () => {
    await accept('amended.ts');
    const first = await commit('--message', 'Work');
    await settled();
    await until('it is linked', () => shas().includes(first));
    const second = await commit('--amend', '--message', 'Work, said better');
    await until('it is linked to the new one alone', () => shas().join() === second);
  });

  it('a commit on a detached head settles what it holds', async () => {
    git('checkout', '--quiet', '--detach');
    await vscode.commands.executeCommand('git.refresh');
    await accept('detached.ts');
    const sha = await commit('--message', 'Work');
    assert.equal((await settled()).verdict.label, 'trusted');
    await until('it is linked', () => shas().includes(sha));
  });

  it('of a file whose suggestion a stash holds do not settle it; it counts once it is back', async () => {
    const { document } = await desk.open('stashed.ts', 'first();\n\n\n\n\n|\n\n\n\n\nlast();\n');
    await commit('--message', 'Begin');
    await take(document);
    git('stash', '--quiet');
    await until('it is put away', () => !document.getText().includes(code));
    // Nothing shows that it is waited for, so the time it takes to find out is let pass.
    const away = Date.now();
    await until('git was asked', () => Date.now() - away > 6000);
    const [stashed] = desk.decisions();
    writeFileSync(document.uri.fsPath, `zero();\n${readFileSync(document.uri.fsPath, 'utf8')}`);
    await accept('beside.ts');
    await commit('--message', 'Another change of the same file');
    const state = (id: string | undefined): Decision | undefined => desk.decisions().find((one) => one.id === id);
    await until('the other is settled', () => desk.decisions().some(({ verdict }) => verdict.settled));
    assert.deepEqual([state(stashed?.id)?.verdict.settled, state(stashed?.id)?.commits], [false, []]);
    git('stash', 'pop', '--quiet');
    await until('it is back', () => document.getText().includes(code));
    await commit('--message', 'Work');
    await until('it is settled', () => state(stashed?.id)?.verdict.settled);
    assert.equal(state(stashed?.id)?.verdict.label, 'trusted');
  });

  it('of code that stands as another suggestion too settle both, though one was cut and came back', async () => {
    const [first, second] = [await accept('twin-one.ts'), await accept('twin-two.ts')];
    const cut = async (document: vscode.TextDocument): Promise<void> => {
      await vscode.window.showTextDocument(document);
      await press('Home', 'Shift+End', 'Control+X');
      await until('it is cut', () => !document.getText().includes(code));
    };
    const paste = async (document: vscode.TextDocument): Promise<void> => {
      await press('Control+V');
      await until('it is pasted', () => document.getText().includes(code));
      await document.save();
    };
    await cut(first);
    await paste(first);
    // While it is found out what the paste in the other file was.
    await cut(second);
    await desk.settle();
    await vscode.window.showTextDocument(second);
    await paste(second);
    await commit('--message', 'Work');
    await until('both are settled', () => desk.decisions().filter(({ verdict }) => verdict.settled).length === 2);
    for (const { verdict, file } of desk.decisions()) assert.equal(verdict.label, 'trusted', file ?? '');
  });

  it('a file with a name beyond ASCII and with CRLF line breaks', async () => {
    await accept('größe ✓.ts', 'first();\r\n|\r\nlast();\r\n');
    await commit('--message', 'Größe');
    const { verdict, file } = await settled();
    assert.equal(verdict.label, 'trusted');
    assert.match(file ?? '', /^desk-\d+-größe ✓\.ts$/u);
  });

  it('the message tells what kind of task it was, once it is committed', async () => {
    await accept('rounding.ts');
    await commit('--message', 'fix: round half up');
    await settled();
    await until('its kind is known', () => only().kind === 'fix');
  });
});
