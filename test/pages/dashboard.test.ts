import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from 'playwright-core';
import { groupStates } from '../../src/core/portfolio/groups.ts';
import { until } from '../host/until.ts';
import { DashboardPages, type DashboardPage } from '../support/dashboardPage.ts';
import { mapLedger } from '../support/mapLedger.ts';
import { emptyLedger, smallLedger } from '../support/portfolioLedger.ts';
import { themes } from '../support/reviewPage.ts';

const shots = process.env['SHOTS'];

describe('the trust map in a browser', function () {
  this.timeout(60_000);
  let pages: DashboardPages;
  let made: ReturnType<typeof emptyLedger>;
  let shown: DashboardPage | undefined;

  const open = async (...[behind, theme, width]: Parameters<DashboardPages['open']>): Promise<DashboardPage> => {
    shown = await pages.open(behind, theme, width);
    return shown;
  };
  const violations = async ({ page }: DashboardPage, part = 'body'): Promise<string[]> => {
    const found = await new AxeBuilder({ page }).include(part).analyze();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  };
  const focused = ({ page }: DashboardPage): Promise<string> =>
    page.evaluate<string>('document.activeElement.textContent');
  const cell = ({ page }: DashboardPage, kind: string, language: RegExp): Locator =>
    page
      .locator('.heat button.number')
      .and(page.getByRole('button', { name: new RegExp(`${kind}, ${language.source}`) }));

  before(async () => {
    pages = await DashboardPages.start();
  });

  after(() => pages.close());

  beforeEach(() => {
    made = mapLedger(300, 5);
  });

  afterEach(async () => {
    const errors = shown?.errors ?? [];
    await shown?.close();
    shown = undefined;
    made.ledger.dispose();
    assert.deepEqual(errors, []);
  });

  it('says of each number what it counts, with its interval and n from twenty on and counts below', async () => {
    const page = await open(made);
    const text = await page.page.locator('.overview').innerText();
    const groups = groupStates(made.ledger.states()).filter(({ verdict }) => verdict !== 'undecided');
    const trusted = groups.filter(({ verdict }) => verdict === 'trusted').length;
    assert.ok(text.includes(`${String(Math.round((100 * trusted) / groups.length))} %`));
    assert.ok(text.includes(`n = ${String(groups.length)}`));
    assert.match(text, /Elsewhere: 59\.6 % unchanged after 10 minutes \(n = 386 accepted suggestions, 2022\)/);
    assert.match(await page.page.locator('.sources').innerText(), /Mozannar et al\., CHI 2024/);
    for (const number of await page.page.locator('button.number .main').allInnerTexts())
      assert.match(number, /^(\d{1,3} %|\d+ of \d+|[\d,]+)$/);
    const few = await page.page.locator('.heat .few button.number').first().getAttribute('aria-label');
    assert.match(few ?? '', /: (\d{1,2}) of (1\d|\d)\. Show the decisions: \1$/);
  });

  it('leads from a number to its decisions, to one of them, and back, with the keyboard alone', async () => {
    const page = await open(made);
    const number = cell(page, 'tests', /TypeScript/);
    const label = (await number.getAttribute('aria-label')) ?? '';
    await number.focus();
    await page.page.keyboard.press('Enter');
    await page.page.locator('.found-one').first().waitFor();
    assert.equal(await focused(page), 'Kept as offered, tests, TypeScript');
    const count = /Show the decisions: (\d+)$/.exec(label)?.[1];
    assert.equal(await page.page.locator('.behind-body > .aside').innerText(), `${count ?? ''} decisions`);
    for (const place of await page.page.locator('.found-one .place').allInnerTexts()) assert.match(place, /TypeScript/);
    for (const word of await page.page.locator('.found-one .verdict').allInnerTexts()) assert.equal(word, 'trusted');
    await page.page.locator('.found-one').first().press('Enter');
    await page.page.locator('.behind .difference').waitFor();
    await page.page.getByRole('button', { name: 'Open file' }).press('Enter');
    await page.page.getByRole('button', { name: 'Say why…' }).press('Enter');
    await until('the host was asked', () => page.askedAbout.length === 1);
    assert.equal(page.opened.length, 1);
    await page.page.keyboard.press('Escape');
    await page.page.locator('.found-one:focus').waitFor();
    await page.page.keyboard.press('Escape');
    await until('the number has the focus again', () =>
      page.page.evaluate<boolean>(`document.activeElement.ariaLabel === ${JSON.stringify(label)}`),
    );
    assert.equal(await page.page.locator('.behind').isVisible(), false);
  });

  it('shows more of a long list on demand', async () => {
    const page = await open(made);
    await page.page.locator('.tiles.three button.number').first().click();
    await page.page.locator('.found-one').nth(49).waitFor();
    assert.equal(await page.page.locator('.found-one').count(), 50);
    await page.page.getByRole('button', { name: /^Show \d+ more$/ }).click();
    await page.page.locator('.found-one').nth(60).waitFor();
    await page.page.locator('.found-one:focus').waitFor();
  });

  it('takes the word of the developer for how the work was shared', async () => {
    const page = await open(made);
    const learning = (): unknown[] => made.ledger.decisions().filter(({ pattern }) => pattern === 'learning');
    const stated = learning().length;
    const row = page.page.locator('.shared tbody tr').filter({ hasText: 'used to learn' });
    const before = Number(
      /Show the decisions: (\d+)/.exec((await row.locator('button').getAttribute('aria-label')) ?? '')?.[1],
    );
    await page.page.locator('.shared tbody tr').filter({ hasText: 'handed over whole' }).locator('button').click();
    await page.page.locator('.found-one').first().click();
    await page.page.locator('#shared-as').selectOption('learning');
    await page.page.locator('.notices').filter({ hasText: 'Saved.' }).waitFor();
    await until('it is counted', async () =>
      ((await row.locator('button').getAttribute('aria-label')) ?? '').endsWith(`: ${String(before + 1)}`),
    );
    assert.ok(learning().length > stated);
  });

  it('keeps a prompt as a practice in the developer’s words, changes it, and lets go of it', async () => {
    const page = await open(made);
    await page.page.locator('.sides').waitFor();
    await page.page.getByRole('button', { name: 'Keep as a practice…' }).first().press('Enter');
    await page.page.keyboard.type('Small steps');
    await page.page.locator('.practice-form textarea').fill('One file at a time. Never touch the public API.');
    // What others record meanwhile does not take the words away.
    made.ledger.append({
      type: 'checkpoint',
      at: '2026-11-22T10:00:00.000Z',
      body: { because: 'commit', heads: {}, root: '0'.repeat(64), size: 0 },
    });
    made.clock.advance(1000);
    await page.page.getByRole('button', { name: 'Keep it' }).press('Enter');
    await page.page.locator('.practices').filter({ hasText: 'One file at a time.' }).waitFor();
    const kept = made.ledger.decisions().find(({ practice }) => practice !== null)?.practice;
    assert.deepEqual([kept?.title, kept?.prompt], ['Small steps', 'One file at a time. Never touch the public API.']);
    await page.page.getByRole('button', { name: 'Change…' }).press('Enter');
    await page.page.keyboard.press('Escape');
    await page.page.getByRole('button', { name: 'No practice any more' }).press('Enter');
    await page.page.locator('.practices').waitFor({ state: 'detached' });
    assert.ok(made.ledger.decisions().every(({ practice }) => practice === null));
  });

  it('follows the time one asks for, and what is forgotten elsewhere', async () => {
    const page = await open(made);
    const base = page.page.locator('.base button');
    const all = Number(/^(\d+) decisions/.exec(await base.innerText())?.[1]);
    const [group] = groupStates(made.ledger.states());
    made.ledger.forget(group?.parts.map(({ id }) => id) ?? []);
    made.clock.advance(1000);
    await base.filter({ hasText: `${String(all - 1)} decisions` }).waitFor();
    await page.page.getByRole('radio', { name: 'Last 28 days' }).check({ force: true });
    await until(
      'fewer are counted',
      async () => Number(/^(\d+) decisions/.exec(await base.innerText())?.[1]) < all / 5,
    );
    assert.equal(await page.page.getByRole('radio', { name: 'Last 28 days' }).isChecked(), true);
  });

  it('takes a decision away that is forgotten while it is shown', async () => {
    const page = await open(made);
    await page.page.locator('.tiles.three button.number').first().click();
    await page.page.locator('.found-one').first().click();
    const code = page.page.locator('.behind .lines').first();
    const text = await code.innerText();
    const [shownId = ''] = page.received.flatMap((message) => (message.type === 'detail' ? [message.id] : []));
    const { group } = made.ledger.decisions().find(({ id }) => id === shownId) ?? {};
    made.ledger.forget(made.ledger.decisions().flatMap((one) => (one.group === group ? [one.id] : [])));
    made.clock.advance(1000);
    await code.waitFor({ state: 'detached' });
    await page.page.locator('.found-one').first().waitFor();
    assert.ok(!(await page.page.locator('#dashboard').innerText()).includes(text.split('\n')[1] ?? text));
  });

  it('is not counted anew while nobody sees it, and at once when it is seen', async () => {
    const page = await open(made);
    await page.page.locator('.sides').waitFor();
    const states = (): number => page.sent.filter(({ type }) => type === 'state').length;
    const forgetOne = (): void => {
      made.ledger.forget([made.ledger.decisions()[0]?.id ?? '']);
      made.clock.advance(5000);
    };
    const before = states();
    page.host.visible = false;
    forgetOne();
    // What is asked for is counted after all that is being counted.
    await page.host.receive({ type: 'span', span: 'all' });
    assert.equal(states(), before + 1);
    forgetOne();
    page.host.visible = true;
    made.clock.advance(1000);
    await until('it is counted', () => states() === before + 2);
  });

  it('lists what a number counted, until it counts again', async () => {
    const page = await open(made);
    const base = page.page.locator('.base button');
    const counted = await base.innerText();
    const all = Number(/^(\d+) decisions/.exec(counted)?.[1]);
    const [group] = groupStates(made.ledger.states());
    made.ledger.forget(group?.parts.map(({ id }) => id) ?? []);
    assert.equal(await base.innerText(), counted);
    await base.click();
    await page.page.locator('.found-one').first().waitFor();
    const totals = (): number[] => page.sent.flatMap((sent) => (sent.type === 'decisions' ? [sent.total] : []));
    assert.deepEqual(totals(), [all]);
    made.clock.advance(1000);
    await base.filter({ hasText: `${String(all - 1)} decisions` }).waitFor();
    assert.equal(totals().at(-1), all - 1);
  });

  it('says what to do where there is nothing yet', async () => {
    const nothing = emptyLedger();
    const page = await open(nothing);
    await page.page.getByRole('heading', { name: 'No decisions to map yet' }).waitFor();
    await page.page.getByRole('button', { name: 'Import history of AI agents' }).press('Enter');
    await until('it was asked for', () => page.received.some(({ type }) => type === 'import-history'));
    assert.deepEqual(await violations(page), []);
    nothing.ledger.dispose();
  });

  it('shows counts alone for a first week, and no curve', async () => {
    const small = smallLedger();
    const page = await open(small);
    await page.page.locator('.overview').waitFor();
    assert.equal(await page.page.locator('.chart').count(), 0);
    assert.doesNotMatch(
      await page.page
        .locator('#dashboard')
        .innerText()
        .then((text) => text.replace(/Elsewhere:[^\n]*|Brier[^\n]*|95 %|published[\s\S]*?(?=Relying|What the)/g, '')),
      /\b\d+ %(?! lies)/,
    );
    assert.deepEqual(await violations(page), []);
    small.ledger.dispose();
  });

  for (const [theme, width] of [...themes.map((name) => [name, 1280] as const), ['dark-modern', 420] as const])
    it(`has no fault axe finds in ${theme} at ${String(width)} pixels, and nothing beyond its edge`, async () => {
      const page = await open({ ...made, predicts: true }, theme, width);
      await page.page.locator('.sides').waitFor();
      if (shots)
        await page.page.screenshot({ path: path.join(shots, `map-${theme}-${String(width)}.png`), fullPage: true });
      assert.deepEqual(await violations(page), []);
      assert.ok((await page.page.evaluate<number>('document.documentElement.scrollWidth')) <= width);
      await page.page.locator('.heat button.number').first().click();
      await page.page.locator('.found-one').first().click();
      await page.page.locator('#shared-as').waitFor();
      assert.deepEqual(await violations(page, '.behind'), []);
    }).timeout(120_000);

  it('needs no colour the theme fixtures do not have', () => {
    const read = (name: string): string => fs.readFileSync(path.join(import.meta.dirname, '../..', name), 'utf8');
    const used = [...read('src/webview/dashboard/dashboard.css').matchAll(/var\((--vscode-[\w-]+)\)/g)];
    const dark = read('test/fixtures/themes/dark-modern.json');
    assert.deepEqual(
      used.map(([, name]) => name ?? '').filter((name) => !dark.includes(`"${name}"`)),
      [],
    );
  });
});
