import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import type { Decision } from '../../src/core/ledger/decision.ts';
import * as pairing from '../launch/pairing.ts';
import { pairfolio } from '../launch/pairfolioCli.ts';
import { startSession, type Session } from '../launch/session.ts';
import { smallLedger, tell } from '../support/portfolioLedger.ts';

const title = 'A retry that would have charged twice';

// From the choice of cases to the folder that verifies; each test goes on where the last one ended.
describe('making a portfolio in the editor, with real keys', function () {
  this.bail(true);
  let session: Session;
  let scratch: string;
  let out: string;
  let page: Frame;

  const capture = (): Decision | undefined => session.decisions().find(({ file }) => file === 'src/capture.ts');
  const lineOf = (place: number): Promise<string | null> =>
    page.locator('.cases [role=option] .line').nth(place).textContent();
  const filesIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
  /** Puts the focus into the page, as a click on its tab does, and then on a part of it. */
  const focus = async (selector: string): Promise<void> => {
    await page.locator(selector).first().focus();
    await page.locator(`${selector}:focus`).first().waitFor();
  };

  before(async () => {
    scratch = mkdtempSync(path.join(tmpdir(), 'pairfolio-portfolio-'));
    out = path.join(scratch, 'portfolio');
    const { ledger } = smallLedger();
    tell(ledger, {
      at: '2026-11-19T10:00:00.000Z',
      file: 'src/UNPICKED_FILE.ts',
      prompt: 'UNPICKED_PROMPT',
      suggested: 'UNPICKED_CODE();\nUNPICKED_CODE();\nUNPICKED_CODE();\n',
      verdict: 'trusted',
      stance: 'trusted',
      reasons: ['known-pattern'],
      note: 'UNPICKED_NOTE',
      title: 'UNPICKED_TITLE',
    });
    ledger.dispose();
    session = await startSession({
      ledger: ledger.home,
      keybindings: [pairing.exportKey(out)],
      settings: { 'workbench.editor.useModal': 'off' },
    });
  });

  after(async () => {
    await session.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.window.screenshotOfFailure(this.currentTest.fullTitle());
  });

  it('the command opens one page, with the focus on what is proposed first', async () => {
    const { window } = session;
    page = await pairing.openPortfolioPage(window);
    await page.locator('.proposed [role=option]:focus').waitFor();
    // From another file the command leads back to it.
    await window.openFile('src/cart.ts');
    page = await pairing.openPortfolioPage(window);
    await window.waitForText('.tab.active', 'Portfolio');
    await page.locator('.proposed [role=option]:focus').waitFor();
    assert.equal(await window.page.getByRole('tab', { name: 'Portfolio', exact: true }).count(), 1);
  });

  it('cases are picked, put in order and taken back with keys', async () => {
    const { window } = session;
    const options = page.locator('.proposed [role=option]');
    const wanted = ['src/capture.ts', 'src/cart.ts'];
    for (let at = 0; at < (await options.count()); at++) {
      const option = options.nth(at);
      await option.and(page.locator(':focus')).waitFor();
      const text = (await option.textContent()) ?? '';
      if (wanted.some((file) => text.includes(file))) await window.press('Space');
      await window.press('ArrowDown');
    }
    await page.locator('.cases [role=option]').nth(1).waitFor();
    await focus('.cases [role=option]');
    const [first, second] = [await lineOf(0), await lineOf(1)];
    await window.press('Home', 'Alt+ArrowDown');
    await page.locator('.notice').filter({ hasText: 'Moved to place 2 of 2.' }).waitFor();
    assert.deepEqual([await lineOf(0), await lineOf(1)], [second, first]);
    await window.press('Control+z');
    await page.locator('.notice').filter({ hasText: 'Taken back: moving a case.' }).waitFor();
    assert.deepEqual([await lineOf(0), await lineOf(1)], [first, second]);
  });

  it('words are recorded when their field is left', async () => {
    const { window } = session;
    await page.locator('.cases [role=option]').filter({ hasText: 'src/capture.ts' }).click();
    await page.locator('.editor').filter({ hasText: 'idempotencyKey' }).waitFor();
    await focus('#words-title');
    await window.type(title);
    await window.press('Tab');
    await page.locator('.status').filter({ hasText: 'Saved.' }).waitFor();
    await focus('#words-note');
    await window.press('End');
    await window.type(' by the gateway');
    await focus('#about');
    await page.locator('.status').filter({ hasText: 'Saved.' }).waitFor();
    const said = capture();
    assert.equal(said?.case?.title, title);
    assert.match(said.reflection?.note ?? '', / by the gateway$/);
    assert.deepEqual([said.reflection?.stance, said.verdict.label], ['overrode', 'overrode']);
  });

  it('every file is seen in the editor before it is written', async () => {
    const { window } = session;
    await pairing.previewFiles(page);
    await page.getByRole('button', { name: 'portfolio.md', exact: true }).press('Enter');
    await window.waitForText('.tab.active', 'portfolio.md');
    await window.page.locator('.editor-group-container.active .view-line').first().waitFor();
    assert.match(await window.visibleLines(), /schema: pairfolio\.portfolio/);
    await window.press('Control+End');
    await window.type('x');
    await window.waitForText('.monaco-editor-overlaymessage', /read-only/);
    await window.press('Escape', 'Control+w');
    await page.getByRole('button', { name: 'Read as a page: portfolio.md' }).press('Enter');
    const rendered = await window.webviewFrame('h3', 'vscode.markdown-language-features');
    assert.match(await rendered.locator('body').innerText(), new RegExp(title));
    await window.press('Control+w');
  });

  it('a change makes the preview out of date, and another one brings it up to date', async () => {
    await page.locator('#about').fill('I build shops');
    await page.getByText('Out of date').waitFor();
    assert.equal(await page.getByRole('button', { name: /^Write files/ }).getAttribute('aria-disabled'), 'true');
    await pairing.previewFiles(page);
  });

  it('writes what was seen; it verifies, and nothing that was not picked is in any file', async () => {
    const { window } = session;
    await page.getByRole('button', { name: /^Write files/ }).press('Enter');
    await window.waitForText('.tab.active', 'portfolio.md');
    const { code, stdout } = pairfolio(session.ledger, 'verify', out);
    assert.equal(code, 0, stdout);
    for (const file of filesIn(out)) assert.doesNotMatch(readFileSync(file, 'utf8'), /UNPICKED/, file);
    assert.match(readFileSync(path.join(out, 'portfolio.md'), 'utf8'), new RegExp(title));
  });

  it('comes back with its choice after the window was reloaded', async () => {
    const { window } = session;
    await window.page.reload();
    await window.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 90_000 });
    await window.page.getByRole('tab', { name: 'Portfolio', exact: true }).click();
    page = await window.webviewFrame('.cases [role=option]');
    assert.equal(await page.locator('.cases [role=option]').count(), 2);
    assert.equal(await page.locator('#about').inputValue(), 'I build shops');
  });
});
