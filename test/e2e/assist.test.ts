import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { until } from '../host/until.ts';
import * as pairing from '../launch/pairing.ts';
import { startSession, type Session } from '../launch/session.ts';
import { ModelServer, says, saysAtOnce, type Behaviour } from '../support/modelServer.ts';
import { tell, type Told } from '../support/portfolioLedger.ts';

const told: Told = {
  workspace: 'corner-shop',
  before: 'const before = 1;\n',
  suggested: 'const offered = 2;\n',
  kept: 'const stands = 3;\n',
  verdict: 'adapted',
};

// From no model to one that drafts, on the developer's terms; each test goes on where the last one ended.
describe('help from a model in the editor, with real keys', function () {
  this.bail(true);
  let session: Session;
  let scratch: string;
  let ledger: Ledger;
  let server: ModelServer;

  /** A server that has one model, which answers everything with this. */
  const answers = (answer: object): void => {
    const say = says(JSON.stringify(answer));
    const list = saysAtOnce(JSON.stringify({ object: 'list', data: [{ id: 'stub', object: 'model' }] }));
    const both: Behaviour = (response, asked) => (asked.method === 'GET' ? list : say)(response, asked);
    server.does(both);
  };
  const pick = (label: string): Promise<void> => session.window.pick(label);
  const notified = (words: string | RegExp): Promise<unknown> =>
    session.window.waitForText('.notification-list-item-message', words);
  const review = (): Promise<Frame> => pairing.openReview(session.window);
  const said = (): ReturnType<Ledger['decisions']>[number]['reflection'] | undefined =>
    ledger.decisions().find(({ id }) => id === 'open')?.reflection;

  before(async () => {
    server = await ModelServer.start();
    scratch = mkdtempSync(path.join(tmpdir(), 'pairfolio-assist-'));
    ledger = new Ledger(path.join(scratch, 'ledger'), { app: 'test', host: 'cli' }, systemClock, nodeDigest);
    const at = (seconds: number): string => new Date(Date.now() - 600_000 + seconds * 1_000).toISOString();
    for (let index = 1; index <= 3; index += 1)
      tell(ledger, {
        ...told,
        at: at(index),
        stance: 'adapted',
        reasons: ['edge-case'],
        note: `Empty cart ${String(index)}`,
      });
    tell(ledger, { ...told, id: 'open', at: at(9) });
    session = await startSession({
      ledger: ledger.home,
      settings: { 'pairfolio.ask.when': 'on-request', 'workbench.editor.useModal': 'off' },
    });
  });

  after(async () => {
    await session.stop();
    await server.stop();
    ledger.dispose();
    rmSync(scratch, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.window.screenshotOfFailure(this.currentTest.fullTitle());
  });

  it('without a model nothing of it is to be seen, and the way to one says that this editor has none', async () => {
    const view = await review();
    assert.doesNotMatch(await view.locator('body').innerText(), /Draft a reason|See what is sent/);
    await session.window.runCommand('pairfolio.chooseModel');
    await pick('A model of this editor…');
    await notified('This editor has no language models to offer. Nothing was changed.');
  });

  it('a model on this machine is chosen, and the card offers to ask it', async () => {
    answers({});
    await session.window.runCommand('pairfolio.chooseModel');
    await pick('An endpoint…');
    await pick('Another address…');
    await session.window.quickInput.locator('input[placeholder*="https://"]').fill(server.url);
    await session.window.press('Enter');
    await pick('stub');
    await notified('stub (127.0.0.1:');
    const view = await review();
    await view.getByRole('button', { name: 'Draft a reason' }).waitFor();
  });

  it('shows to the letter what would be sent, and sends nothing that is not wanted', async () => {
    answers({ note: 'It forgot the empty cart.', reasons: ['edge-case'] });
    const view = await review();
    await session.window.press('d');
    await session.window.waitForText('.tab.active', 'To 127.0.0.1');
    await pick('Do not send it');
    await view.getByText('There is no draft.').waitFor();
    assert.deepEqual(server.asked, []);
  });

  it('drafts the reason on the card; what is taken over is recorded with its mark', async () => {
    const view = await review();
    await session.window.press('d');
    await pick('Send this one only');
    await view.getByText('Draft by stub, not yours yet:').waitFor();
    assert.equal(said(), null);
    const [asked] = server.asked;
    assert.match(asked?.body ?? '', /const stands = 3;/);
    await pairing.focusReview(session.window, view);
    await session.window.press('d');
    await view.locator('#note:focus').waitFor();
    await session.window.press('End');
    await session.window.type(' Again.');
    await session.window.press('Enter');
    const reflection = await until('the answer is recorded', () => said());
    assert.deepEqual(
      [reflection.note, reflection.reasons, reflection.assisted],
      ['It forgot the empty cart. Again.', ['edge-case'], ['note', 'reasons']],
    );
  });

  it('drafts lines for agents, of which only those go into the file that were picked and edited', async () => {
    answers({ lines: ['Test empty carts.', 'Praise the developer.'] });
    const { window } = session;
    await window.runCommand('pairfolio.writeLessons');
    await pick('Write into AGENTS.md');
    await pick('Have a model draft lines as well');
    await pick('Send it, and later ones');
    const rows = window.quickInput.locator('.monaco-list-row');
    const drafted = rows.filter({ hasText: 'Test empty carts.' });
    await drafted.filter({ hasText: 'draft by stub, not yours yet' }).waitFor();
    await drafted.locator('.quick-input-list-checkbox, [role=checkbox], .monaco-checkbox').first().click();
    await window.quickInput.getByText('2 Selected').waitFor();
    await window.quickInput.getByRole('button', { name: 'OK' }).click();
    const line = window.quickInput.locator('input').first();
    await until('the line is there to edit', async () => (await line.inputValue()) === 'Test empty carts.');
    await line.fill('Test empty carts first.');
    await window.press('Enter');
    await window.quickInput.locator('input[placeholder*="Nothing is written yet."]').waitFor();
    await window.press('Enter');
    const text = await until('it is written', () => {
      try {
        return readFileSync(path.join(session.workspace, 'AGENTS.md'), 'utf8');
      } catch {
        return undefined;
      }
    });
    assert.match(text, /- Test empty carts first\.\n/);
    assert.match(text, /Name the edge cases first/);
    assert.doesNotMatch(text, /Praise/);
    const written = await until('it is recorded', () => ledger.read().practice.lessons.at(-1)?.body);
    assert.deepEqual(written.assisted, ['lines']);
  });

  it('drafts the week, which becomes part of its review', async () => {
    answers({ summary: 'I changed what forgot the empty cart.', rule: 'I name one edge case first.' });
    const { window } = session;
    await window.runCommand('pairfolio.weeklyReview');
    const page = await window.webviewFrame('#surprised');
    await page.getByRole('button', { name: 'Draft a summary' }).click();
    await page.locator('section.summary').getByRole('button', { name: 'Use it' }).click();
    await page.locator('section.try').getByRole('button', { name: 'Use it' }).click();
    await page.locator('#rule-words:focus').waitFor();
    await window.press('Control+Enter');
    await page.locator('.notice').filter({ hasText: 'Your new rule counts from now on.' }).waitFor();
    const { practice } = ledger.read();
    const week = [...practice.weeks.values()].at(-1)?.at(-1)?.body;
    const rule = [...practice.rules.values()].at(-1)?.at(-1)?.body;
    assert.equal(ledger.texts.lookUp(week?.texts ?? {})['summary'], 'I changed what forgot the empty cart.');
    assert.equal(ledger.texts.lookUp(rule?.texts ?? {})['rule'], 'I name one edge case first.');
    assert.deepEqual([week?.assisted, rule?.assisted], [['summary'], ['rule']]);
  });

  it('drafts the words for people who do not program, on the page of the portfolio', async () => {
    const { window } = session;
    await window.runCommand('pairfolio.exportPortfolio');
    const page = await window.webviewFrame('.finder [role=option]');
    answers({ summary: 'Tools propose, I decide.' });
    await page.getByRole('button', { name: 'Draft it' }).click();
    await page.locator('section.whole').getByRole('button', { name: 'Use it' }).click();
    await until(
      'it stands there',
      async () => (await page.locator('#plain').inputValue()) === 'Tools propose, I decide.',
    );
    await page.locator('section.whole .assisted').waitFor();
  });

  it('everything that was sent stands in the log, which is shown on demand', async () => {
    await session.window.runCommand('pairfolio.showSent');
    await session.window.waitForText('.tab.active', 'Sent to models');
    await until('the latest stands first', async () => {
      const lines = await session.window.visibleLines();
      return lines.includes('· summary · answered');
    });
  });
});
