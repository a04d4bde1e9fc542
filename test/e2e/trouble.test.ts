import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from '../host/until.ts';
import * as pairing from '../launch/pairing.ts';
import { startSession, type Session } from '../launch/session.ts';

/** What must hold when something around Pairfolio is not as it should be: editing goes on, and it is said once. */
describe('trouble', () => {
  let session: Session;

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await session.window.screenshotOfFailure(this.currentTest.fullTitle());
    await session.stop();
  });

  const acceptSubtotal = async (): Promise<void> => {
    await pairing.askForSuggestion(session.window, 'src/cart.ts', 'export function subtotal');
    await pairing.accept(session.window);
    await session.window.save();
    const saved = readFileSync(path.join(session.workspace, 'src/cart.ts'), 'utf8');
    assert.match(saved, /subtotal\(cart: Cart\): Cents/, 'the suggestion was accepted all the same');
  };

  it('a ledger folder that cannot be written is said once and in one sentence', async () => {
    const scratch = mkdtempSync(path.join(tmpdir(), 'pairfolio-trouble-'));
    const ledger = path.join(scratch, 'no-folder');
    writeFileSync(ledger, 'a file where the folder should be');
    session = await startSession({ ledger });
    const { window } = session;
    await acceptSubtotal();
    const said = await window.waitForText('.notification-toast', 'Pairfolio could not record');
    assert.match(await said.innerText(), /the folder cannot be written/);
    await pairing.askForSuggestion(window, 'src/money.ts', 'export function formatCents');
    await pairing.accept(window);
    await window.save();
    assert.equal(await window.page.locator('.notification-toast:has-text("could not record")').count(), 1);
    rmSync(scratch, { recursive: true, force: true });
  });

  it('an untrusted workspace records nothing', async () => {
    session = await startSession({
      workspaceTrust: true,
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
    });
    await session.window.waitForText('.statusbar', 'Restricted Mode');
    await acceptSubtotal();
    assert.ok(!existsSync(path.join(session.ledger, 'segments')), 'nothing was written');
  });

  it('paused recording records nothing, and goes on when resumed', async () => {
    session = await startSession();
    const { window } = session;
    await window.runCommand('pairfolio.pauseCapture');
    await window.waitForText('.statusbar', 'paused');
    await acceptSubtotal();
    assert.deepEqual(session.decisions(), []);
    await window.runCommand('pairfolio.resumeCapture');
    await pairing.askForSuggestion(window, 'src/money.ts', 'export function formatCents');
    await pairing.accept(window);
    assert.deepEqual(
      session.decisions().map(({ file }) => file),
      ['src/money.ts'],
    );
  });

  it('a metrics-only workspace keeps figures and no code', async () => {
    session = await startSession({ settings: { 'pairfolio.capture.content': 'metrics-only' } });
    await acceptSubtotal();
    const [decision] = session.decisions();
    assert.ok(decision);
    assert.deepEqual([decision.before, decision.suggested, decision.kept], [null, null, null]);
    await until('it was measured', () => session.decisions()[0]?.survival[0]?.distance === 0);
  });

  it('a workspace without git records and asks on request', async () => {
    session = await startSession();
    rmSync(path.join(session.workspace, '.git'), { recursive: true });
    await acceptSubtotal();
    const [decision] = session.decisions();
    assert.ok(decision);
    assert.equal(decision.file, 'src/cart.ts');
    assert.equal(decision.verdict.label, 'undecided');
  });
});
