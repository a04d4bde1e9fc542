import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { beginMark, endMark } from '../../src/core/practice/lessonsFile.ts';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { until } from '../host/until.ts';
import { startSession, type Session } from '../launch/session.ts';
import { tell, type Told } from '../support/portfolioLedger.ts';

const migration: Told = {
  workspace: 'corner-shop',
  kind: 'migration',
  language: 'sql',
  domain: 'data',
  before: '',
  suggested: 'ALTER TABLE orders DROP COLUMN note;',
  verdict: 'overrode',
  stance: 'overrode',
  reasons: ['wrong-behaviour'],
};

/** A file as somebody on Windows wrote it. */
const own = '# Corner shop\r\n\r\nBe brief.\r\n';

// From a week's decisions to a rule, and to what the agents of the project are told; each test goes on where the last
// one ended.
describe('better practice in the editor, with real keys', function () {
  this.bail(true);
  let session: Session;
  let scratch: string;
  let ledger: Ledger;
  let told = 0;

  /** Decisions of the last minutes. */
  const decide = (count: number, one: Told): void => {
    for (let index = 0; index < count; index++)
      tell(ledger, {
        ...one,
        id: `decision-${String((told += 1))}`,
        at: new Date(Date.now() - 600_000 + told * 1000).toISOString(),
      });
  };
  const file = (): string => path.join(session.workspace, 'AGENTS.md');
  const text = (): string => readFileSync(file(), 'utf8');
  const openPage = async (): Promise<Frame> => {
    await session.window.runCommand('pairfolio.weeklyReview');
    const page = await session.window.webviewFrame('#surprised');
    await page.locator('#surprised:focus').waitFor();
    return page;
  };
  /** Waits until a list asks this, or offers it. */
  const asked = async (words: string): Promise<void> => {
    const { quickInput } = session.window;
    const question = quickInput.locator(`input[placeholder*="${words}"]`);
    await question
      .or(quickInput.locator('.monaco-list-row').filter({ hasText: words }))
      .first()
      .waitFor();
  };
  const enter = async (words: string): Promise<void> => {
    await asked(words);
    await session.window.press('Enter');
  };
  /** Waits until the lessons are asked about, with the difference in the editor behind. */
  const difference = async (): Promise<void> => {
    await asked('Nothing is written yet.');
    await session.window.waitForText('.tab.active', 'AGENTS.md: now ↔ with your lessons');
    await session.window.page.locator('.monaco-diff-editor').first().waitFor();
  };
  const says = (words: string | RegExp): Promise<unknown> =>
    session.window.waitForText('.notification-list-item-message', words);

  before(async () => {
    scratch = mkdtempSync(path.join(tmpdir(), 'pairfolio-practice-'));
    ledger = new Ledger(path.join(scratch, 'ledger'), { app: 'test', host: 'cli' }, systemClock, nodeDigest);
    decide(7, migration);
    decide(2, { ...migration, verdict: 'adapted', stance: 'adapted', reasons: ['edge-case'] });
    decide(6, { workspace: 'corner-shop', kind: 'feature', suggested: 'const a = 1;', verdict: 'trusted' });
    session = await startSession({
      ledger: ledger.home,
      settings: { 'workbench.editor.useModal': 'off' },
    });
    writeFileSync(file(), own);
  });

  after(async () => {
    await session.stop();
    ledger.dispose();
    rmSync(scratch, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.window.screenshotOfFailure(this.currentTest.fullTitle());
  });

  it('a draft is there again after the page was closed', async () => {
    await openPage();
    await session.window.type('It dropped a column.');
    const page = await session.window.webviewFrame('#surprised');
    // The keys reach the page some time after they were pressed.
    const typed = page.locator('#surprised');
    await until('all of it stands there', async () => (await typed.inputValue()) === 'It dropped a column.');
    await page.locator('.status').filter({ hasText: 'Kept as a draft' }).waitFor();
    await session.window.press('Control+w');
    await session.window.page.locator('.tab').filter({ hasText: 'Weekly Review' }).waitFor({ state: 'detached' });
    const again = await openPage();
    assert.equal(await again.locator('#surprised').inputValue(), 'It dropped a column.');
  });

  it('a rule proposed from the record is begun, and is shown beside the decisions it holds for', async () => {
    const { window } = session;
    const page = await window.webviewFrame('#surprised');
    await page.locator('.try .option').filter({ hasText: 'migrations: you overrode 7 of 9.' }).click();
    await page.locator('#rule-words').waitFor();
    await window.press('Control+Enter');
    await page.locator('.notice').filter({ hasText: 'Your new rule counts from now on.' }).waitFor();
    const { practice } = ledger.read();
    const [week] = [...practice.weeks.values()].map((stated) => stated.at(-1)?.body);
    assert.equal(ledger.texts.lookUp(week?.texts ?? {})['surprised'], 'It dropped a column.');
    assert.deepEqual(
      [...practice.rules.values()].map((stated) => stated.at(-1)?.body.state),
      ['trial'],
    );
    await page.locator('.rule .kept-to').waitFor();
    await page.locator('.reconsider .option').filter({ hasText: 'SQL' }).first().click();
    await page.locator('#show-decision').click();
    const review = await window.webviewFrame('.rule-here');
    assert.equal(await review.locator('.rule-here').first().innerText(), 'Your rule on trial: Write migrations myself');
  });

  it('AGENTS.md is changed after the difference was seen, and not before', async () => {
    const { window } = session;
    // With nothing behind the difference, no page takes the focus from a question when it closes.
    await window.runCommand('View: Close All Editors');
    await window.page.locator('.tab').first().waitFor({ state: 'detached' });
    await window.runCommand('pairfolio.writeLessons');
    await enter('Write into AGENTS.md');
    await enter('What should AGENTS.md say?');
    await difference();
    assert.equal(text(), own);
    await window.press('Escape');
    await window.quickInput.waitFor({ state: 'hidden' });
    assert.equal(text(), own, 'who turns back changes nothing');

    await window.runCommand('pairfolio.writeLessons');
    await enter('Write into AGENTS.md');
    await enter('What should AGENTS.md say?');
    await difference();
    await window.press('Enter');
    await until('it is written', () => text().includes(endMark));
    assert.ok(text().startsWith(`${own}\r\n${beginMark}\r\n`), text());
    assert.match(text(), /- In SQL migrations \(data\): State what the code must do as a test before writing it/);
    assert.match(text(), /- In migrations: The developer writes this code; review it and do not write it\.\r\n/);
    assert.equal(text().replaceAll('\r\n', '').includes('\n'), false, 'the line ends of the file');
    assert.doesNotMatch(text(), /edge cases/);
    const written = await until('it is recorded', () => ledger.read().practice.lessons.at(-1)?.body);
    assert.deepEqual(
      written.reasons.map(({ reason }) => reason),
      ['wrong-behaviour'],
    );
  });

  it('is updated in its place, with what was written around it left alone', async () => {
    const { window } = session;
    decide(1, { ...migration, verdict: 'adapted', stance: 'adapted', reasons: ['edge-case'] });
    writeFileSync(file(), text().replace('Be brief.', 'Be very brief.') + '\r\nThe end.\r\n');
    await window.runCommand('pairfolio.writeLessons');
    await enter('Update AGENTS.md');
    await enter('What should AGENTS.md say?');
    await difference();
    await window.press('Enter');
    await until('it is updated', () => text().includes('edge cases'));
    assert.ok(text().startsWith(own.replace('brief', 'very brief')));
    assert.ok(text().endsWith(`${endMark}\r\n\r\nThe end.\r\n`));
    assert.equal(text().split(beginMark).length, 2);
  });

  it('is taken out again: the file is as it was', async () => {
    const { window } = session;
    await window.runCommand('pairfolio.writeLessons');
    await asked('Take the lessons out');
    await window.quickInput.locator('input').first().fill('Take the lessons');
    await window.quickInput.locator('.monaco-list-row.focused').filter({ hasText: 'Take the lessons out' }).waitFor();
    await window.press('Enter');
    await difference();
    await window.press('Enter');
    // An editor empties a file before it writes it: a look in between finds nothing at all.
    await until('it is cleaned', () => text() !== '' && !text().includes('pairfolio'));
    assert.equal(text(), `${own.replace('brief', 'very brief')}\r\nThe end.\r\n`);
    await until('it is recorded', () => ledger.read().practice.lessons.at(-1)?.body.reasons.length === 0);
  });

  it('is changed in the editor alone while it holds something that is not saved', async () => {
    const { window } = session;
    await window.press('Escape');
    await window.openFile('AGENTS.md');
    await window.press('Control+Home');
    await window.type('x');
    await window.page.locator('.tab.active.dirty').waitFor();
    const before = text();
    await window.runCommand('pairfolio.writeLessons');
    await enter('Write into AGENTS.md');
    await enter('What should AGENTS.md say?');
    await asked('you save it');
    await window.press('Enter');
    await says('AGENTS.md is changed in the editor');
    assert.equal(text(), before);
  });
});
