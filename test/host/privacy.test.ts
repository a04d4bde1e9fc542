import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Decision } from '../../src/core/ledger/decision.ts';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { closeAll, Desk } from './editing.ts';
import { keysAvailable, press, see, type } from './keys.ts';
import { until } from './until.ts';

const home = process.env['PAIRFOLIO_HOME'] ?? '';

/** Everything the ledger has on disk, as one text. */
function bytes(): string {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

describe('what is stored, and forgetting it', function () {
  this.timeout(60_000);
  const ledger = new Ledger(home, { app: 'test', host: 'cli' }, systemClock, nodeDigest);
  let desk: Desk;
  let known: ReadonlySet<string>;

  const decisions = (): Decision[] => ledger.decisions().filter(({ id }) => !known.has(id));
  const measured = (id: string): unknown[] =>
    Object.values(ledger.read().suggestions.get(id)?.survival ?? {}).filter((one) => one !== null);
  const run = <T>(command: string, ...args: unknown[]): Thenable<T | undefined> =>
    vscode.commands.executeCommand<T | undefined>(`pairfolio.${command}`, ...args);
  const ofWorkspace = (name: string): unknown =>
    vscode.workspace.getConfiguration('pairfolio').inspect(name)?.workspaceValue;
  const reset = (name: string): Thenable<void> =>
    vscode.workspace.getConfiguration('pairfolio').update(name, undefined, vscode.ConfigurationTarget.Workspace);

  /** Accepts a suggestion at the cursor. */
  async function accept(text: string): Promise<Decision> {
    const before = decisions().length;
    await desk.suggest({ text });
    await press('Tab');
    desk.offer = undefined;
    await until('it is recorded', () => decisions().length === before + 1);
    const decision = decisions().at(-1);
    assert.ok(decision);
    return decision;
  }

  /**
   * Answers the next question over the window. VS Code shows no modal dialog to a test in the extension host, so its
   * place is taken here; test/e2e/privacy.test.ts answers the real one.
   * @returns the words of the question
   */
  function answer(yes: boolean): Promise<string> {
    const real = vscode.window.showWarningMessage;
    return new Promise((resolve) => {
      const asked = (message: string, { detail = '' }: vscode.MessageOptions, ...buttons: string[]): unknown => {
        vscode.window.showWarningMessage = real;
        resolve(`${message}\n${detail}`);
        return Promise.resolve(yes ? buttons[0] : undefined);
      };
      vscode.window.showWarningMessage = asked as typeof real;
    });
  }

  async function choose(text: string): Promise<void> {
    await see('input-box');
    await type(text);
    await press('Enter');
  }

  function page(): vscode.TextDocument {
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'pairfolio-stored');
    return document;
  }

  before(async function () {
    if (!keysAvailable) this.skip();
    desk = new Desk();
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
  });

  beforeEach(async () => {
    known = new Set(ledger.states({ all: true }).map(({ id }) => id));
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  afterEach(closeAll);

  after(() => {
    desk.dispose();
    ledger.dispose();
  });

  it('shows what is stored about the file, and forgets a decision from there for good', async () => {
    const { document } = await desk.open('privacy-page.ts', '|');
    const { id } = await accept('planted_marker_one(1, 2, 3);');
    await run('showStored');
    const shown = page();
    assert.equal(shown.languageId, 'markdown');
    assert.match(shown.getText(), /1 decision, all on this machine/);
    assert.match(shown.getText(), /^planted_marker_one\(1, 2, 3\);$/m);
    assert.match(shown.getText(), /suggested of suggestion, 28 characters, texts\/\S+\.jsonl:/);
    assert.match(shown.getText(), /- Evidence: mark/);
    await type('x');
    assert.equal(shown.isDirty, false, 'it is read-only');

    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', shown.uri);
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['Forget all of this', 'Forget this decision'],
    );
    const { command = '', arguments: args = [] } = lenses[1]?.command ?? {};
    const question = answer(true);
    assert.equal(await vscode.commands.executeCommand(command, ...(args as unknown[])), 1);
    assert.match(
      await question,
      /^Erase code, prompt, path and notes of this decision for good\?\nThey are no longer listed/,
    );
    await until('the page says so', () => shown.getText().includes('Nothing: no decision about this file'));
    assert.doesNotMatch(shown.getText(), /planted_marker_one/);
    assert.deepEqual(decisions(), []);
    assert.doesNotMatch(bytes(), /planted_marker_one|privacy-page/);

    // What stands in the file is not measured any more.
    await vscode.window.showTextDocument(document);
    await type('// more');
    await document.save();
    const { id: later } = await accept('afterwards(1, 2, 3);');
    await document.save();
    await until('the save was noticed', () =>
      decisions().some(({ id, survival }) => id === later && survival.length > 0),
    );
    assert.doesNotMatch(bytes(), /planted_marker_one/);
    assert.deepEqual(measured(id), []);
  });

  it('says that nothing is stored, and has nothing to forget there', async () => {
    const { document } = await desk.open('privacy-empty.ts', 'mine();|');
    await run('showStored', document.uri);
    assert.match(page().getText(), /Nothing: no decision about this file is in the record\./);
    assert.equal(await run('forgetFile', document.uri), undefined);
  });

  it('forgets all about the file from the command, and nothing when turned back', async () => {
    await desk.open('privacy-other.ts', '|');
    const other = await accept('stays_here(1);');
    await desk.open('privacy-file.ts', '|');
    await accept('planted_marker_two(1);');
    await press('End', 'Enter');
    await accept('planted_marker_two(2);');
    let question = answer(false);
    const turnedBack = run<number>('forgetDecision');
    await choose('All about');
    assert.equal(await turnedBack, undefined);
    assert.match(await question, /of 2 decisions for good\?/);
    assert.equal(decisions().length, 3);
    question = answer(true);
    const forgotten = run<number>('forgetDecision');
    await choose('All about');
    assert.equal(await forgotten, 2);
    await question;
    assert.deepEqual(
      decisions().map(({ id }) => id),
      [other.id],
    );
    assert.doesNotMatch(bytes(), /planted_marker_two/);
  });

  it('never records an ignored file again, from the next key on, and still others of its name', async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const { document } = await desk.open('ignored.ts', '|');
    const before = await accept('recordedBefore(1);');
    const glob = await run<string>('ignoreFile', document.uri, 'file');
    try {
      assert.equal(glob, `**/${path.basename(root)}/${path.basename(document.fileName)}`);
      assert.deepEqual(ofWorkspace('capture.ignore'), ['**/.env', '**/.env.*', '**/*.pem', '**/*.key', glob]);
      await desk.suggest({ text: 'ignored_marker(2);' });
      await press('Tab');
      await document.save();
      desk.offer = undefined;
      const folder = path.join(root, 'deeper');
      mkdirSync(folder, { recursive: true });
      const same = path.join(folder, path.basename(document.fileName));
      writeFileSync(same, '');
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(same), { preview: false });
      await see('focused-editor');
      const recorded = await accept('notIgnored(3);');
      assert.deepEqual(
        decisions().map(({ id }) => id),
        [before.id, recorded.id],
      );
      assert.doesNotMatch(bytes(), /ignored_marker/);
      assert.deepEqual(measured(before.id), [], 'nothing more is measured');
    } finally {
      await reset('capture.ignore');
    }
  });

  it('keeps only metrics of this workspace, also of what is followed already', async () => {
    const { document } = await desk.open('privacy-metrics.ts', '|');
    const before = await accept('kept_before(1);');
    assert.equal(await run('chooseContent', 'metrics-only'), 'metrics-only');
    try {
      assert.equal(ofWorkspace('capture.content'), 'metrics-only');
      await type(' // metrics_marker');
      await press('Enter');
      const after = await accept('metrics_marker(2);');
      await document.save();
      const saved = (id: string): boolean =>
        decisions().some((one) => one.id === id && one.survival.some(({ at }) => at === 'save'));
      await until('both were measured at the save', () => saved(before.id) && saved(after.id));
      assert.deepEqual([after.suggested, after.file, after.verdict.label], [null, before.file, 'undecided']);
      assert.doesNotMatch(bytes(), /metrics_marker/);
    } finally {
      assert.equal(await run('chooseContent', 'full'), 'full');
      await reset('capture.content');
    }
  });

  it('forgets everything after one question', async () => {
    await desk.open('privacy-everything.ts', '|');
    await accept('planted_marker_three(1);');
    // Counted when it is asked: what looked like a suggestion a moment ago is recorded a moment later.
    const question = answer(true).then((words) => ({ words, count: ledger.states({ all: true }).length }));
    const forgotten = run<number>('forgetDecision');
    await choose('Everything');
    const { words, count } = await question;
    assert.equal(await forgotten, count);
    assert.ok(words.startsWith(`Erase code, prompts, paths and notes of everything (${String(count)} decisions)`));
    assert.deepEqual(ledger.states({ all: true }), []);
    assert.doesNotMatch(
      readdirSync(path.join(home, 'texts'))
        .map((name) => readFileSync(path.join(home, 'texts', name), 'latin1'))
        .join(''),
      /\S/,
    );
    await accept('recordedAgain(1);');
    assert.equal(decisions().length, 1);
  });
});
