import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { ChooserPages, type Behind, type ChooserPage } from '../support/chooserPage.ts';
import { temporaryFolder } from '../support/folder.ts';
import { MemoryStore } from '../support/memoryStore.ts';
import { emptyLedger, exportTime, smallLedger, tell } from '../support/portfolioLedger.ts';
import { themes } from '../support/reviewPage.ts';

const focusIsVisible = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return true;
  const shown = at.closest('.chip') ?? at;
  const { outlineStyle, borderColor } = getComputedStyle(shown);
  return outlineStyle !== 'none' || borderColor === 'rgb(0, 0, 0)';
})()`;

describe('the page on which a portfolio is made', function () {
  this.timeout(60_000);
  let pages: ChooserPages;
  let made: ReturnType<typeof smallLedger>;
  let shown: ChooserPage;

  before(async () => (pages = await ChooserPages.start()));
  after(() => pages.close());

  beforeEach(() => {
    made = smallLedger();
    // What is said now is said after all that was recorded.
    made.clock.advance(60_000);
  });
  afterEach(async () => {
    const { errors } = shown;
    await shown.close();
    made.ledger.dispose();
    assert.deepEqual(errors, []);
  });

  const open = async (behind: Partial<Behind> = {}, ...rest: unknown[]): Promise<ChooserPage> => {
    const [theme, size] = rest as Parameters<ChooserPages['open']> extends [unknown, ...infer R] ? R : never;
    shown = await pages.open({ ...made, ...behind }, theme, size);
    return shown;
  };
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await shown.page.keyboard.press(key);
  };
  const places = (): Promise<string[]> => shown.page.locator('.cases .option .line').allTextContents();
  const focused = (): Promise<string> =>
    shown.page.evaluate(`document.activeElement?.closest('[role=option]')?.querySelector('.line')?.textContent ?? ''`);
  /** Tab until something is reached, as somebody without a pointer does. */
  const tabTo = async (selector: string): Promise<void> => {
    for (let tries = 0; tries < 60; tries++) {
      if (await shown.page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) === true`)) return;
      assert.ok(await shown.page.evaluate(focusIsVisible), 'the focus is seen');
      await press('Tab');
    }
    assert.fail(`${selector} is not reached with Tab`);
  };

  it('is used with the keyboard alone: pick two, reorder, title one, publish its shape only, preview, write', async () => {
    const out = path.join(temporaryFolder(), 'portfolio');
    await open({ out });
    await shown.page.locator('.proposed [role=option]:focus').waitFor();
    await press('Space');
    await shown.says('Added as case 1.');
    await press('ArrowDown', 'Enter');
    await shown.says('Added as case 2.');
    const [first = '', second = ''] = await places();
    assert.match(first, /make capture robust/);

    await tabTo('.cases [role=option]');
    await press('Home');
    assert.equal(await focused(), first);
    await press('Alt+ArrowDown');
    await shown.says('Moved to place 2 of 2.');
    assert.deepEqual(await places(), [second, first]);
    assert.equal(await focused(), first, 'the focus goes with the case');

    await shown.page.locator('.editor').filter({ hasText: 'Case 2 of 2' }).waitFor();
    await tabTo('#words-title');
    await shown.page.keyboard.type('A retry that would have charged twice');
    await press('Tab');
    await shown.page.locator('.status').filter({ hasText: 'Saved.' }).waitFor();
    const decision = made.ledger.decisions().find(({ file }) => file === 'src/capture.ts');
    assert.equal(decision?.case?.title, 'A retry that would have charged twice');

    await tabTo('input[name=case-code]');
    await press('ArrowRight', 'ArrowRight');
    await shown.page.locator('input[name=case-code][value=signature]:checked').waitFor();

    await tabTo('.files button.primary');
    await press('Enter');
    await shown.says(/The preview is ready/);
    await shown.page.locator('.file-list li').first().waitFor();
    const names = await shown.page.locator('.file-list li .link:first-child').allTextContents();
    assert.ok(['portfolio.md', 'manifest.json', 'SHA256SUMS'].every((name) => names.includes(name)));
    await tabTo('.file-list button');
    await press('Enter');
    await tabTo('.file-list button[aria-label]');
    await press('Enter');
    assert.deepEqual(shown.opened, [
      ['portfolio.md', false],
      ['portfolio.md', true],
    ]);
    await shown.page.getByRole('button', { name: `Write files to ${out}` }).focus();
    await press('Enter');
    await shown.says(`Written to ${out}.`);
    assert.deepEqual(shown.written, [out]);
    const page = fs.readFileSync(path.join(out, 'portfolio.md'), 'utf8');
    assert.match(page, /A retry that would have charged twice/);
    assert.doesNotMatch(page, /idempotencyKey/, 'the code of that case is not published');
  });

  it('takes back what was done last, the words too', async () => {
    await open();
    await shown.page.locator('.proposed [role=option]').first().click();
    await shown.says('Added as case 1.');
    const note = shown.page.locator('#words-note');
    await note.waitFor();
    const before = await note.inputValue();
    await note.fill('Something else altogether');
    await note.press('Tab');
    await shown.page.locator('.status').filter({ hasText: 'Saved.' }).waitFor();
    made.clock.advance(1_000);
    await shown.page.getByRole('button', { name: 'Undo: the words of a case' }).click();
    await shown.says('Taken back: the words of a case.');
    assert.equal(await note.inputValue(), before);
    await shown.page.locator('.proposed [role=option]').first().focus();
    await press('Control+z');
    await shown.says('Taken back: adding a case.');
    assert.deepEqual(await places(), []);
    assert.equal(await shown.page.locator('header button').getAttribute('aria-disabled'), 'true');
  });

  it('takes a case out with Delete and with its button, and the focus goes to the next', async () => {
    await open();
    const options = shown.page.locator('.proposed [role=option]');
    for (const index of [0, 1, 2]) {
      await options.nth(index).click();
      await shown.says(`Added as case ${String(index + 1)}.`);
    }
    const [, second, third] = await places();
    await shown.page.locator('.cases [role=option]').first().click();
    await shown.page.locator('.cases [role=option]').first().focus();
    await press('Delete');
    await shown.says('Taken out; 2 left.');
    assert.deepEqual([await places(), await focused()], [[second, third], second]);
    await shown.page.locator('.editor').filter({ hasText: 'Case 1 of 2' }).waitFor();
    await shown.page.getByRole('button', { name: 'Take out' }).press('Enter');
    await shown.says('Taken out; 1 left.');
    assert.deepEqual([await places(), await focused()], [[third], third]);
  });

  it('shows 50 decisions at a time, searches in the host, and says when none fits', async () => {
    for (let index = 0; index < 130; index++)
      tell(made.ledger, {
        file: `src/file${String(index)}.ts`,
        suggested: `call(${String(index)});`,
        verdict: 'trusted',
      });
    await open();
    await shown.ready();
    const options = shown.page.locator('#all-title ~ ul [role=option]');
    await options.nth(49).waitFor(); // what is proposed is there before
    assert.equal(await options.count(), 50);
    await shown.page.getByRole('button', { name: 'Show 50 more' }).press('Enter');
    await options.nth(99).waitFor();
    assert.equal(
      await shown.page.evaluate(
        `[...document.querySelectorAll('#all-title ~ ul [role=option]')].indexOf(document.activeElement)`,
      ),
      50,
      'the focus is on the first of the new ones',
    );
    await shown.page.locator('#search').fill('file129');
    await shown.page.getByText('1 decision', { exact: true }).waitFor();
    assert.equal(await options.count(), 1);
    await shown.page.locator('#search').fill('no such thing');
    await shown.page.getByText('No decision fits.').waitFor();
    await shown.page.getByRole('button', { name: 'Clear search and filters' }).press('Enter');
    await options.nth(49).waitFor();
    await shown.page.locator('#stance').selectOption('overrode');
    await shown.page.getByText('1 decision', { exact: true }).waitFor();
    await shown.page.locator('#stance').selectOption('');
    await shown.page.locator('#period').fill('2019');
    await shown.page.getByText('No decision lies in this period and workspace.').waitFor();
  });

  it('says that the preview is out of date, and writes only what was seen', async () => {
    await open({ out: path.join(temporaryFolder(), 'portfolio') });
    const write = shown.page.getByRole('button', { name: /^Write files/ });
    await shown.ready();
    await write.press('Enter');
    await shown.page.getByRole('button', { name: 'Preview' }).click();
    await shown.says(/The preview is ready/);
    await shown.page.getByText('A draft: the cases are proposed').waitFor();
    await shown.page.locator('#about').fill('I build shops');
    await shown.page.getByText('Out of date: something was changed since.').waitFor();
    assert.equal(await write.getAttribute('aria-disabled'), 'true');
    await write.press('Enter');
    await shown.page.locator('#about').fill('');
    await shown.page.getByText('These are the exact files').waitFor();
    assert.deepEqual(shown.written, []);
  });

  it('is signed where its author wants that, and says with which key', async () => {
    const out = path.join(temporaryFolder(), 'portfolio');
    await open({ out });
    await shown.page.locator('.proposed [role=option]').first().click();
    await shown.page.getByLabel('Sign it with my SSH key').press('Space');
    await shown.page.getByRole('button', { name: 'Preview' }).click();
    await shown.page.getByText(/It will be signed when it is written, with .*SHA256:/).waitFor();
    await shown.page.getByRole('button', { name: /^Write files/ }).click();
    await shown.says(/^Written to/);
    assert.deepEqual(shown.written, [out]);
    assert.ok(fs.existsSync(path.join(out, 'SHA256SUMS.sig')));
    await shown.page.getByRole('button', { name: 'Undo' }).press('Enter');
    await shown.says('Taken back: whether it is signed.');
    assert.equal(await shown.page.getByLabel('Sign it with my SSH key').isChecked(), false);
  });

  it('keeps words typed last when it is closed in the middle of them', async () => {
    await open();
    await shown.page.locator('.proposed [role=option]').first().click();
    await shown.page.locator('#words-title').fill('Never left this field');
    while (!shown.received.some(({ type }) => type === 'words'))
      await shown.page.evaluate('new Promise(requestAnimationFrame)');
    assert.equal(
      made.ledger.decisions().some((one) => one.case?.title === 'Never left this field'),
      false,
    );
    shown.host.dispose();
    assert.equal(
      made.ledger.decisions().some((one) => one.case?.title === 'Never left this field'),
      true,
    );
  });

  it('leaves what is being typed alone when the record changes, the space before the next word too', async () => {
    await open();
    await shown.page.locator('.proposed [role=option]').first().click();
    const note = shown.page.locator('#words-note');
    const before = await note.inputValue();
    const free = shown.busy();
    await note.press('End');
    await note.press(' ');
    const [entry] = made.ledger.decisions().filter(({ reflection }) => reflection?.note === before);
    made.ledger.append(
      {
        type: 'reflection',
        at: exportTime,
        body: { suggestions: [entry?.id ?? ''], stance: 'overrode', reasons: ['security'], tippedOff: null },
      },
      { note: before },
    );
    made.clock.advance(1_000);
    await shown.page.locator('.said').filter({ hasText: 'security' }).waitFor();
    await note.press('x');
    free();
    assert.equal(await note.inputValue(), `${before} x`);
  });

  it('has the same cases after it was closed, without those forgotten meanwhile', async () => {
    const store = new MemoryStore();
    await open({ store });
    for (const index of [0, 1]) {
      await shown.page.locator('.proposed [role=option]').nth(index).click();
      await shown.says(`Added as case ${String(index + 1)}.`);
    }
    const [, second] = await places();
    const [gone] = made.ledger.decisions().filter(({ file }) => file === 'src/capture.ts');
    await shown.close();
    made.ledger.forget([gone?.id ?? '']);
    await open({ store });
    await shown.says('1 case is no longer in your record and was left out.');
    assert.deepEqual(await places(), [second]);
  });

  it('asks in the review view where nobody said why, and has no field for a note then', async () => {
    tell(made.ledger, {
      file: 'src/silent.ts',
      suggested: 'silent();',
      verdict: 'trusted',
      group: 'quiet',
      at: '2026-11-20T10:00:00.000Z',
    });
    await open();
    await shown.page.locator('#all-title ~ ul [role=option]').filter({ hasText: 'silent' }).click();
    await shown.page.getByRole('button', { name: 'Say why…' }).click();
    assert.equal(await shown.page.locator('#words-note').isVisible(), false);
    while (shown.askedAbout.length === 0) await shown.page.evaluate('new Promise(requestAnimationFrame)');
    assert.deepEqual(shown.askedAbout, ['quiet']);
  });

  it('says what to do where nothing is recorded', async () => {
    await open({ ...emptyLedger() });
    await shown.page.getByRole('heading', { name: 'Nothing to show yet' }).waitFor();
    await shown.page.getByRole('button', { name: 'Import history from AI agents' }).click();
  });

  it('says in one sentence that the ledger cannot be written, and keeps the words', async () => {
    await open();
    await shown.page.locator('.proposed [role=option]').first().click();
    const title = shown.page.locator('#words-title');
    await title.waitFor();
    made.ledger.dispose();
    const segments = path.join(made.ledger.home, 'segments');
    fs.renameSync(segments, `${segments}.away`);
    fs.writeFileSync(segments, '');
    await title.fill('Kept all the same');
    await title.press('Tab');
    await shown.page.locator('.notice.error').filter({ hasText: 'ledger' }).waitFor();
    assert.equal(await title.inputValue(), 'Kept all the same');
    await shown.page.locator('.status').filter({ hasText: 'Not saved yet' }).waitFor();
    fs.rmSync(segments);
    fs.renameSync(`${segments}.away`, segments);
  });

  for (const theme of themes)
    for (const width of [300, 1200])
      it(`has no fault axe finds in ${theme} at ${String(width)} pixels, and nothing beyond its edge`, async () => {
        await open({}, theme, { width, height: 860 });
        for (const index of [0, 1]) {
          await shown.page.locator('.proposed [role=option]').nth(index).click();
          await shown.says(`Added as case ${String(index + 1)}.`);
        }
        await shown.page.locator('#period').fill('never');
        await shown.page.locator('.problem').filter({ hasText: 'A period is written' }).waitFor();
        await shown.page.locator('#period').fill('');
        await shown.page.locator('.problem').filter({ hasText: 'A period is written' }).waitFor({ state: 'detached' });
        await shown.page.getByRole('button', { name: 'Preview' }).click();
        await shown.says(/The preview is ready/);
        const { violations } = await new AxeBuilder({ page: shown.page }).analyze();
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
          [],
        );
        assert.equal(await shown.page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
        const { CHOOSER_SHOTS: shots } = process.env;
        if (shots)
          await shown.page.screenshot({ path: path.join(shots, `${theme}-${String(width)}.png`), fullPage: true });
      });
});
