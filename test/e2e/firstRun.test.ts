import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { commandTitle } from '../launch/commandTitle.ts';
import { startSession, type Session } from '../launch/session.ts';
import { ClaudeSession } from '../support/claudeSession.ts';

/** VS Code shows the pictures in a view of its own: its address names no extension. */
const walkthroughView = '&';

const steps = ['capture', 'answer', 'page', 'privacy'] as const;

/** What somebody sees who has just installed Pairfolio, in English and in Spanish. */
describe('the first run', () => {
  let session: Session;

  const step = (id: (typeof steps)[number]): Locator =>
    session.window.page.locator(`[data-step-id="pairfolio.pairfolio#start#${id}"]`);
  const isDone = (id: (typeof steps)[number], done: boolean): Promise<void> =>
    step(id)
      .locator(`[role="checkbox"][aria-checked="${String(done)}"]`)
      .waitFor();
  const dialog = (): Locator => session.window.page.locator('.monaco-dialog-box');
  const writeSessions = (...names: string[]): void => {
    for (const name of names)
      new ClaudeSession({ session: name })
        .prompt('go')
        .edit(`src/${name}.ts`, 'a = 1', 'a = 10', { original: 'const a = 1;\n' })
        .save(session.home);
  };
  const open = async (command: string, language: string): Promise<void> =>
    session.window.runCommand(commandTitle(command, language));

  async function keepScreenshot(this: Mocha.Context): Promise<void> {
    if (this.currentTest?.isFailed()) await session.window.screenshotOfFailure(this.currentTest.fullTitle());
  }

  describe('in English', () => {
    before(async () => {
      session = await startSession({ settings: { 'workbench.welcomePage.walkthroughs.openOnInstall': true } });
    });
    after(() => session.stop());
    afterEach(keepScreenshot);

    it('nothing is opened uninvited', async () => {
      const { page } = session.window;
      const item = page.locator('.activitybar .action-item:has([aria-label^="Pairfolio"])').first();
      await item.waitFor();
      assert.equal(await page.locator('.tab').count(), 0);
      assert.equal(await page.locator('.notification-toast').count(), 0);
      assert.equal(await item.locator('.badge-content:visible').count(), 0);
    });

    it('a command opens the walkthrough: four steps, none done, with a picture in the colours of the theme', async () => {
      await session.window.runCommand('pairfolio.openWalkthrough');
      for (const id of steps) await isDone(id, false);
      const picture = await session.window.webviewFrame('svg[role="img"] title', walkthroughView);
      assert.match(await picture.locator('svg title').innerHTML(), /accepted with the Tab key/);
      const colours = await picture.evaluate(
        `[getComputedStyle(document.querySelector('svg rect')).fill, getComputedStyle(document.body).getPropertyValue('--vscode-editor-background')]`,
      );
      assert.equal(hex(String((colours as string[])[0])), (colours as string[])[1]);
    });

    it('a link counts the sessions that are there, and reads none without a yes', async () => {
      writeSessions('one', 'two');
      await session.window.page.getByRole('button', { name: 'Count My History', exact: true }).click();
      await dialog().filter({ hasText: 'Found 2 sessions of Claude Code.' }).waitFor();
      await session.window.press('Escape');
      await dialog().waitFor({ state: 'detached' });
      assert.ok(!existsSync(path.join(session.ledger, 'segments')), 'nothing was written');
      await isDone('capture', false);
    });

    it('while recording is paused the review view says so, and one button resumes', async () => {
      await session.window.runCommand('pairfolio.pauseCapture');
      await session.window.waitForText('.statusbar', 'paused');
      await isDone('privacy', true);
      // By mouse: at a step done the walkthrough takes the focus back, and a palette that was just opened closes.
      await session.window.page.locator('.activitybar .action-item:has([aria-label^="Pairfolio"])').first().click();
      const view = await session.window.webviewFrame('.empty');
      const title = (text: string): Promise<void> => view.locator('h2', { hasText: text }).waitFor();
      await title('Recording is paused');
      await view.getByRole('button', { name: 'Resume recording' }).click();
      await title('Nothing to review yet');
    });

    it('what was imported ticks off the first step, however it was asked for', async () => {
      await session.window.runCommand('pairfolio.importHistory');
      await dialog().getByRole('button', { name: 'Import' }).click();
      const said = await session.window.waitForText('.notification-toast', 'suggestions were imported');
      assert.match(
        await said.innerText(),
        /2 suggestions were imported\. What became of them: trusted \d, adapted \d, overrode \d\./,
      );
      assert.equal(session.decisions().length, 2);
      await isDone('capture', true);
      await isDone('answer', false);
    });

    it('so does an answer the second one', async () => {
      const { window } = session;
      await window.runCommand('pairfolio.reviewDecisions');
      const view = await window.webviewFrame('article.card');
      await view.locator('article.card:focus').waitFor();
      await window.press('1', 'Enter');
      await isDone('answer', true);
      assert.equal(session.decisions().filter(({ reflection }) => reflection !== null).length, 1);
    });
  });

  describe('where nothing may be recorded', () => {
    afterEach(keepScreenshot);
    afterEach(() => session.stop());

    const says = async (title: string, button: string): Promise<void> => {
      await session.window.runCommand('pairfolio.reviewDecisions');
      const view = await session.window.webviewFrame('.empty');
      await view.locator('h2', { hasText: title }).waitFor();
      await view.getByRole('button', { name: button }).click();
    };

    it('an untrusted workspace: the review view says so, and leads to where trust is given', async () => {
      session = await startSession({
        workspaceTrust: true,
        settings: { 'security.workspace.trust.startupPrompt': 'never' },
      });
      await says('This workspace is not trusted', 'Manage trust');
      const trust = session.window.page.locator('.workspace-trust-editor');
      await trust.getByRole('button', { name: 'Trust', exact: true }).click();
      await (await session.window.webviewFrame('.empty')).locator('h2', { hasText: 'Nothing to review yet' }).waitFor();
    });

    it('a setting: the review view says so, and leads to it', async () => {
      session = await startSession({ settings: { 'pairfolio.capture.enabled': false } });
      await says('Recording is switched off here', 'Open settings');
      await session.window.waitForText('.settings-editor .setting-item', 'Whether AI edits are recorded');
    });
  });

  describe('in Spanish', () => {
    const spanish = 'package.nls.es.json';

    before(async () => {
      session = await startSession({ locale: 'es' });
    });
    after(() => session.stop());
    afterEach(keepScreenshot);

    it('the manifest, the editor’s texts and the review view are Spanish', async () => {
      await open('pairfolio.reviewDecisions', spanish);
      const view = await session.window.webviewFrame('.empty');
      assert.equal(await view.locator('h2').innerText(), 'Aún no hay nada que revisar');
      assert.equal(await view.locator('html').getAttribute('lang'), 'es');
      await open('pairfolio.importHistory', spanish);
      await session.window.waitForText('.notification-toast', 'No se encontraron transcripciones en este equipo');
    });

    it('so is the walkthrough, which the review view leads to, with the words in its pictures', async () => {
      const view = await session.window.webviewFrame('.empty');
      await view.getByRole('button', { name: 'Cómo funciona' }).click();
      await step('capture').filter({ hasText: 'Mira cómo captura' }).waitFor();
      const picture = await session.window.webviewFrame('svg[role="img"] title', walkthroughView);
      assert.match(await picture.locator('svg').innerHTML(), /Sugerencia en línea/);
    });

    it('numbers and lists are put as in Spanish', async () => {
      writeSessions('one');
      await session.window.page.getByRole('button', { name: 'Contar mi historial', exact: true }).click();
      await dialog().filter({ hasText: 'En este equipo hay 1 sesión de Claude Code.' }).waitFor();
      await dialog().getByRole('button', { name: 'Importar' }).click();
      await session.window.waitForText('.notification-toast', 'Se importó 1 sugerencia.');
    });
  });
});

/** @param rgb as a computed style has it: `rgb(1, 2, 3)` */
function hex(rgb: string): string {
  return `#${[...rgb.matchAll(/\d+/g)].map(([part]) => Number(part).toString(16).padStart(2, '0')).join('')}`;
}
