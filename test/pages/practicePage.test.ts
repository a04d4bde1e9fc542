import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { MemoryStore } from '../support/memoryStore.ts';
import { emptyLedger, tell } from '../support/portfolioLedger.ts';
import { practiceLedger, shop } from '../support/practiceLedger.ts';
import { PracticePages, type Behind, type PracticePage } from '../support/practicePage.ts';
import { themes } from '../support/reviewPage.ts';

const focusIsVisible = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return true;
  const shown = at.closest('.chip') ?? at.closest('.option') ?? at;
  const { outlineStyle, borderColor } = getComputedStyle(shown);
  return outlineStyle !== 'none' || borderColor === 'rgb(0, 0, 0)';
})()`;

describe('the page of the weekly review', function () {
  this.timeout(60_000);
  let pages: PracticePages;
  let made: ReturnType<typeof emptyLedger>;
  let shown: PracticePage;

  before(async () => (pages = await PracticePages.start()));
  after(() => pages.close());
  beforeEach(() => (made = practiceLedger()));
  afterEach(async () => {
    const { errors } = shown;
    await shown.close();
    made.ledger.dispose();
    assert.deepEqual(errors, []);
  });

  const open = async (behind: Partial<Behind> = {}, ...rest: unknown[]): Promise<PracticePage> => {
    const [theme, size] = rest as Parameters<PracticePages['open']> extends [unknown, ...infer R] ? R : never;
    shown = await pages.open({ ...made, project: shop, ...behind }, theme, size);
    await shown.ready();
    return shown;
  };
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await shown.page.keyboard.press(key);
  };
  const type = (text: string): Promise<void> => shown.page.keyboard.type(text);
  /** Tab until something is reached, as somebody without a pointer does. */
  const tabTo = async (selector: string): Promise<void> => {
    for (let tries = 0; tries < 80; tries++) {
      if (await shown.page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) === true`)) return;
      assert.ok(await shown.page.evaluate(focusIsVisible), 'the focus is seen');
      await press('Tab');
    }
    assert.fail(`${selector} is not reached with Tab`);
  };
  const text = (selector: string): Promise<string> => shown.page.locator(selector).first().innerText();

  it('is used with the keyboard alone: answer, pick a decision, decide on a rule, begin another, save', async () => {
    await open();
    await shown.page.locator('#surprised:focus').waitFor();
    await type('It asked before it dropped a column.');
    await tabTo('#missed');
    await type('Locks.');
    await tabTo('input[name=decision]');
    await press('ArrowDown');
    await shown.page.locator('#differently').waitFor();
    assert.ok(await shown.page.evaluate(`document.activeElement?.id === 'decision-1'`), 'the focus stays');
    await tabTo('#show-decision');
    await press('Enter');
    await tabTo('#differently');
    await type('Read it twice.');
    await tabTo('input[name^="state-"]');
    await press('ArrowRight');
    await tabTo('input[name=rule]');
    await press('ArrowDown', 'ArrowDown');
    await shown.page.waitForFunction(`document.getElementById('rule-words')?.value === 'Write migrations myself'`);
    await tabTo('input[name=skill]');
    await press('ArrowRight');
    await shown.page.locator('.skill-hint').filter({ hasText: 'write down yours' }).waitFor();
    await press('Control+Enter');
    await shown.says('Your new rule counts from now on.');

    const { practice, suggestions } = made.ledger.read();
    const week = practice.weeks.get('2026-W47')?.at(-1)?.body;
    assert.deepEqual(made.ledger.texts.lookUp(week?.texts ?? {}), {
      surprised: 'It asked before it dropped a column.',
      missed: 'Locks.',
    });
    assert.equal(week?.skill, 'judgement');
    const other = practice.reconsidered.get('2026-W47')?.at(-1)?.body;
    assert.deepEqual(made.ledger.texts.lookUp(other?.texts ?? {}), { differently: 'Read it twice.' });
    const [about = ''] = other?.suggestions ?? [];
    assert.deepEqual(shown.shownGroups, [suggestions.get(about)?.body.group]);
    const states = [...practice.rules.values()].map((stated) => stated.at(-1)?.body);
    assert.deepEqual(
      states.map((rule) => [rule?.state, rule?.own]),
      [
        ['kept', true],
        ['trial', false],
      ],
    );
    // It is read at once among the reviews of before.
    await shown.page.locator('#past-2026-W47 summary').waitFor();
  });

  it('shows how the rule was kept, with the decisions that do not keep to it', async () => {
    await open();
    assert.match(await text('.rule .kept-to'), /This week: kept to 5 of 7\. In all: kept to 5 of 7\./);
    assert.equal(await shown.page.locator('.rule .broken li').count(), 2);
    assert.match(await text('#try-title ~ fieldset'), /migrations: you overrode 9 of 11\./);
    assert.match(await text('.skill-now'), /Asking the right question/);
    assert.match(await text('.facts'), /^14 decisions: 7 trusted, 2 adapted, 5 overrode; reasons given for 7\.$/);
  });

  it('keeps what was begun over closing the page, and begins anew once it is saved', async () => {
    const store = new MemoryStore();
    await open({ store });
    await shown.page.locator('#missed').fill('half a thou');
    await shown.page.locator('.status').filter({ hasText: 'Kept as a draft' }).waitFor();
    await shown.page.locator('input[name=rule][value=own]').check();
    await shown.page.locator('#rule-words').fill('Ask for a plan');
    await shown.page.locator('#rule-means').selectOption('small');
    await shown.page.locator('#rule-most').fill('12');
    await shown.close();
    await open({ store });
    assert.equal(await shown.page.locator('#missed').inputValue(), 'half a thou');
    assert.equal(await shown.page.locator('#rule-words').inputValue(), 'Ask for a plan');
    assert.equal(await shown.page.locator('#rule-most').inputValue(), '12');
    await shown.page.locator('#save').click();
    await shown.says(/^Saved/);
    assert.equal(await shown.page.locator('input[name=rule][value=none]').isChecked(), true);
    assert.equal(store.get(), undefined);
  });

  it('draws anew while somebody writes without losing the letter they are at', async () => {
    await open();
    await shown.page.locator('#surprised').pressSequentially('abef');
    await press('ArrowLeft', 'ArrowLeft');
    tell(made.ledger, { at: '2026-11-20T16:00:00.000Z', verdict: 'trusted', suggested: 'x', kept: 'x' });
    made.clock.advance(1000);
    await shown.page.locator('.facts').filter({ hasText: '15 decisions' }).waitFor();
    await type('cd');
    assert.equal(await shown.page.locator('#surprised').inputValue(), 'abcdef');
  });

  it('says what is missing of a rule, and loses nothing', async () => {
    await open();
    await shown.page.locator('#surprised').fill('still here');
    await shown.page.locator('input[name=rule][value=own]').check();
    await shown.page.locator('#save').click();
    await shown.page.locator('[role=alert]').filter({ hasText: 'Write the rule' }).waitFor();
    assert.equal(await shown.page.locator('#surprised').inputValue(), 'still here');
    assert.equal(made.ledger.read().practice.weeks.get('2026-W47'), undefined);
  });

  it('puts a review or a rule into the portfolio only when its box is ticked, and takes it out again', async () => {
    await open();
    const shownInRecord = (): boolean[] => {
      const { rules, weeks } = made.ledger.read().practice;
      return [...rules.values(), ...weeks.values()].map((stated) => stated.at(-1)?.body.shown === true);
    };
    assert.deepEqual(shownInRecord(), [false, false]);
    await shown.page.locator('#past-2026-W46 summary').click();
    await shown.page.locator('#share-week-2026-W46').check();
    await shown.says('Shown in your next portfolio.');
    assert.deepEqual(shownInRecord(), [false, true]);
    await shown.page.locator('.rule .share input').first().check();
    await shown.page.locator('#share-week-2026-W46').uncheck();
    await shown.says('Not shown in your portfolio.');
    assert.deepEqual(shownInRecord(), [true, false]);
    assert.match(await text('#past-2026-W46 dl'), /Ask for the plan first\./);
  });

  it('keeps no word of a draft once everything was forgotten', async () => {
    const store = new MemoryStore();
    await open({ store });
    await shown.page.locator('#missed').fill('a client’s name');
    await shown.page.locator('.status').filter({ hasText: 'Kept as a draft' }).waitFor();
    await made.ledger.forgetMany('everything');
    made.clock.advance(1000);
    await shown.page.locator('#empty-title').waitFor();
    assert.equal(store.get(), undefined);
  });

  it('can be declined for this week', async () => {
    await open();
    await shown.page.locator('#skip').click();
    await shown.says('not asked about again');
    assert.equal(made.ledger.read().practice.weeks.get('2026-W47')?.at(-1)?.body.skipped, true);
  });

  for (const theme of themes)
    it(`has no accessibility problem, full, narrow and empty: ${theme}`, async () => {
      const check = async (): Promise<void> => {
        const { violations, passes } = await new AxeBuilder({ page: shown.page }).analyze();
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
          [],
        );
        assert.ok(passes.some(({ id }) => id === 'color-contrast'));
      };
      const picture = async (name: string): Promise<void> => {
        const folder = process.env['SCREENSHOTS'];
        if (folder === undefined) return;
        fs.mkdirSync(folder, { recursive: true });
        await shown.page.screenshot({ path: path.join(folder, `practice-${name}-${theme}.png`), fullPage: true });
      };
      await open({}, theme);
      await shown.page.locator('input[name=decision]').nth(1).check();
      await shown.page.locator('input[name=rule]').nth(1).check();
      await shown.page.locator('#past-2026-W46 summary').click();
      await check();
      await picture('full');
      await shown.close();
      await open({}, theme, { width: 340, height: 700 });
      assert.ok((await shown.page.evaluate<number>('document.documentElement.scrollWidth')) <= 340);
      await picture('narrow');
      await shown.close();
      const empty = emptyLedger();
      await open(empty, theme);
      await check();
      assert.match(await text('h1'), /Nothing to look back on yet/);
      empty.ledger.dispose();
    });
});
