import assert from 'node:assert/strict';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { modelWords } from '../../../src/core/assist/model.ts';
import { buildPortfolio } from '../../../src/node/portfolio/build.ts';
import { writeFiles } from '../../../src/node/portfolio/writePortfolio.ts';
import { TestAssist } from '../../support/assist.ts';
import { ChooserPages, type ChooserPage } from '../../support/chooserPage.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { MemoryStore } from '../../support/memoryStore.ts';
import { ModelServer, neverAnswers, refuses, says } from '../../support/modelServer.ts';
import { emptyLedger, tell } from '../../support/portfolioLedger.ts';

describe('help from a model on the page of the portfolio', function () {
  this.timeout(60_000);
  let pages: ChooserPages;
  let server: ModelServer;
  let made: ReturnType<typeof emptyLedger>;
  let shown: ChooserPage;
  let assist: TestAssist;
  let store: MemoryStore;
  let id: string;

  before(async () => {
    [pages, server] = await Promise.all([ChooserPages.start(), ModelServer.start()]);
  });
  after(async () => {
    await server.stop();
    await pages.close();
  });
  beforeEach(async () => {
    made = emptyLedger();
    id = tell(made.ledger, {
      verdict: 'adapted',
      stance: 'adapted',
      reasons: ['edge-case'],
      before: 'const a = 1;\n',
      suggested: 'const a = 2;\n',
      kept: 'const a = 3;\n',
    });
    assist = new TestAssist(made.ledger, made.clock, server.url);
    store = new MemoryStore();
    shown = await pages.open({ ...made, store, assist });
    await shown.ready();
    await shown.page.locator('.finder [role=option]').first().click();
    await shown.page.locator('#words-title').waitFor();
  });
  afterEach(async () => {
    await shown.close();
    assert.deepEqual(shown.errors, []);
    made.ledger.dispose();
  });

  const words = (): unknown => made.ledger.decisions()[0]?.case ?? null;
  const press = (name: string): Promise<void> => shown.page.getByRole('button', { name }).click();

  it('is not to be seen while no model is chosen, and comes and goes with the choice', async () => {
    await shown.page.getByRole('button', { name: 'Draft a title' }).waitFor();
    assist.on = false;
    assist.changed.fire(undefined);
    await shown.page.getByRole('button', { name: 'Draft a title' }).waitFor({ state: 'hidden' });
    assert.doesNotMatch(await shown.page.locator('body').innerText(), /draft a|model|what is sent/i);
    assert.deepEqual(server.asked, []);
  });

  it('stands beside the field until the author takes it over, edits it, and the portfolio says so', async () => {
    server.does(says('{"title": "Handle the empty cart"}'));
    await press('Draft a title');
    await shown.page.getByText('Draft by stub, not yours yet:').waitFor();
    assert.equal(await shown.page.locator('.draft').innerText(), 'Handle the empty cart');
    assert.equal(await shown.page.locator('#words-title').inputValue(), '');
    assert.equal(words(), null);
    const { violations } = await new AxeBuilder({ page: shown.page }).analyze();
    assert.deepEqual(
      violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html).join(' | ')}`),
      [],
    );
    await press('Use it');
    await shown.page.keyboard.press('End');
    await shown.page.keyboard.type(' first');
    await shown.page.locator('.assisted:visible').getByText('A model helped with these words').waitFor();
    await shown.page.locator('#words-situation').focus();
    await shown.page.getByText('Saved.', { exact: true }).waitFor();
    const rest = { situation: null, result: null, impact: null };
    assert.deepEqual(words(), { title: 'Handle the empty cart first', ...rest, assisted: ['title'] });

    const { files } = await buildPortfolio(made.ledger, { clock: made.clock, digest: made.digest, cases: [{ id }] });
    const page = files.find(({ name }) => name === 'portfolio.md')?.text ?? '';
    assert.match(page, /drafted by a model, then edited or approved by me: title/);
    assert.match(
      page,
      /\*\*Help from a model\.\*\* A language model drafted words of case 1 \(title\); I edited or approved each\./,
    );
    const folder = path.join(temporaryFolder(), 'portfolio');
    writeFiles(folder, files);
    const verified = await new CommandLine('2026-11-22T18:00:00.000Z').run(['verify', folder]);
    assert.equal(verified.code, 0, verified.out.join('\n'));
    // Who takes the words away and writes anew wrote them alone.
    await shown.page.locator('#words-title').fill('');
    await shown.page.locator('#words-title').fill('My own title');
    await shown.page.locator('#words-situation').focus();
    await shown.page.getByText('Saved.', { exact: true }).waitFor();
    assert.deepEqual(words(), { title: 'My own title', ...rest });
  });

  it('drafts the line that says why, and keeps what was said beside it', async () => {
    server.does(says('{"note": "It missed the empty cart.", "reasons": ["edge-case"]}'));
    await press('Draft a reason');
    await press('Use it');
    await shown.page.locator('#words-title').focus();
    await shown.page.getByText('Saved.', { exact: true }).waitFor();
    const [decision] = made.ledger.decisions();
    assert.deepEqual(
      [decision?.reflection?.note, decision?.reflection?.reasons, decision?.reflection?.assisted],
      ['It missed the empty cart.', ['edge-case'], ['note']],
    );
  });

  it('leaves the author’s words alone when a draft is discarded', async () => {
    await shown.page.locator('#words-title').fill('Mine');
    server.does(says('{"title": "Another"}'));
    await press('Draft a title');
    await press('Discard');
    await shown.page.getByRole('button', { name: 'Draft a title' }).waitFor();
    assert.equal(await shown.page.locator('#words-title').inputValue(), 'Mine');
    await shown.page.locator('#words-situation').focus();
    await shown.page.getByText('Saved.', { exact: true }).waitFor();
    assert.deepEqual(words(), { title: 'Mine', situation: null, result: null, impact: null });
  });

  it('says what went wrong once, offers what follows from the record, and does not call that a model’s', async () => {
    server.does(refuses(401, 'invalid_api_key'));
    await press('Draft a title');
    await shown.page.getByText(`${modelWords['model-refused']} From your record, without a model:`).waitFor();
    await press('Use it');
    assert.equal(await shown.page.locator('#words-title').inputValue(), 'Adapted: an edge case');
    await shown.page.locator('#words-situation').focus();
    await shown.page.getByText('Saved.', { exact: true }).waitFor();
    assert.deepEqual(words(), { title: 'Adapted: an edge case', situation: null, result: null, impact: null });
  });

  it('can be stopped while it is waited for', async () => {
    server.does(neverAnswers);
    await press('Draft a title');
    await shown.page.getByText('Drafting…').waitFor();
    await press('Stop');
    await shown.page.getByText('There is no draft.').waitFor();
    await shown.page.getByRole('button', { name: 'Draft a title' }).waitFor();
  });

  it('shows on demand what would be sent, and sends nothing', async () => {
    server.does(says('{"title": "x"}'));
    await shown.page.getByRole('button', { name: 'See what is sent' }).first().click();
    while (assist.shown.length === 0) await shown.page.evaluate('new Promise(requestAnimationFrame)');
    assert.match(assist.shown[0] ?? '', /code that stands now ---\nconst a = 3;/);
    assert.deepEqual(server.asked, []);
  });

  const plain = (): Promise<string> => shown.page.locator('#plain').inputValue();
  const draftPlain = (): Promise<void> => shown.page.getByRole('button', { name: 'Draft it' }).click();
  const previewed = async (): Promise<string> => {
    await press('Preview');
    await shown.page.getByText('The preview is ready').waitFor();
    return shown.built?.files.find(({ name }) => name === 'portfolio.md')?.text ?? '';
  };

  it('drafts the words for people who do not program; the page has them before the counts, and its method says so', async () => {
    server.does(says('{"summary": "Tools propose, I decide, and I check <b>money</b> twice."}'));
    await draftPlain();
    await shown.page.locator('.draft').waitFor();
    assert.equal(await plain(), '');
    await press('Use it');
    await shown.page.locator('#plain:focus').waitFor();
    await shown.page.locator('.assisted:visible').waitFor();
    const page = await previewed();
    assert.match(
      page,
      /## For stakeholders\n\nTools propose, I decide, and I check &lt;b&gt;money&lt;\/b&gt; twice\.\n\n\*\*Counted from the record\.\*\*/,
    );
    assert.match(page, /A language model drafted words of what I say to stakeholders; I edited or approved each\./);

    // The words stay over closing the page, with their mark.
    await shown.close();
    shown = await pages.open({ ...made, store, assist });
    await shown.ready();
    await shown.page.locator('.assisted:visible').waitFor();
    assert.equal(await plain(), 'Tools propose, I decide, and I check <b>money</b> twice.');
    await shown.page.locator('#plain').fill('');
    await shown.page.locator('#plain').fill('I decide.');
    assert.equal(await shown.page.locator('.assisted:visible').count(), 0);
    const own = await previewed();
    assert.match(own, /## For stakeholders\n\nI decide\.\n/);
    assert.doesNotMatch(own, /Help from a model/);
  });

  it('says of the whole record only counts and the author’s own words, and can be stopped', async () => {
    server.does(neverAnswers);
    await shown.page.locator('section.whole').getByRole('button', { name: 'See what is sent' }).click();
    while (assist.shown.length === 0) await shown.page.evaluate('new Promise(requestAnimationFrame)');
    assert.match(assist.shown[0] ?? '', /trusted 0, adapted 1, overrode 0\./);
    assert.doesNotMatch(assist.shown[0] ?? '', /const a/);
    assert.deepEqual(server.asked, []);
    await draftPlain();
    await press('Stop');
    await shown.page.locator('section.whole').getByText('There is no draft.').waitFor();
    server.does(refuses(500, 'no'));
    await draftPlain();
    await shown.page.getByText(`${modelWords['model-failed']} From your record, without a model:`).waitFor();
    await press('Use it');
    assert.match(await plain(), /^I decided about 1 suggestion/);
    assert.doesNotMatch(await previewed(), /Help from a model/);
  });
});
