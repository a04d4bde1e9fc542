import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { HostMessage, ViewMessage } from '../../src/core/reflect/messages.ts';
import { noExtraAnswers } from '../../src/core/reflect/extraQuestions.ts';
import { adapted, overridden, trusted } from '../support/reviewItems.ts';
import { ReviewPages, type ReviewPage } from '../support/reviewPage.ts';

describe('drafts in the review view', function () {
  this.timeout(60_000);
  let pages: ReviewPages;
  let view: ReviewPage;

  before(async () => (pages = await ReviewPages.start()));
  after(() => pages.close());
  beforeEach(async () => (view = await pages.open()));
  afterEach(async () => {
    const { errors } = view;
    await view.close();
    assert.deepEqual(errors, []);
  });

  const on = { assist: true };
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await view.page.keyboard.press(key);
  };
  const reply = (
    change: Partial<NonNullable<Extract<HostMessage, { type: 'draft' }>['draft']>> = {},
    item = 'g1',
  ): Promise<void> =>
    view.send({
      type: 'draft',
      item,
      draft: {
        text: 'It would charge twice.',
        reasons: ['wrong-behaviour', 'insecure'],
        by: 'stub',
        problem: null,
        ...change,
      },
    });
  const note = (): Promise<string> => view.page.locator('#note').inputValue();
  const reasons = (): Promise<string[]> =>
    view.page.evaluate(`[...document.querySelectorAll('.reasons input:checked')].map((input) => input.value)`);
  const marked = (): Promise<boolean> => view.page.locator('.assisted').isVisible();
  const sent = (): string[] =>
    view.messages.map(({ type }: ViewMessage) => type).filter((type) => type.startsWith('draft'));
  const answer = async (): Promise<object> => {
    await press('Enter');
    const { stance, reasons: chosen, note: line, assisted } = await view.message('answer');
    return { stance, reasons: chosen, note: line, assisted };
  };

  it('are not to be seen while no model is chosen, and come and go with the choice', async () => {
    await view.state([overridden()]);
    assert.doesNotMatch(await view.page.locator('body').innerText(), /draft|model|what is sent/i);
    await press('d');
    assert.deepEqual(sent(), []);
    // The same card: the choice may fall while it is shown.
    await view.state([overridden()], on);
    assert.ok(await view.page.getByRole('button', { name: 'Draft a reason' }).isVisible());
    await view.state([overridden()]);
    assert.equal(await view.page.getByRole('button', { name: 'Draft a reason' }).isVisible(), false);
  });

  it('stand beside the line, with the reasons they suggest, and change nothing', async () => {
    await view.state([overridden()], on);
    await press('d');
    assert.deepEqual(await view.message('draft'), { type: 'draft', item: 'g1', stance: 'overrode' });
    await view.page.getByText('Drafting…').waitFor();
    await reply();
    await view.page.getByText('Draft by stub, not yours yet:').waitFor();
    assert.equal(await view.page.locator('.draft').innerText(), 'It would charge twice.');
    assert.ok(await view.page.getByText('It suggests: wrong behaviour · insecure').isVisible());
    assert.deepEqual([await note(), await reasons(), await marked()], ['', [], false]);
    const { violations } = await new AxeBuilder({ page: view.page }).analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      [],
    );
    const overflow = await view.page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    assert.ok(overflow <= 0, `${String(overflow)} pixels too wide`);
    await press('Enter');
    assert.deepEqual(await view.message('answer'), {
      type: 'answer',
      item: 'g1',
      stance: 'overrode',
      reasons: [],
      note: null,
      ...noExtraAnswers,
      case: null,
    });
  });

  it('are taken over with the same key and edited; the answer says what a model helped with', async () => {
    await view.state([overridden()], on);
    await press('7', 'd');
    await reply();
    await press('d', 'End');
    assert.deepEqual(
      [await note(), await reasons(), await marked()],
      ['It would charge twice.', ['wrong-behaviour', 'insecure', 'policy'], true],
    );
    await view.page.keyboard.type(' Never mind.');
    assert.deepEqual(await answer(), {
      stance: 'overrode',
      reasons: ['wrong-behaviour', 'insecure', 'policy'],
      note: 'It would charge twice. Never mind.',
      assisted: ['note', 'reasons'],
    });
  });

  it('leave the words to who empties the line and takes the reasons away', async () => {
    await view.state([overridden()], on);
    await press('d');
    await reply();
    await press('d', 'Control+a', 'Delete');
    await view.page.keyboard.type('my own words');
    await press('Escape', '1', '4', '6');
    assert.equal(await marked(), false);
    assert.deepEqual(await answer(), {
      stance: 'overrode',
      reasons: ['to-learn'],
      note: 'my own words',
      assisted: undefined,
    });
  });

  it('from the record alone say why no model helped, and are not called a model’s', async () => {
    await view.state([overridden()], on);
    await press('d');
    await reply({ by: null, problem: 'The model cannot be reached.', text: 'Not kept.', reasons: [] });
    await view.page.getByText('The model cannot be reached. From your record, without a model:').waitFor();
    await press('d');
    assert.deepEqual([await note(), await marked()], ['Not kept.', false]);
    assert.deepEqual(await answer(), { stance: 'overrode', reasons: [], note: 'Not kept.', assisted: undefined });
  });

  it('are asked for the verdict that is chosen, and dropped with it', async () => {
    await view.state([overridden()], on);
    await press('a', 'd');
    assert.equal((await view.message('draft')).stance, 'adapted');
    await press('o');
    assert.equal((await view.message('draft-stop')).item, 'g1');
    await reply({ reasons: ['edge-case'] });
    assert.ok(await view.page.getByRole('button', { name: 'Draft a reason' }).isVisible());
    assert.equal(await view.page.locator('.draft').count(), 0);
    // What is no reason of the verdict cannot be suggested.
    await press('d');
    await reply({ reasons: ['edge-case', 'policy'] });
    await press('d');
    assert.deepEqual(await reasons(), ['policy']);
  });

  it('are not waited for once another decision is shown, and never land on it', async () => {
    await view.state([overridden(), trusted()], on);
    await press('d', 'j');
    assert.equal((await view.message('draft-stop')).item, 'g1');
    await reply();
    assert.equal(await view.page.locator('.draft').count(), 0);
    await press('k');
    assert.equal(await view.page.locator('.draft').count(), 0);
    assert.ok(await view.page.getByRole('button', { name: 'Draft a reason' }).isVisible());
  });

  it('can be stopped, discarded and looked at before they are sent', async () => {
    await view.state([adapted()], on);
    await view.page.getByRole('button', { name: 'See what is sent' }).click();
    assert.deepEqual(await view.message('draft-show'), { type: 'draft-show', item: 'g3', stance: 'adapted' });
    await view.page.getByRole('button', { name: 'Draft a reason' }).click();
    await view.page.getByRole('button', { name: 'Stop' }).click();
    assert.equal((await view.message('draft-stop')).item, 'g3');
    await view.send({ type: 'draft', item: 'g3', draft: null });
    await view.page.getByText('There is no draft.').waitFor();
    await view.page.getByRole('button', { name: 'Draft a reason' }).click();
    await reply({}, 'g3');
    await view.page.getByRole('button', { name: 'Discard' }).click();
    assert.equal(await note(), '');
  });

  it('taken over outlive a reload, with the mark; what was helped with before is marked again', async () => {
    await view.state([overridden()], on);
    await press('d');
    await reply();
    await press('d');
    await view.load();
    await view.state([overridden()], on);
    assert.deepEqual([await note(), await marked()], ['It would charge twice.', true]);
    const said = { stance: 'adapted', reasons: ['style'], note: 'said before', ...noExtraAnswers } as const;
    await view.state([adapted({ reflection: { ...said, reasons: [...said.reasons], assisted: ['note'] } })], on);
    assert.ok(await marked());
    await press('/');
    assert.deepEqual(await answer(), {
      stance: 'adapted',
      reasons: ['style'],
      note: 'said before',
      assisted: ['note'],
    });
  });
});
