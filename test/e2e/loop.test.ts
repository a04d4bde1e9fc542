import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Decision } from '../../src/core/ledger/decision.ts';
import * as pairing from '../launch/pairing.ts';
import { pairfolio } from '../launch/pairfolioCli.ts';
import { git } from '../launch/sampleProject.ts';
import { startSession, type Session } from '../launch/session.ts';

// One pairing session from the accepted suggestion to the verified portfolio; each test goes on where the last one ended.
describe('the whole loop, with real keys', function () {
  this.bail(true);
  let session: Session;
  let out: string;

  const decisionIn = (file: string): Decision => {
    const [decision, ...more] = session.decisions().filter((one) => one.file === file);
    assert.ok(decision, `a decision in ${file}`);
    assert.deepEqual(more, [], `only one decision in ${file}`);
    return decision;
  };

  before(async () => {
    out = path.join(mkdtempSync(path.join(tmpdir(), 'pairfolio-loop-')), 'portfolio');
    session = await startSession({ keybindings: [pairing.exportKey(out)] });
  });

  after(async () => {
    await session.stop();
    rmSync(path.dirname(out), { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await session.window.screenshotOfFailure(this.currentTest.fullTitle());
  });

  it('a dismissed suggestion and ordinary typing record nothing', async () => {
    const { window, workspace } = session;
    await pairing.askForSuggestion(window, 'src/money.ts', 'export function');
    await window.press('Escape');
    await window.waitForNoGhostText();
    await window.type(' half(amount: Cents): Cents { return amount / 2; }');
    await window.save();
    const saved = readFileSync(path.join(workspace, 'src/money.ts'), 'utf8');
    assert.ok(saved.includes('export function half(amount: Cents): Cents { return amount / 2; }'));
    assert.deepEqual(session.decisions(), []);
  });

  it('an inline accept, changed by a quarter and saved, becomes a decision', async () => {
    const { window } = session;
    const ghost = await pairing.askForSuggestion(window, 'src/cart.ts', 'export function subtotal');
    await pairing.accept(window);
    await pairing.addCheckToSubtotal(window);
    const saved = readFileSync(path.join(session.workspace, 'src/cart.ts'), 'utf8');
    const decision = decisionIn('src/cart.ts');
    assert.equal(decision.before, 'export function subtotal');
    assert.equal(decision.suggested, `export function subtotal${ghost}`);
    assert.equal(decision.language, 'typescript');
    assert.equal(decision.surface, 'inline');
    assert.deepEqual(
      decision.evidence.map(({ kind }) => kind),
      ['mark'],
    );
    assert.ok(saved.includes('throw new RangeError(line.sku)'), 'the change is in the file');
  });

  it('a second one stays as offered and a third is written anew', async () => {
    const { window } = session;
    await pairing.askForSuggestion(window, 'src/money.ts', 'export function formatCents');
    await pairing.accept(window);
    await window.save();
    await pairing.askForSuggestion(window, 'src/capture.ts', 'export async function captureWithRetry');
    await pairing.accept(window);
    await pairing.rewriteRetry(window);
    assert.deepEqual(
      session
        .decisions()
        .map(({ file }) => file)
        .sort(),
      ['src/capture.ts', 'src/cart.ts', 'src/money.ts'],
    );
  });

  it('a commit settles the verdicts and brings the review into view without taking the focus', async () => {
    const { window, workspace } = session;
    await pairing.commitAll(window, 'Sum up carts');
    const view = await pairing.reviewView(window);
    assert.match((await view.locator('h1').textContent()) ?? '', /^3 waiting/);
    assert.equal(await view.locator(':focus').count(), 0, 'the focus stays where it was');

    const sha = git(workspace, 'rev-parse', 'HEAD').trim();
    const kept = (file: string): [string, boolean, string[]] => {
      const { verdict, commits } = decisionIn(file);
      return [verdict.label, verdict.settled, commits.map((commit) => commit.sha)];
    };
    assert.deepEqual(kept('src/cart.ts'), ['adapted', true, [sha]]);
    assert.deepEqual(kept('src/money.ts'), ['trusted', true, [sha]]);
    assert.deepEqual(kept('src/capture.ts'), ['overrode', true, [sha]]);
  });

  it('letters, digits and Enter answer the review', async () => {
    const { window } = session;
    const view = await pairing.reviewView(window);
    await pairing.focusReview(window, view);
    assert.equal(await pairing.shownFile(view), 'src/capture.ts', 'what was overridden comes first');
    await pairing.answerWithKeys(window, { reasons: ['1', '3'], note: 'a late success would be charged twice' });
    await pairing.saveAnswer(window, view);
    for (let left = 2; left > 0; left--) {
      const cart = (await pairing.shownFile(view)) === 'src/cart.ts';
      await pairing.answerWithKeys(window, cart ? { verdict: 'o', reasons: ['2'] } : { reasons: ['2'] });
      await pairing.saveAnswer(window, view);
    }
    await view.locator('.empty').waitFor();

    const said = (file: string): unknown => {
      const { verdict, reflection } = decisionIn(file);
      return [verdict.label, reflection?.stance, reflection?.reasons, reflection?.note];
    };
    assert.deepEqual(said('src/capture.ts'), [
      'overrode',
      'overrode',
      ['wrong-behaviour', 'wrong-approach'],
      'a late success would be charged twice',
    ]);
    assert.deepEqual(said('src/cart.ts'), ['adapted', 'overrode', ['invented-api'], null], 'both stand side by side');
    assert.deepEqual(said('src/money.ts'), ['trusted', 'trusted', ['read-line-by-line'], null]);
  });

  it('the portfolio shows the cases and verifies against the repository', async () => {
    const page = await pairing.pickProposed(session.window);
    await pairing.previewFiles(page);
    const written = await pairing.writeFiles(session.window, page);
    const shown = await written.locator('body').innerText();
    assert.match(shown, /Overrode: src\/capture\.ts/);
    assert.match(shown, /a late success would be charged twice/);
    assert.match(shown, /throw new RangeError\(line\.sku\)/);
    const { code, stdout } = pairfolio(session.ledger, 'verify', out, '--repo', session.workspace);
    assert.equal(code, 0, stdout);
    assert.equal(pairfolio(session.ledger, 'check').code, 0);
  });

  it('a changed portfolio does not verify, and the file is named', () => {
    appendFileSync(path.join(out, 'portfolio.md'), ' ');
    const { code, stdout } = pairfolio(session.ledger, 'verify', out);
    assert.equal(code, 1);
    assert.match(stdout, /does not verify: portfolio\.md/);
    assert.ok(existsSync(path.join(out, 'SHA256SUMS')));
  });
});
