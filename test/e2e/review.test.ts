import assert from 'node:assert/strict';
import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import type { Reflection } from '../../src/core/ledger/decision.ts';
import { until } from '../host/until.ts';
import * as pairing from '../launch/pairing.ts';
import type { Server } from '../launch/server.ts';
import { startSession, type Session } from '../launch/session.ts';
import { openWorkbench, type Workbench } from '../launch/workbench.ts';

const themes = ['Default Dark Modern', 'Default Light Modern', 'Default High Contrast', 'Default High Contrast Light'];

// Decisions noted and answered at any time; each test goes on where the last one ended.
describe('the review view at any time, with real keys', function () {
  this.bail(true);
  let session: Session;
  let server: Server | undefined;
  let written: object | undefined;

  const said = (file: string): Reflection | null | undefined =>
    session.decisions().find((one) => one.file === file)?.reflection;
  const marks = (window: Workbench): Locator =>
    window.page.locator('.editor-group-container.active .cgmr[class*="ced-"]');
  const open = async (window: Workbench): Promise<Frame> => {
    const view = await pairing.reviewView(window);
    await view.locator('article.card:focus').waitFor();
    return view;
  };
  /** Changes settings as a person does who writes them by hand: what is written from outside is not noticed here. */
  const configure = async (change: Record<string, unknown>): Promise<void> => {
    const { window, userDataDir } = session;
    written ??= JSON.parse(readFileSync(path.join(userDataDir, 'User/settings.json'), 'utf8')) as object;
    written = { ...written, ...change };
    await window.runCommand('Preferences: Open User Settings (JSON)');
    await window.page.locator('.tab.active').filter({ hasText: 'settings.json' }).waitFor();
    await window.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await window.press('Control+a');
    await window.page.keyboard.insertText(JSON.stringify(written));
    await window.save();
    await window.press('Control+w');
  };
  const shots = process.env['REVIEW_SHOTS'];

  before(async () => {
    session = await startSession({
      settings: { 'pairfolio.ask.when': 'on-request', 'workbench.editor.useModal': 'off' },
      prepare: (_page, started) => {
        server = started;
        return Promise.resolve();
      },
    });
  });

  after(() => session.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.window.screenshotOfFailure(this.currentTest.fullTitle());
  });

  it('a mark stands beside a suggestion nobody said anything about, and only there', async () => {
    const { window } = session;
    await pairing.askForSuggestion(window, 'src/cart.ts', 'export function subtotal');
    assert.equal(await marks(window).count(), 0);
    await pairing.accept(window);
    await marks(window).first().waitFor();
    assert.equal(await marks(window).count(), 1);
    if (shots) await window.screenshot(path.join(shots, 'gutter.png'));
    await window.openFile('src/money.ts');
    assert.equal(await marks(window).count(), 0);
    await window.openFile('src/cart.ts');
    await marks(window).first().waitFor();
    await configure({ 'pairfolio.ask.gutter': false });
    await marks(window).first().waitFor({ state: 'detached' });
    await configure({ 'pairfolio.ask.gutter': true });
    await marks(window).first().waitFor();
  });

  it('the decision at the cursor is noted at once, with the verdict of what stands now', async () => {
    const { window } = session;
    await pairing.addCheckToSubtotal(window);
    await window.runCommand('pairfolio.noteDecision');
    const view = await open(window);
    assert.equal(await pairing.shownFile(view), 'src/cart.ts');
    assert.equal(await view.locator('.tag').textContent(), 'your own choice');
    assert.equal(await view.locator('.stance input:checked').inputValue(), 'adapted');
    assert.equal(await view.locator('.written .keyword').first().textContent(), 'if');
  });

  it('an answer half written outlives a reload of the window, and is finished there', async () => {
    const { window } = session;
    await window.press('2', '/');
    await window.type('an empty cart');
    await window.runCommand('Developer: Reload Window');
    await window.page.locator('.statusbar').filter({ hasText: 'Demo assistant' }).waitFor({ state: 'detached' });
    await window.page.locator('.statusbar').filter({ hasText: 'Demo assistant' }).waitFor({ timeout: 90_000 });
    await window.openFile('src/cart.ts');
    await window.runCommand('pairfolio.reviewDecisions');
    const view = await pairing.reviewView(window);
    await view.locator('#note').waitFor();
    // The focus comes a moment after the view: it would close the palette that is opened below.
    await view.locator(':focus').first().waitFor();
    await until(
      'the half-written line is there',
      async () => (await view.locator('#note').inputValue()) === 'an empty cart',
    );
    await pairing.focusReview(window, view);
    await window.press('/', 'End');
    await window.type(' has no lines');
    await window.press('Enter');
    const reflection = await until('the answer is recorded', () => said('src/cart.ts'));
    assert.deepEqual(
      [reflection.stance, reflection.reasons, reflection.note],
      ['adapted', ['edge-case'], 'an empty cart has no lines'],
    );
  });

  it('an answered decision has no mark, and can be noted once more', async () => {
    const { window } = session;
    await window.openFile('src/cart.ts');
    assert.equal(await marks(window).count(), 0);
    await window.goTo(19, 3);
    await window.runCommand('pairfolio.noteDecision');
    const view = await open(window);
    assert.equal(await view.locator('#note').inputValue(), 'an empty cart has no lines');
    await window.press('2', '1', 'Enter');
    await until('the new answer stands', () => said('src/cart.ts')?.reasons.join() === 'convention');
    assert.equal(said('src/cart.ts')?.note, 'an empty cart has no lines');
  });

  it('the common case takes few keys', async () => {
    const { window } = session;
    await pairing.askForSuggestion(window, 'src/money.ts', 'export function formatCents');
    await pairing.accept(window);
    await window.save();
    await window.runCommand('pairfolio.noteDecision');
    const view = await open(window);
    assert.equal(await pairing.shownFile(view), 'src/money.ts');
    const before = performance.now();
    await window.press('1', '/');
    // As fast as most people type.
    await window.type('the tests cover it', 120);
    await window.press('Enter');
    await until('the answer is recorded', () => said('src/money.ts'));
    console.log(`      answered in ${((performance.now() - before) / 1_000).toFixed(1)} s of real keys`);
    assert.deepEqual(said('src/money.ts')?.reasons, ['tests-pass']);
  });

  it('of two windows that answer the same decision the first one stands, and the other says so', async () => {
    const { window } = session;
    await pairing.askForSuggestion(window, 'src/capture.ts', 'export async function captureWithRetry');
    await pairing.accept(window);
    await window.save();
    await window.runCommand('pairfolio.noteDecision');
    const view = await open(window);
    await window.press('1');
    assert.ok(server);
    const second = await openWorkbench(server);
    try {
      await second.waitForText('.statusbar', 'Demo assistant');
      await second.runCommand('pairfolio.noteDecision');
      const other = await open(second);
      assert.equal(await pairing.shownFile(other), 'src/capture.ts');
      await second.press('o', '3', 'Enter');
      await until('the other window’s answer', () => said('src/capture.ts'));
    } finally {
      await second.close();
    }
    await window.page.bringToFront();
    await window.press('Enter');
    await view.getByText('It was answered in another window already').waitFor();
    assert.deepEqual(
      [said('src/capture.ts')?.stance, said('src/capture.ts')?.reasons],
      ['overrode', ['wrong-approach']],
    );
  });

  it('a file that is gone is said so', async () => {
    const { window, workspace } = session;
    // With no editor it is the latest decision that is noted.
    await window.runCommand('View: Close All Editors');
    renameSync(path.join(workspace, 'src/capture.ts'), path.join(workspace, 'gone.ts'));
    await window.runCommand('pairfolio.noteDecision');
    const view = await pairing.reviewView(window);
    await view.locator('.tag.gone').waitFor();
    assert.match((await view.locator('h2').textContent()) ?? '', /^src\/capture\.ts file is gone/);
  });

  it('reads in every theme', async () => {
    const { window } = session;
    const view = await pairing.reviewView(window);
    for (const theme of themes) {
      await configure({ 'workbench.colorTheme': theme });
      const light = theme.includes('Light');
      const contrast = theme.includes('Contrast');
      const name = `${contrast ? 'hc-' : 'vs'}${light ? (contrast ? 'light' : '') : contrast ? 'black' : '-dark'}`;
      await window.page.locator(`.monaco-workbench.${name}`).waitFor();
      const colours = await view.evaluate<Record<string, string>>(
        `(() => { const s = getComputedStyle(document.documentElement); return Object.fromEntries(['debugTokenExpression-string', 'debugTokenExpression-number', 'debugTokenExpression-boolean', 'symbolIcon-functionForeground', 'diffEditor-insertedTextBackground'].map((n) => [n, s.getPropertyValue('--vscode-' + n)])); })()`,
      );
      for (const [colour, value] of Object.entries(colours))
        if (!colour.startsWith('diff')) assert.notEqual(value, '', `${colour} in ${theme}`);
      if (shots) {
        console.log(theme, JSON.stringify(colours));
        await window.screenshot(path.join(shots, `${name}.png`));
      }
    }
  });
});
