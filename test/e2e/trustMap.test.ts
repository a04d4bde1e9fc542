import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import type { Decision } from '../../src/core/ledger/decision.ts';
import { until } from '../host/until.ts';
import * as pairing from '../launch/pairing.ts';
import { pairfolio } from '../launch/pairfolioCli.ts';
import { startSession, type Session } from '../launch/session.ts';
import { mapLedger } from '../support/mapLedger.ts';
import { tell } from '../support/portfolioLedger.ts';

/** As the theme picker lists them. */
const themes = {
  vs: 'Light Modern',
  'hc-black': 'Dark High Contrast',
  'hc-light': 'Light High Contrast',
  'vs-dark': 'Dark Modern',
} as const;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env['MAP_SHOTS'];

// From a suggestion to the map and what is kept from it; each test goes on where the last one ended.
describe('the trust map in the editor, with real keys', function () {
  this.bail(true);
  let session: Session;
  let scratch: string;
  let page: Frame;
  // A path that says both: risky, and a test.
  const file = 'payments/test/src/cart.ts';

  const accepted = (): Decision | undefined => session.decisions().find((one) => one.file === file);
  /** Puts the focus on a part of the page, as Tab does. */
  const focus = async (part: Locator): Promise<void> => {
    await part.focus();
    await part.and(page.locator(':focus')).waitFor();
  };

  before(async () => {
    scratch = mkdtempSync(path.join(tmpdir(), 'pairfolio-map-'));
    const { ledger } = mapLedger(160);
    for (let n = 0; n < 60; n++)
      tell(ledger, {
        kind: 'test',
        language: 'typescript',
        verdict: 'adapted',
        survival: { '30s': 0.2 },
        file: 'test/a.ts',
      });
    ledger.dispose();
    session = await startSession({
      ledger: ledger.home,
      settings: {
        'pairfolio.ask.predict': true,
        'pairfolio.ask.when': 'on-request',
        'workbench.editor.useModal': 'off',
        'workbench.colorTheme': 'Default Dark Modern',
      },
    });
    const copy = path.join(session.workspace, file);
    mkdirSync(path.dirname(copy), { recursive: true });
    copyFileSync(path.join(session.workspace, 'src/cart.ts'), copy);
  });

  after(async () => {
    await session.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.window.screenshotOfFailure(this.currentTest.fullTitle());
  });

  it('how sure one is of a risky suggestion is asked above it, and one tap is recorded', async () => {
    const { window } = session;
    await pairing.askForSuggestion(window, file, 'export function subtotal');
    await pairing.accept(window);
    const lenses = window.page.locator('.editor-group-container.active .codelens-decoration a');
    await lenses.filter({ hasText: 'Will this stand? 50 %' }).waitFor();
    await lenses.filter({ hasText: /^70 %$/ }).click();
    await until('the forecast is recorded', () => accepted()?.prediction?.expected === 0.7);
    await lenses.first().waitFor({ state: 'detached' });
  });

  it('the mark says quietly that the own record is poor here, and nothing pops up', async () => {
    const { window } = session;
    await until('the mark is the other one', async () => {
      const images = await window.page.evaluate<string[]>(
        `[...document.querySelectorAll('.editor-group-container.active .cgmr[class*="ced-"]')].map((one) => getComputedStyle(one).backgroundImage)`,
      );
      return images.some((image) => image.includes('cue-dark.svg'));
    });
    await window.goTo(17, 20);
    await window.press('Control+k', 'Control+i');
    await window.page
      .locator('.monaco-hover')
      .filter({ hasText: /You reworked \d+ of \d+ here \(test, TypeScript\)\./ })
      .waitFor();
    assert.equal(await window.page.locator('.notifications-toasts .notification-toast').count(), 0);
  });

  it('the command opens the map, whose numbers are those of the log', async () => {
    const { window } = session;
    await window.runCommand('Pairfolio: Open Trust Map');
    page = await window.webviewFrame('.heat');
    const decided = new Set(
      session.decisions().flatMap(({ group, verdict }) => (verdict.label === 'undecided' ? [] : [group])),
    );
    assert.ok((await page.locator('.tiles.three .tile').first().innerText()).includes(`n = ${String(decided.size)}`));
  });

  it('a number leads to its decisions, one of them, and back', async () => {
    const { window } = session;
    const number = page.getByRole('button', { name: /^Kept after changes, TypeScript: / });
    const label = (await number.getAttribute('aria-label')) ?? '';
    await focus(number);
    await window.press('Enter');
    await page.locator('.found-one').first().waitFor();
    const count = /Show the decisions: (\d+)$/.exec(label)?.[1] ?? '';
    assert.equal(await page.locator('.behind-body > .aside').innerText(), `${count} decisions`);
    await window.press('Tab', 'Tab', 'Enter');
    await page.locator('#shared-as').waitFor();
    await window.press('Escape');
    await page.locator('.found-one:focus').waitFor();
    await window.press('Escape');
    await page.locator('.behind').waitFor({ state: 'hidden' });
    assert.equal(await page.evaluate('document.activeElement.ariaLabel'), label);
  });

  it('a prompt is kept as a practice and stands in the portfolio', async () => {
    const { window } = session;
    await focus(page.getByRole('button', { name: 'Keep as a practice…' }).first());
    await window.press('Enter');
    await page.locator('.practice-form input:focus').waitFor();
    await window.type('Small steps');
    await window.press('Tab');
    // The editor carries out Control+A of a page some time after the key: the first letter typed would go with it.
    await page.locator('.practice-form :focus').fill('');
    await window.type('One file at a time, and say what you left alone.');
    await window.press('Tab', 'Enter');
    await page.locator('.practices').filter({ hasText: 'say what you left alone' }).waitFor();
    const out = path.join(scratch, 'portfolio');
    const { code, stderr } = pairfolio(session.ledger, 'portfolio', '--out', out);
    assert.equal(code, 0, stderr);
    const text = readFileSync(path.join(out, 'portfolio.md'), 'utf8');
    const part = text.slice(text.indexOf('## Working with the system'));
    assert.match(part, /\*\*Small steps:\*\*\n\n```text\nOne file at a time, and say what you left alone\.\n```/);
  });

  it('has no fault axe finds in any theme', async () => {
    const { window } = session;
    await page.evaluate(axe);
    const link = `getComputedStyle(document.documentElement).getPropertyValue('--vscode-textLink-foreground')`;
    for (const [name, theme] of Object.entries(themes)) {
      const before = await page.evaluate<string>(link);
      await window.press('F1');
      await window.quickInput.locator('input').first().fill('>Preferences: Color Theme');
      await window.quickInput.locator('.monaco-list-row').filter({ hasText: 'Preferences: Color Theme' }).click();
      const rows = window.quickInput.locator('.monaco-list-row');
      await rows
        .filter({ hasText: 'Solarized Dark' })
        .or(rows.filter({ hasText: 'Modern' }))
        .first()
        .waitFor();
      await window.quickInput.locator('input').first().fill(theme);
      await window.quickInput.locator('.monaco-list-row.focused').filter({ hasText: theme }).first().waitFor();
      await window.press('Enter');
      await window.quickInput.waitFor({ state: 'hidden' });
      await window.page.locator(`.monaco-workbench.${name}`).waitFor();
      // The page gets its colours a moment after the window; each theme has its own for links.
      await until('the page has the colours', async () => (await page.evaluate<string>(link)) !== before);
      const violations = await page.evaluate<string[]>(
        `axe.run(document.getElementById('dashboard')).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, any }) => html + ' ' + (any[0]?.message ?? '')).join(' | ')))`,
      );
      assert.deepEqual(violations, [], theme);
      if (shots) await window.screenshot(path.join(shots, `${name}.png`));
    }
  });
});
