import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chipTable } from '../../src/core/reflect/chips.ts';
import { noExtraAnswers } from '../../src/core/reflect/extraQuestions.ts';
import { adapted, overridden, rich, trusted } from '../support/reviewItems.ts';
import { ReviewPages, themes, type ReviewPage } from '../support/reviewPage.ts';

// Chips show the focus of the input inside them, the card on its title.
const focusIsVisible = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return true;
  const shown = at.closest('.chip') ?? (at.classList.contains('card') ? at.querySelector('h2') : at);
  return getComputedStyle(shown).outlineStyle !== 'none';
})()`;

describe('review view', function () {
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

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await view.page.keyboard.press(key);
  };
  const checked = (): Promise<string[]> =>
    view.page.evaluate(`[...document.querySelectorAll('input:checked')].map((input) => input.value)`);
  /** What the view asked of its host: not that it has the focus, or that an answer was begun. */
  const sent = (): string[] =>
    view.messages.map(({ type }) => type).filter((type) => type !== 'focused' && type !== 'begun');
  const title = (): Promise<string | null> => view.page.locator('h2').textContent();

  it('answers the common case with three keys and one line', async () => {
    await view.state([overridden(), trusted()]);
    assert.deepEqual(await checked(), ['overrode']);
    await press('1', 'Tab');
    await view.page.keyboard.type('a late success would be charged twice');
    await press('Enter');
    assert.deepEqual(await view.message('answer'), {
      type: 'answer',
      item: 'g1',
      stance: 'overrode',
      reasons: ['wrong-behaviour'],
      note: 'a late success would be charged twice',
      ...noExtraAnswers,
      case: null,
    });
    await view.state([trusted()]);
    await view.send({ type: 'notice', kind: 'saved', text: 'Saved. 1 left.' });
    assert.equal(await view.page.getByRole('status').textContent(), 'Saved. 1 left.');
    // The letters answer the next one at once, though the field had the focus.
    await press('a', '3', 'Enter');
    const next = await view.message('answer');
    assert.deepEqual([next.item, next.stance, next.reasons, next.note], ['g2', 'adapted', ['wrong-api'], null]);
  });

  it('shows the runs that check the decision, and no line without one', async () => {
    const line = view.page.locator('.checked');
    await view.state([
      overridden({
        checked: [
          { what: 'npm test', result: 'passed' },
          { what: 'cargo clippy', result: 'failed' },
          { what: 'node', result: 'unknown' },
        ],
      }),
    ]);
    assert.equal(await line.textContent(), 'Checked: npm test passed · cargo clippy failed · node was run');
    await view.state([trusted()]);
    assert.equal(await line.count(), 0);
  });

  it('changes the reasons with the verdict and keeps those of each', async () => {
    await view.state([overridden()]);
    await press('2', '7', 't');
    assert.deepEqual(await checked(), ['trusted']);
    assert.match((await view.page.locator('.reasons legend').textContent()) ?? '', /safe to keep/);
    await press('7', '1', 'o');
    assert.deepEqual(await checked(), ['overrode', 'invented-api', 'policy']);
    await press('2', 't', 'Enter');
    assert.deepEqual((await view.message('answer')).reasons, ['tests-pass']);
  });

  it('takes letters as text in the field, and Esc leaves it', async () => {
    await view.state([overridden(), trusted()]);
    await press('/');
    await view.page.keyboard.type('s t n f j 1');
    assert.deepEqual(sent(), []);
    await press('Escape', 'a', '1', 'Enter');
    const { stance, reasons, note } = await view.message('answer');
    assert.deepEqual([stance, reasons, note], ['adapted', ['convention'], 's t n f j 1']);
  });

  it('answers once however often and long Enter is pressed', async () => {
    await view.state([overridden(), trusted()]);
    await press('Enter', 'Enter', 's', 'n');
    await view.message('answer');
    assert.deepEqual(sent(), []);
  });

  it('reminds of the rule that holds for a decision, and of none elsewhere', async () => {
    const rule = { words: 'Run the <b>tests</b> first', state: 'trial' } as const;
    await view.state([overridden({ rule }), trusted()]);
    assert.equal(await view.page.locator('.rule-here').innerText(), 'Your rule on trial: Run the <b>tests</b> first');
    // The same card: what finds rules may be loaded after it was drawn.
    await view.state([overridden({ rule: { ...rule, state: 'kept' } })]);
    assert.equal(await view.page.locator('.rule-here').innerText(), 'Your rule: Run the <b>tests</b> first');
    await view.state([trusted()]);
    assert.equal(await view.page.locator('.rule-here').isVisible(), false);
  });

  it('skips and corrects with one key', async () => {
    await view.state([overridden(), trusted()]);
    await press('s');
    assert.equal((await view.message('skip')).item, 'g1');
    await view.state([trusted()]);
    await press('n');
    assert.equal((await view.message('not-ai')).item, 'g2');
  });

  it('asks once more before it forgets', async () => {
    await view.state([overridden()]);
    await press('f');
    assert.ok(await view.page.getByRole('alertdialog').isVisible());
    await press('t', 's', 'Escape');
    assert.equal(await view.page.getByRole('alertdialog').count(), 0);
    assert.deepEqual(await checked(), ['overrode']);
    await press('f', 'f');
    assert.equal((await view.message('forget')).item, 'g1');
    assert.deepEqual(sent(), []);
  });

  it('moves between decisions with arrows, j and k', async () => {
    await view.state([overridden(), trusted(), adapted()]);
    await press('ArrowRight', 'j');
    assert.match((await title()) ?? '', /totals\.ts/);
    await press('j', 'k', 'k');
    assert.match((await title()) ?? '', /gatewayAdapter/);
    assert.equal(await view.page.locator('.position').textContent(), '2 of 3');
  });

  it('keeps a half-written answer and its place while it is hidden', async () => {
    await view.state([overridden(), trusted()]);
    await press('j', 'a', '5', '/');
    await view.page.keyboard.type('half a th');
    await view.load();
    await view.state([overridden(), trusted()]);
    await press('/', 'End');
    await view.page.keyboard.type('ought');
    await press('Enter');
    const { item, stance, reasons, note } = await view.message('answer');
    assert.deepEqual([item, stance, reasons, note], ['g2', 'adapted', ['performance'], 'half a thought']);
  });

  it('does not disturb what is being written when something new waits', async () => {
    await view.state([overridden()]);
    await press('/');
    await view.page.keyboard.type('one ');
    await view.state([overridden(), trusted()]);
    await view.page.keyboard.type('line');
    assert.equal(await view.page.locator('#note').inputValue(), 'one line');
    assert.equal(await view.page.locator('h1').textContent(), '2 waiting · after commit 9f2c1ab');
  });

  it('takes the second row with Shift and a digit, one answer or none', async () => {
    await view.state([adapted()]);
    await press('Shift+Digit1', 'Shift+Digit3', '1', 'Enter');
    const { tippedOff, reasons } = await view.message('answer');
    assert.deepEqual([tippedOff, reasons], ['reading', ['convention']]);
  });

  it('asks one thing more where the decision was drawn for it, and leaves it to the developer', async () => {
    await view.state([overridden({ extra: 'nextTime' })]);
    assert.equal(await view.page.locator('.extra legend').textContent(), 'Next time, leave to the AI');
    await press('Shift+Digit3', 'Shift+Digit3', 'Shift+Digit1', 'Enter');
    assert.equal((await view.message('answer')).nextTime, 'more');
    await view.state([rich()]);
    await press('w');
    await view.page.keyboard.type('s it knew n our helper');
    await press('Enter');
    const { surprised, note } = await view.message('answer');
    assert.deepEqual([surprised, note], ['s it knew n our helper', null]);
  });

  it('offers the developer’s own chips with digits of their own', async () => {
    const own = Array.from({ length: 4 }, (_, i) => ({
      verdict: 'overrode' as const,
      id: `own-${String(i)}`,
      label: `own ${String(i)}`,
    }));
    await view.state([overridden()], { chips: chipTable(String, own) });
    await press('9');
    // The tenth and later have no digit and are reached like any check box.
    await view.page.getByRole('checkbox', { name: 'own 3' }).focus();
    await press('Space', 'Enter');
    assert.deepEqual((await view.message('answer')).reasons, ['own-1', 'own-3']);
  });

  it('folds a long prompt away and shows all of it with p', async () => {
    await view.state([rich()]);
    const prompt = view.page.locator('#prompt');
    const height = async (): Promise<number> => (await prompt.boundingBox())?.height ?? 0;
    const folded = await height();
    const toggle = view.page.getByRole('button', { name: 'Show all' });
    assert.equal(await toggle.getAttribute('aria-expanded'), 'false');
    await press('p');
    assert.ok((await height()) > folded * 1.5, 'it became longer');
    assert.equal(await view.page.getByRole('button', { name: 'Show less' }).getAttribute('aria-expanded'), 'true');
    await press('p');
    assert.equal(await height(), folded);
    await view.state([overridden()]);
    assert.equal(await toggle.count(), 0, 'a short one needs no button');
  });

  it('takes the words of a case, and says nothing of one that was left alone', async () => {
    await view.state([rich(), overridden()]);
    assert.equal(await view.page.getByLabel('Title').isVisible(), false);
    await press('c');
    await view.page.keyboard.type('Late success');
    await press('Tab');
    await view.page.keyboard.type('two');
    await press('Enter');
    await view.page.keyboard.type('lines');
    await press('Control+Enter');
    const { item, case: words } = await view.message('answer');
    assert.deepEqual([item, words], ['g4', { title: 'Late success', situation: 'two\nlines', result: '', impact: '' }]);
    await view.state([rich({ id: 'g5', case: { title: 'Late', situation: '', result: '', impact: '' } })]);
    assert.equal(await view.page.getByLabel('Title').inputValue(), 'Late');
    await view.page.locator('article').focus();
    await press('Enter');
    assert.equal((await view.message('answer')).case, null);
    await view.state([overridden()]);
    assert.equal(await view.page.locator('.case').count(), 0);
  });

  it('keeps every field of a half-written answer, and tells its host once that one was begun', async () => {
    await view.state([overridden(), rich()]);
    await press('j', 'o', 'w');
    await view.page.keyboard.type('speed');
    await press('Escape', 'c');
    await view.page.keyboard.type('Title');
    assert.deepEqual((await view.message('begun')).items, ['g4']);
    assert.equal(view.messages.filter(({ type }) => type === 'begun').length, 0);
    await view.load();
    assert.deepEqual((await view.message('begun')).items, ['g4']);
    await view.state([overridden(), rich()]);
    assert.equal(await view.page.locator('.position').textContent(), '2 of 2');
    await view.page.locator('article').focus();
    await press('Enter');
    const { stance, surprised, case: words } = await view.message('answer');
    assert.deepEqual([stance, surprised, words?.title], ['overrode', 'speed', 'Title']);
  });

  it('reads the drafts of a version that asked less', async () => {
    const reasons = { trusted: [], adapted: ['style'], overrode: [] };
    const draft = { stance: 'adapted', reasons, note: 'old', tippedOff: 'test' };
    const state = JSON.stringify({ v: 1, current: 'g1', drafts: { g1: draft } });
    await view.page.evaluate(`sessionStorage.setItem('state', ${JSON.stringify(state)})`);
    await view.load();
    await view.state([overridden()]);
    await press('Enter');
    const { note, tippedOff, reasons: said } = await view.message('answer');
    assert.deepEqual([note, tippedOff, said], ['old', 'test', ['style']]);
  });

  it('goes to the decision its host names, and keeps what is being written on another', async () => {
    await view.state([overridden(), trusted(), adapted()]);
    await press('/');
    await view.page.keyboard.type('half');
    await view.send({ type: 'focus', item: 'g3' });
    assert.match((await title()) ?? '', /totals/);
    assert.equal(await view.page.locator('article:focus').count(), 1);
    await press('j');
    assert.equal(await view.page.locator('#note').inputValue(), 'half');
    await view.send({ type: 'focus', item: 'nothing' });
    assert.match((await title()) ?? '', /capture/);
  });

  it('says where an answer went that another window gave meanwhile', async () => {
    await view.state([overridden(), trusted()]);
    await press('1');
    await view.state([trusted()]);
    assert.match((await view.page.getByRole('status').textContent()) ?? '', /another window/);
    await press('Enter');
    await view.message('answer');
    await view.state([]);
    await view.send({ type: 'notice', kind: 'saved', text: 'Saved.' });
    assert.equal(await view.page.getByRole('status').textContent(), 'Saved.');
  });

  it('says that a file is gone instead of offering to open it', async () => {
    await view.state([overridden(), trusted()]);
    await view.send({ type: 'gone', items: ['g1', 'g2'] });
    assert.match((await title()) ?? '', /src\/capture\.ts file is gone/);
    assert.equal(await view.page.locator('h2 button').count(), 0);
    await press('j');
    assert.match((await title()) ?? '', /gatewayAdapter\.ts file is gone/);
    await view.send({ type: 'gone', items: [] });
    await press('j');
    assert.equal(await view.page.locator('h2 button').count(), 1);
  });

  it('colours the code by its language and marks the words that changed', async () => {
    await view.state([rich()]);
    const texts = (selector: string): Promise<string[]> => view.page.locator(`.lines ${selector}`).allTextContents();
    assert.deepEqual(await texts('.comment'), [
      '/* Takes the payment of an order that was authorised before,',
      ' * at most once. */',
      '// the gateway repeats by itself',
    ]);
    assert.deepEqual(await texts('.string'), ['`capture ${order.id}`', "'capture'"]);
    assert.deepEqual(await texts('.keyword'), ['const', 'const', 'await', 'await']);
    assert.deepEqual(await texts('.written .word'), [', { key }', 'limit', 'what']);
    const colours = await view.page.evaluate<string[]>(
      `['code', '.keyword', '.string', '.comment'].map((one) => getComputedStyle(document.querySelector('.lines ' + one)).color)`,
    );
    assert.equal(new Set(colours).size, 4, colours.join(' '));
    assert.equal(await view.page.locator('.cut').textContent(), 'Cut: 212 more lines.');
  });

  it('tells of a failure and lets the answer be sent again', async () => {
    await view.state([overridden()]);
    await press('Enter');
    await view.message('answer');
    await view.send({ type: 'notice', kind: 'error', text: 'The ledger folder cannot be written.' });
    assert.equal(await view.page.getByRole('alert').textContent(), 'The ledger folder cannot be written.');
    await press('Enter');
    await view.message('answer');
  });

  it('reads as words, not as colours', async () => {
    await view.state([overridden()]);
    // What a screen reader is given, so text that is only drawn or only hidden does not count.
    const spoken = await view.page.locator('.lines').ariaSnapshot();
    assert.match(spoken, /offered, not kept:"\n *- code: .*tries: 3 }\);/);
    assert.match(spoken, /you wrote:"\n *- code: .*idempotencyKey/);
    assert.match(spoken, /before:"\n *- code: .*gateway\.capture\(id\);/);
    assert.equal(await view.page.locator('.counts').textContent(), 'offered 2 lines · 1 kept · you wrote 2');
    assert.equal(await view.page.getByRole('radio', { name: 'overrode' }).isChecked(), true);
    assert.equal(await view.page.getByRole('article').getAttribute('aria-labelledby'), 'title');
  });

  it('never takes the code of a decision for markup', async () => {
    const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    const item = overridden({ prompt: evil, file: evil });
    const [part] = item.parts;
    assert.ok(part);
    await view.state([{ ...item, parts: [{ ...part, lines: [{ kind: 'kept', text: evil }] }] }]);
    assert.equal(await view.page.locator('.lines code').textContent(), evil);
    assert.equal(await view.page.locator('img').count(), 0);
    assert.equal(await view.page.title(), 'Pairfolio');
  });

  it('says why there is no difference to read', async () => {
    const [part] = overridden().parts;
    assert.ok(part);
    await view.state([overridden({ parts: [{ ...part, lines: [], problem: 'binary' }] })]);
    assert.match((await view.page.locator('.difference').textContent()) ?? '', /not text/);
  });

  it('says what will appear here, what is done, and what more could be reviewed', async () => {
    await view.state([], { started: false });
    assert.match((await title()) ?? '', /Nothing to review yet/);
    await view.page.getByRole('button', { name: /Import history/ }).click();
    assert.equal((await view.message('command')).command, 'import-history');
    await view.state([], { more: 12 });
    await view.page.getByRole('button', { name: 'Review more' }).click();
    assert.equal((await view.message('command')).command, 'review-more');
    await view.state([overridden()]);
    await press('Enter');
    await view.state([]);
    assert.equal(await title(), 'All answered. Nothing waits.');
    await view.page.getByRole('button', { name: /Export portfolio/ }).click();
    assert.equal((await view.message('command')).command, 'export-portfolio');
  });

  it('stays inside a narrow side bar', async () => {
    await view.page.setViewportSize({ width: 220, height: 700 });
    await view.state([trusted(), adapted()]);
    for (const key of ['k', 'k']) {
      await press(key);
      const overflow = await view.page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      assert.ok(overflow <= 0, `${String(overflow)} pixels too wide`);
    }
  });

  it('shows where the focus is', async () => {
    await view.state([overridden()]);
    for (let i = 0; i < 12; i++) {
      await press('Tab');
      const visible = await view.page.evaluate<boolean>(focusIsVisible);
      assert.ok(visible, `no visible focus after ${String(i + 1)} times Tab`);
    }
  });

  for (const theme of themes) {
    it(`has no accessibility violation in ${theme}`, async () => {
      const themed = await pages.open(theme);
      const [part] = overridden().parts;
      assert.ok(part);
      const scan = async (what: string): Promise<void> => {
        const shots = process.env['REVIEW_SHOTS'];
        if (shots) await themed.page.screenshot({ path: path.join(shots, `${theme}-${what}.png`), fullPage: true });
        const { violations } = await new AxeBuilder({ page: themed.page }).analyze();
        const found = violations.map(({ id, nodes }) => `${what}: ${id} ${nodes.map(({ html }) => html).join(' ')}`);
        assert.deepEqual(found, []);
      };
      await themed.state([overridden(), trusted(), adapted()]);
      await themed.page.keyboard.press('1');
      await scan('overrode');
      await themed.page.keyboard.press('j');
      await scan('trusted');
      await themed.page.keyboard.press('j');
      await themed.page.keyboard.press('Shift+Digit2');
      await themed.page.keyboard.press('/');
      await scan('adapted');
      await themed.page.keyboard.press('Escape');
      await themed.page.keyboard.press('f');
      await scan('forget');
      await themed.state([rich({ rule: { words: 'Run the tests first', state: 'trial' } })]);
      await scan('rich');
      await themed.page.keyboard.press('p');
      await themed.page.keyboard.press('c');
      await themed.page.keyboard.type('Charged once');
      await themed.send({ type: 'gone', items: ['g4'] });
      await scan('case');
      await themed.state([overridden({ parts: [{ ...part, lines: [], problem: 'generated', size: 4_200 }] })]);
      await scan('generated');
      await themed.send({ type: 'notice', kind: 'error', text: 'The ledger folder cannot be written.' });
      await scan('error');
      await themed.state([], { started: false, paused: true });
      await scan('empty');
      assert.deepEqual(themed.errors, []);
      await themed.close();
    });
  }

  it('needs no colour the theme fixtures do not have', () => {
    const css = fs.readFileSync(path.join(import.meta.dirname, '../../src/webview/review.css'), 'utf8');
    const used = new Set([...css.matchAll(/var\((--vscode-[\w-]+)\)/g)].map(([, name]) => name ?? ''));
    const dark = fs.readFileSync(path.join(import.meta.dirname, '../fixtures/themes/dark-modern.json'), 'utf8');
    // Used without a fallback: an unknown name would silently be no colour at all.
    assert.deepEqual(
      [...used].filter((name) => !dark.includes(`"${name}"`)),
      [],
    );
  });
});
