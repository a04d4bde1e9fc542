import type { Frame } from 'playwright-core';
import type { Workbench } from './workbench.ts';

// What a developer does in a pairing session on the sample project, with the keys they would press.

/** Types the start of a scripted completion at the end of `file` and waits until the assistant offers the rest. */
export async function askForSuggestion(window: Workbench, file: string, start: string): Promise<string> {
  await window.openFile(file);
  await window.press('Control+End', 'Enter');
  await window.type(start);
  return window.waitForGhostText();
}

/** Takes what is offered. */
export async function accept(window: Workbench): Promise<void> {
  await window.press('Tab');
  await window.waitForNoGhostText();
}

/** Adds a check to the accepted `subtotal`: about a quarter of what stands there then is the developer's. */
export async function addCheckToSubtotal(window: Workbench): Promise<void> {
  await window.goTo(19);
  await window.press('End', 'Enter');
  await window.type('if (line.quantity < 1) throw new RangeError(line.sku);');
  await window.save();
}

/** Writes the body of the accepted `captureWithRetry` anew, between its first and last line. */
export async function rewriteRetry(window: Workbench): Promise<void> {
  await window.goTo(19);
  for (let line = 19; line < 26; line++) await window.press('Shift+ArrowDown');
  await window.press('Shift+End');
  await window.type('  // A payment that timed out may have gone through: the key makes it safe to repeat.');
  await window.press('Enter');
  await window.type('const key = `capture-${order.id}`;');
  await window.press('Enter');
  await window.type('const { paid } = await gateway.capture(order.id, { key });');
  await window.press('Enter');
  await window.type('return paid;');
  await window.save();
}

/** Commits everything in the source control view. */
export async function commitAll(window: Workbench, message: string): Promise<void> {
  await window.press('Control+Shift+g');
  const input = window.page.locator('.scm-view .scm-editor .monaco-editor').first();
  await input.click();
  await window.page.locator('.scm-view .scm-editor .monaco-editor.focused').waitFor();
  await window.type(message);
  const changes = window.page.locator('.scm-view .resource');
  await changes.first().waitFor();
  await window.press('Control+Enter');
  await changes.first().waitFor({ state: 'detached' });
}

/** One answer in the review view, as keys: the reasons' digits, and a line. */
export interface Answer {
  verdict?: 't' | 'a' | 'o';
  reasons: string[];
  note?: string;
}

/** Waits for the review view with a decision in it. @returns its frame */
export const reviewView = (window: Workbench): Promise<Frame> => window.webviewFrame('article.card');

/** Opens the review view with Pairfolio's command, with the focus on its decision. @returns its frame */
export async function openReview(window: Workbench): Promise<Frame> {
  await window.runCommand('pairfolio.reviewDecisions');
  const view = await reviewView(window);
  await view.locator('article.card:focus').waitFor();
  return view;
}

/** Brings the focus into the review view with Pairfolio's command. */
export async function focusReview(window: Workbench, view: Frame): Promise<void> {
  await window.runCommand('pairfolio.reviewDecisions');
  await view.locator('article.card:focus').waitFor();
}

/** @returns the file of the decision the review view shows */
export const shownFile = async (view: Frame): Promise<string> =>
  (await view.locator('#title .link').textContent()) ?? '';

/** Presses the keys of an answer, without saving it. */
export async function answerWithKeys(window: Workbench, { verdict, reasons, note }: Answer): Promise<void> {
  if (verdict) await window.press(verdict);
  await window.press(...reasons);
  if (note === undefined) return;
  await window.press('/');
  await window.type(note);
}

/** Saves the answer and waits until the view shows something else. */
export async function saveAnswer(window: Workbench, view: Frame): Promise<void> {
  const file = await shownFile(view);
  await window.press('Enter');
  await view.locator('article.card').filter({ hasText: file }).waitFor({ state: 'detached' });
}

/** A key of the developer's own that exports into `folder`, for the keybindings of a session. */
export const exportKey = (folder: string): object => ({
  key: 'ctrl+alt+shift+e',
  command: 'pairfolio.exportPortfolio',
  args: { out: folder },
});

/** Presses `exportKey` and waits for the page on which a portfolio is made. @returns its frame */
export async function openPortfolioPage(window: Workbench): Promise<Frame> {
  await window.press('Control+Alt+Shift+e');
  return window.webviewFrame('.finder [role=option]');
}

/** Opens the page and picks every proposed decision with the keyboard. @returns its frame */
export async function pickProposed(window: Workbench): Promise<Frame> {
  const page = await openPortfolioPage(window);
  await page.locator('.proposed [role=option]:focus').waitFor();
  const proposed = await page.locator('.proposed [role=option]').count();
  for (let picked = 1; picked <= proposed; picked++) {
    await window.press('Space');
    await page
      .locator('.cases [role=option]')
      .nth(picked - 1)
      .waitFor();
    if (picked < proposed) await window.press('ArrowDown');
  }
  return page;
}

/** Writes the files that were looked at. @returns the frame that shows the page written */
export async function writeFiles(window: Workbench, page: Frame): Promise<Frame> {
  await page.getByRole('button', { name: /^Write files/ }).press('Enter');
  await window.waitForText('.tab.active', 'portfolio.md');
  return window.webviewFrame('h1', 'vscode.markdown-language-features');
}

/** Has the files built and waits until the page lists them as they would be written. */
export async function previewFiles(page: Frame): Promise<void> {
  await page.getByRole('button', { name: /^Preview/ }).press('Enter');
  await page.getByText('These are the exact files').waitFor();
}
