import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { waiting } from '../../../src/core/reflect/groups.ts';
import { snoozeFor } from '../../../src/core/reflect/snooze.ts';
import { momentInWords } from '../../../src/editor/review/moments.ts';
import { systemClock } from '../../../src/node/clock.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { closeAll, configure, Desk } from '../editing.ts';
import { keysAvailable, look, press, see, type } from '../keys.ts';
import { until } from '../until.ts';

const root = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const git = (...args: string[]): string => execFileSync('git', args, { cwd: root(), encoding: 'utf8' }).trim();

// The day's three questions are asked by the first, third and fifth test; the others come before or behave like no boundary.
describe('asking', function () {
  this.timeout(60_000);
  // Another writer on the same ledger, as another window is.
  const ledger = new Ledger(process.env['PAIRFOLIO_HOME'] ?? '', { app: 'test', host: 'cli' }, systemClock, nodeDigest);
  let desk: Desk;
  let commits = 0;

  /** A decision that waits for a word. @returns its id */
  function decided(): string {
    const id = nodeDigest.random(16);
    const at = new Date().toISOString();
    const size = { characters: 20, lines: 2 };
    ledger.append(
      {
        type: 'suggestion',
        at,
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
      { file: 'src/list.ts', before: 'one();\n', suggested: 'two();\n' },
    );
    ledger.append({
      type: 'verdict',
      at,
      body: { suggestion: id, label: 'trusted', settled: true, because: 'distance' },
    });
    return id;
  }

  async function commit(): Promise<void> {
    writeFileSync(path.join(root(), `asked-${String(++commits)}.txt`), 'x\n');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Work');
    await vscode.commands.executeCommand('git.refresh');
  }

  const askedAbout = (id: string): boolean =>
    ledger.read().asked.some(({ boundary, suggestions }) => boundary === 'after-commit' && suggestions.includes(id));
  const asked = (id: string): Promise<true> => until('it is asked about', () => askedAbout(id) || undefined, 20_000);
  const count = (): number => waiting(ledger.read(), Date.now()).length;
  const answered = (ids: readonly string[]): void =>
    ledger.append({
      type: 'reflection',
      at: new Date().toISOString(),
      body: { suggestions: [...ids], stance: 'trusted', reasons: [], tippedOff: null },
    });
  const answerAll = (): void =>
    answered(waiting(ledger.read(), Date.now()).flatMap(({ states }) => states.map(({ id }) => id)));
  const status = (pattern: RegExp): Promise<string> =>
    until(`the status bar says ${String(pattern)}`, async () => {
      const label = await look('review-status');
      return pattern.test(label) ? label : undefined;
    });
  /** Opens the answer to "why am I not asked", and reads it as a screen reader does. */
  async function why(): Promise<readonly string[]> {
    const shown = vscode.commands.executeCommand<readonly string[]>('pairfolio.whyNotAsked');
    await see('input-box');
    const rows = await look('quick-pick');
    await press('Escape');
    const lines = (await shown) as readonly string[] | undefined;
    assert.ok(lines);
    for (const line of lines) assert.ok(rows.includes(line.slice(0, 8)), `${line} is in ${rows}`);
    return lines;
  }
  /** A commit that comes to nothing: the answer names it as the last moment. */
  async function commitUnasked(words: RegExp): Promise<void> {
    await commit();
    const short = git('rev-parse', '--short=7', 'HEAD');
    const last = await until('the commit was looked at', async () =>
      (await why()).find((line) => line.includes(short)),
    );
    assert.match(last, words);
  }

  before(async function () {
    if (!keysAvailable) this.skip();
    desk = new Desk();
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
    await vscode.commands.executeCommand('workbench.view.explorer');
    answerAll();
  });

  beforeEach(() => vscode.commands.executeCommand('notifications.clearAll'));

  afterEach(async () => {
    answerAll();
    await closeAll();
  });

  after(async () => {
    desk.dispose();
    ledger.dispose();
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  it('shows the review after a commit and leaves the focus where it is', async () => {
    const { document } = await desk.open('asking.ts', '|\n');
    const id = decided();
    await commit();
    await asked(id);
    await see('review-view');
    await see('focused-editor');
    await type('still here');
    await until('the keys go to the editor', () => document.getText().startsWith('still here'));
  });

  it('counts what waits in the status bar, and what another window answers goes from it', async () => {
    await until('nothing is counted', async () => (await look('review-status')) === '');
    const ids = [decided(), decided()];
    await status(/^Pairfolio: 2 decisions wait for a word from you\.$/);
    answered(ids.slice(1));
    await status(/^Pairfolio: 1 decision waits for a word from you\.$/);
    answered(ids.slice(0, 1));
    await until('it is gone', async () => (await look('review-status')) === '');
  });

  it('waits while the developer types, and asks when they stop', async () => {
    const { document } = await desk.open('asking-typing.ts', '|\n');
    const id = decided();
    await type('a');
    // The commit comes while keys do: however long it takes, the last key is never long ago.
    const commits = { running: true };
    const committed = commit().finally(() => (commits.running = false));
    for (let keys = 0; commits.running || keys < 30; keys += commits.running ? 0 : 1) {
      await type('b', 50);
      assert.equal(askedAbout(id), false, `asked ${String(keys)} keys after the commit`);
    }
    await committed;
    const lines = await why();
    assert.ok(
      lines.some((line) => line.startsWith('You are typing.')),
      lines.join('\n'),
    );
    const stopped = Date.now();
    await asked(id);
    assert.ok(Date.now() - stopped > 1_000);
    assert.ok(document.getText().includes('bbbb'));
  });

  it('says in plain words why nothing is asked, and what would change it', async () => {
    assert.match((await why())[0] ?? '', /^No decision waits\. One waits once/);
    await configure({ 'pairfolio.ask.when': 'on-request', 'pairfolio.ask.maxPerDay': 0 });
    try {
      decided();
      const lines = await why();
      assert.deepEqual(lines.slice(0, 2), [
        'You chose to be asked only when you open the review. Change the setting “Ask: When”.',
        'You chose no questions a day. Change the setting “Ask: Max Per Day”.',
      ]);
      await commitUnasked(/Nothing was asked: this moment is not one you chose\.$/);
    } finally {
      await configure({ 'pairfolio.ask.when': undefined, 'pairfolio.ask.maxPerDay': undefined });
    }
    await until('nothing stands in the way', async () =>
      (await why())[0]?.startsWith('Nothing stands in the way: the next commit leads to a question.'),
    );
  });

  it('holds questions back while a program is debugged, and asks at the next commit', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const program = path.join(root(), 'debugged.mjs');
    // It ends by itself when it is told to: stopping a debugger may leave one of its two sessions for a while.
    writeFileSync(
      program,
      "import { existsSync } from 'node:fs';\nsetInterval(() => existsSync(`${process.argv[1]}.stop`) && process.exit(), 50);\n",
    );
    const id = decided();
    await vscode.debug.startDebugging(folder, { type: 'node', request: 'launch', name: 'held', program });
    await until('it is debugged', () => vscode.debug.activeDebugSession, 20_000);
    try {
      assert.ok((await why())[0]?.startsWith('A debug session runs.'));
      await commitUnasked(/Nothing was asked: a debug session ran\.$/);
      assert.equal(askedAbout(id), false);
    } finally {
      writeFileSync(`${program}.stop`, '');
    }
    await until('it is over', () => vscode.debug.activeDebugSession === undefined, 20_000);
    await commit();
    await asked(id);
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  it('takes a window without line numbers for Zen Mode, where the side bar stays closed', async () => {
    const id = decided();
    await desk.open('asking-zen.ts', '|\n');
    await vscode.commands.executeCommand('workbench.action.toggleZenMode');
    try {
      await until('it is noticed', async () =>
        (await why()).some((line) => line.startsWith('The window looks like Zen')),
      );
      await commitUnasked(/Nothing was asked: /);
      assert.equal(askedAbout(id), false);
    } finally {
      await vscode.commands.executeCommand('workbench.action.toggleZenMode');
    }
    await until('it is over', async () => !(await why()).some((line) => line.startsWith('The window looks like Zen')));
  });

  it('is snoozed with a few keys, says so in the status bar, and can be taken back', async () => {
    const id = decided();
    await status(/1 decision waits/);
    const chosen = vscode.commands.executeCommand('pairfolio.snoozeQuestions');
    await see('input-box');
    const rows = await look('quick-pick');
    for (const choice of ['Today', 'This week', 'Until I open the review', 'While I present'])
      assert.ok(rows.includes(choice), rows);
    await type('this week');
    await press('Enter');
    await chosen;
    const now = Date.now();
    const end = momentInWords(snoozeFor('this-week', now).until ?? now, now);
    const said = `Pairfolio: 1 decision waits for a word from you. Questions are snoozed until ${end}.`;
    await status(new RegExp(`^${said.replaceAll('.', String.raw`\.`)}$`));
    assert.ok((await why())[0]?.startsWith(`You snoozed questions until ${end}`));
    await commitUnasked(/Nothing was asked: questions were snoozed\.$/);
    assert.equal(askedAbout(id), false);
    await vscode.commands.executeCommand('notification.acceptPrimaryAction');
    await status(/from you\.$/);
  });

  it('is held back in one window while the developer presents, until they let go', async () => {
    await vscode.commands.executeCommand('pairfolio.holdQuestions');
    await status(/Questions are held back in this window\.$/);
    assert.ok((await why()).some((line) => line.startsWith('Questions are held back in this window.')));
    await vscode.commands.executeCommand('pairfolio.resumeQuestions');
    await until('nothing is left to say', async () => (await look('review-status')) === '');
  });

  it('is asked for by opening the review, which ends a snooze until then', async () => {
    decided();
    const chosen = vscode.commands.executeCommand('pairfolio.snoozeQuestions');
    await see('input-box');
    await type('until i open');
    await press('Enter');
    await chosen;
    await status(/snoozed until you open the review\.$/);
    await vscode.commands.executeCommand('pairfolio.reviewDecisions');
    await status(/^Pairfolio: 1 decision waits for a word from you\.$/);
    assert.equal(count(), 1);
  });
});
