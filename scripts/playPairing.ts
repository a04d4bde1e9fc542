import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as pairing from '../test/launch/pairing.ts';
import { decisionsIn, pairfolio } from '../test/launch/pairfolioCli.ts';
import { startSession } from '../test/launch/session.ts';

/** What the developer says about each file's suggestion. */
const answers: Readonly<Record<string, pairing.Answer>> = {
  'src/cart.ts': { reasons: ['2'], note: 'It added up lines with a quantity of zero and less.' },
  'src/money.ts': { reasons: ['2', '3'] },
  'src/capture.ts': {
    reasons: ['1'],
    note: 'A payment that timed out may have gone through; repeating it charges twice.',
  },
};

/**
 * Plays a pairing session with real keys in headless Chromium: three suggestions accepted, one changed, one kept, one
 * rewritten; a commit; the review answered; the portfolio exported into `out`. The ledger and a picture of each step go
 * to `out/run`. @throws Error when a step or the verification fails
 */
export async function playPairing(out: string, report: (line: string) => void): Promise<void> {
  const run = path.join(out, 'run');
  makeRoom(out, run);
  const ledger = path.join(run, 'ledger');
  const session = await startSession({ ledger, keybindings: [pairing.exportKey(out)], report });
  const { window } = session;
  let steps = 0;
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const made = await work();
    const number = String(++steps).padStart(2, '0');
    await window.screenshot(path.join(run, `${number}-${what.replaceAll(' ', '-')}.png`));
    report(`${number} ${what}`);
    return made;
  };
  try {
    await step('a suggestion is offered', () =>
      pairing.askForSuggestion(window, 'src/cart.ts', 'export function subtotal'),
    );
    await step('accepted', () => pairing.accept(window));
    await step('a quarter of it changed', () => pairing.addCheckToSubtotal(window));
    await step('another suggestion is offered', () =>
      pairing.askForSuggestion(window, 'src/money.ts', 'export function formatCents'),
    );
    await step('kept as it is', async () => {
      await pairing.accept(window);
      await window.save();
    });
    await step('a third suggestion is offered', () =>
      pairing.askForSuggestion(window, 'src/capture.ts', 'export async function captureWithRetry'),
    );
    await step('rewritten', async () => {
      await pairing.accept(window);
      await pairing.rewriteRetry(window);
    });
    await step('committed', () => pairing.commitAll(window, 'Sum up carts, show amounts, capture once'));
    await step('Pairfolio asks', () => pairing.reviewView(window));

    const view = await pairing.reviewView(window);
    await pairing.focusReview(window, view);
    for (let left = decisionsIn(ledger).length; left > 0; left--) {
      const file = await pairing.shownFile(view);
      await step(`answer for ${path.basename(file)}`, () =>
        pairing.answerWithKeys(window, answers[file] ?? { reasons: ['1'] }),
      );
      await pairing.saveAnswer(window, view);
    }
    await step('all answered', () => view.locator('.empty').waitFor());
    const page = await step('decisions chosen for the portfolio', () => pairing.pickProposed(window));
    await step('its files before they are written', async () => {
      await pairing.previewFiles(page);
      await page.getByText('These are the exact files').scrollIntoViewIfNeeded();
    });
    await step('the portfolio', () => pairing.writeFiles(window, page));
    await step('a case of the portfolio', async () => {
      await window.runCommand('Notifications: Clear All Notifications');
      const page = await window.webviewFrame('pre', 'vscode.markdown-language-features');
      await page.locator('pre').nth(1).scrollIntoViewIfNeeded();
    });
    const { code, stdout, stderr } = pairfolio(ledger, 'verify', out, '--repo', session.workspace);
    const ofPortfolio = stdout.split('\n').filter((line) => !line.startsWith('ignored  run/'));
    report(`\npairfolio verify ${out}\n${ofPortfolio.join('\n')}${stderr}`);
    if (code !== 0) throw new Error('The portfolio does not verify.');
  } catch (error) {
    await window.screenshot(path.join(run, 'failed.png'));
    throw error;
  } finally {
    await session.stop();
  }
}

/** Takes away the last run, and nothing else. */
function makeRoom(out: string, run: string): void {
  const found = existsSync(out) ? readdirSync(out) : [];
  if (found.length > 0 && !found.includes('run')) {
    throw new Error(`${out} has other files in it; name a new folder, or one of an earlier run.`);
  }
  if (existsSync(run) && !existsSync(path.join(run, 'ledger'))) throw new Error(`${run} is not from an earlier run.`);
  for (const name of ['portfolio.md', 'manifest.json', 'SHA256SUMS', 'run']) {
    rmSync(path.join(out, name), { recursive: true, force: true });
  }
  mkdirSync(run, { recursive: true });
}
