import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { modelWords } from '../../../src/core/assist/model.ts';
import { buildPortfolio } from '../../../src/node/portfolio/build.ts';
import { TestAssist } from '../../support/assist.ts';
import { ModelServer, neverAnswers, refuses, says } from '../../support/modelServer.ts';
import type { emptyLedger } from '../../support/portfolioLedger.ts';
import { practiceLedger, shop } from '../../support/practiceLedger.ts';
import { PracticePages, type PracticePage } from '../../support/practicePage.ts';

const answer = JSON.stringify({ summary: 'I refused migrations and kept tests.', rule: 'I ask for the plan first.' });

describe('help from a model on the page of the weekly review', function () {
  this.timeout(60_000);
  let pages: PracticePages;
  let server: ModelServer;
  let made: ReturnType<typeof emptyLedger>;
  let shown: PracticePage;
  let assist: TestAssist;

  before(async () => {
    [pages, server] = await Promise.all([PracticePages.start(), ModelServer.start()]);
  });
  after(async () => {
    await server.stop();
    await pages.close();
  });
  beforeEach(async () => {
    made = practiceLedger();
    assist = new TestAssist(made.ledger, made.clock, server.url);
    shown = await pages.open({ ...made, project: shop, assist });
    await shown.ready();
  });
  afterEach(async () => {
    await shown.close();
    assert.deepEqual(shown.errors, []);
    made.ledger.dispose();
  });

  const press = (name: string): Promise<void> => shown.page.getByRole('button', { name }).first().click();
  const week = (): unknown => {
    const body = made.ledger.read().practice.weeks.get('2026-W47')?.at(-1)?.body;
    return body && { ...made.ledger.texts.lookUp(body.texts), assisted: body.assisted };
  };
  const rules = (): unknown[] =>
    [...made.ledger.read().practice.rules.values()].map((stated) => {
      const body = stated.at(-1)?.body;
      return [body && made.ledger.texts.lookUp(body.texts)['rule'], body?.assisted];
    });
  const save = async (): Promise<void> => {
    await press('Save review');
    await shown.says('Saved.');
  };

  it('is not to be seen while no model is chosen, and comes and goes with the choice', async () => {
    await shown.page.getByRole('button', { name: 'Draft a summary' }).waitFor();
    assist.on = false;
    assist.changed.fire(undefined);
    await shown.page.getByRole('button', { name: 'Draft a rule' }).waitFor({ state: 'hidden' });
    assert.equal(await shown.page.locator('#summary').count(), 0);
    assert.doesNotMatch(await shown.page.locator('body').innerText(), /draft a |what is sent/i);
    assert.deepEqual(server.asked, []);
  });

  it('drafts the week and a rule at once; each is taken over by itself, and the record says so', async () => {
    server.does(says(answer));
    await press('Draft a summary');
    await shown.page.getByText('Draft by stub, not yours yet:').first().waitFor();
    assert.deepEqual(await shown.page.locator('.draft').allInnerTexts(), [
      'I refused migrations and kept tests.',
      'I ask for the plan first.',
    ]);
    assert.equal(await shown.page.locator('#summary').inputValue(), '');
    const { violations } = await new AxeBuilder({ page: shown.page }).analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      [],
    );
    await shown.page.locator('section.summary').getByRole('button', { name: 'Use it' }).click();
    await shown.page.locator('#summary:focus').waitFor();
    await shown.page.keyboard.press('End');
    await shown.page.keyboard.type(' Mostly.');
    await shown.page.locator('section.summary .assisted:visible').waitFor();
    await shown.page.locator('section.try').getByRole('button', { name: 'Use it' }).click();
    await shown.page.locator('#rule-words:focus').waitFor();
    await shown.page.locator('section.try .assisted:visible').waitFor();
    assert.equal(week(), undefined);
    await save();
    assert.deepEqual(week(), { summary: 'I refused migrations and kept tests. Mostly.', assisted: ['summary'] });
    assert.deepEqual(rules(), [
      ['Run the tests before I keep a feature', undefined],
      ['I ask for the plan first.', ['rule']],
    ]);
    assert.equal(server.asked.length, 1);

    // What is shown of it in the portfolio is named there, also after it was shared.
    await shown.page.locator('#past-2026-W47 summary').click();
    await shown.page.locator('#share-week-2026-W47').check();
    await shown.says('Shown in your next portfolio.');
    await shown.page.locator('.rule .share input').last().check();
    await shown.page.locator('.rule .share input:checked').waitFor();
    const { files } = await buildPortfolio(made.ledger, { clock: made.clock, digest: made.digest });
    const page = files.find(({ name }) => name === 'portfolio.md')?.text ?? '';
    assert.match(page, /Week of 16 November 2026\. I refused migrations and kept tests\. Mostly\./);
    assert.match(page, /drafted words of one of the rules shown and the summary of the week of 16 November 2026;/);
  });

  it('leaves the words to who empties the field and writes anew', async () => {
    server.does(says(answer));
    await press('Draft a rule');
    await shown.page.locator('section.try').getByRole('button', { name: 'Use it' }).click();
    await shown.page.locator('#rule-words').fill('');
    await shown.page.locator('#rule-words').fill('My own rule');
    await shown.page.locator('section.summary').getByRole('button', { name: 'Use it' }).click();
    await shown.page.locator('#summary').fill('');
    await shown.page.locator('#summary').fill('My own week');
    assert.equal(await shown.page.locator('.assisted:visible').count(), 0);
    await save();
    assert.deepEqual(week(), { summary: 'My own week', assisted: undefined });
    assert.deepEqual(rules().at(-1), ['My own rule', undefined]);
  });

  it('stays beside the fields while the page is drawn anew, with what has the focus', async () => {
    server.does(says(answer));
    await press('Draft a summary');
    const use = shown.page.locator('section.summary').getByRole('button', { name: 'Use it' });
    await use.focus();
    assist.changed.fire(undefined);
    made.ledger.append({ type: 'skipped', at: '2026-11-20T17:00:00.000Z', body: { suggestions: [] } });
    made.clock.advance(1_000);
    await shown.page.evaluate('new Promise(requestAnimationFrame)');
    assert.equal(await use.and(shown.page.locator(':focus')).count(), 1);
    await shown.page.keyboard.press('Enter');
    assert.equal(await shown.page.locator('#summary').inputValue(), 'I refused migrations and kept tests.');
  });

  it('says what went wrong, offers what follows from the record, and does not call that a model’s', async () => {
    server.does(refuses(429, 'insufficient_quota'));
    await press('Draft a summary');
    await shown.page.getByText(`${modelWords['model-quota']} From your record, without a model:`).first().waitFor();
    await shown.page.locator('section.summary').getByRole('button', { name: 'Use it' }).click();
    await save();
    assert.deepEqual(week(), {
      summary:
        'I decided about 14 suggestions of AI tools: kept five as offered, changed four, did not keep five. The reason I gave most often: wrong behaviour (5 times).',
      assisted: undefined,
    });
  });

  it('can be stopped, and shows on demand what would be sent: the week alone, and the rule on trial', async () => {
    server.does(neverAnswers);
    await press('Draft a rule');
    await press('Stop');
    await shown.page.locator('section.try').getByText('There is no draft.').waitFor();
    server.does(says(answer));
    await press('See what is sent');
    while (assist.shown.length === 0) await shown.page.evaluate('new Promise(requestAnimationFrame)');
    assert.match(assist.shown[0] ?? '', /trusted 5, adapted 4, overrode 5\./);
    assert.match(assist.shown[0] ?? '', /The rule the developer tried: “Run the tests before I keep a feature”/);
    assert.deepEqual(server.asked, []);
  });
});
