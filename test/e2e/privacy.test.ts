import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { startSession, type Session } from '../launch/session.ts';
import { suggestionRecord } from '../support/records.ts';

const many = 1200;

/** The questions and pages about one's own data as a person meets them; test/host/privacy.test.ts has the rest. */
describe('forgetting with real keys', () => {
  let session: Session;
  let folder: string;

  const dialog = (): Locator => session.window.page.locator('.monaco-dialog-box');
  const texts = (): string =>
    readdirSync(path.join(folder, 'texts'))
      .map((name) => readFileSync(path.join(folder, 'texts', name), 'utf8'))
      .join('\n');

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'pairfolio-privacy-'));
    const ledger = new Ledger(folder, { app: 'test', host: 'cli' }, systemClock, nodeDigest);
    for (let i = 0; i < many; i++) {
      const file = i < 2 ? 'src/cart.ts' : `src/other${String(i)}.ts`;
      ledger.append(suggestionRecord({ id: `planted${String(i)}` }), {
        file,
        workspace: 'corner-shop',
        suggested: `planted_marker(${String(i)});`,
      });
    }
    ledger.dispose();
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await session.window.screenshotOfFailure(this.currentTest.fullTitle());
    await session.stop();
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('shows what is stored about a file, then erases everything, with one question that says what goes', async () => {
    session = await startSession({ ledger: folder });
    const { window } = session;
    await window.openFile('src/cart.ts');
    await window.runCommand('pairfolio.showStored');
    await window.waitForText('.tab.active', 'Stored about cart.ts');
    await window.waitForText('.codelens-decoration', 'Forget this decision');
    await window.waitForText('.view-line', /planted_marker\(0\);/);

    const askAboutEverything = async (): Promise<void> => {
      await window.runCommand('pairfolio.forgetDecision');
      await window.waitForText('.quick-input-widget .monaco-list-row', 'All about cart.ts');
      await window.quickInput.locator('input').first().fill('Everything');
      await window.quickInput.locator('.monaco-list-row.focused').filter({ hasText: '1200 decisions' }).waitFor();
      await window.press('Enter');
      const question = `Erase code, prompts, paths and notes of everything (${String(many)} decisions) for good?`;
      await dialog().filter({ hasText: question }).waitFor();
    };
    await askAboutEverything();
    await dialog().filter({ hasText: 'so that the record still verifies' }).waitFor();
    await window.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    assert.match(texts(), /planted_marker\(1199\)/);

    await askAboutEverything();
    await window.press('Enter');
    await window.waitForText(
      '.notification-toast',
      `${String(many)} decisions are forgotten. The record still verifies.`,
    );
    await window.waitForText('.view-line', 'Nothing: no decision about this file');
    assert.deepEqual(session.decisions(), []);
    assert.doesNotMatch(texts(), /\S/);
  });
});
