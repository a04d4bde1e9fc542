import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { Decision } from '../../src/core/ledger/decision.ts';
import { until } from '../host/until.ts';
import * as pairing from '../launch/pairing.ts';
import { startSession, type Session } from '../launch/session.ts';

// Where everything that watched a suggestion went away with its window, and how it is followed on.
describe('a suggestion outlives its window', function () {
  let session: Session;

  const decision = (): Decision => {
    const [one, ...more] = session.decisions();
    assert.ok(one);
    assert.deepEqual(more, []);
    return one;
  };

  /** Accepts and saves a suggestion; a check is added to it only after `restart`, and then it is committed. */
  async function acceptThenChangeAfter(restart: () => Promise<void>): Promise<Decision> {
    const { window } = session;
    await pairing.askForSuggestion(window, 'src/cart.ts', 'export function subtotal');
    await pairing.accept(window);
    await window.save();
    await until('its save is recorded', () => decision().survival.some(({ at }) => at === 'save'));
    await restart();
    await window.openFile('src/cart.ts');
    // It is looked for half a second after its file was opened; what is typed before that is found by its text.
    await pairing.addCheckToSubtotal(window);
    await pairing.commitAll(window, 'Add a subtotal');
    return until('the commit settles it', () => (decision().verdict.settled ? decision() : undefined));
  }

  function followedOn({ verdict, survival, kept }: Decision): void {
    assert.equal(verdict.label, 'adapted');
    assert.match(kept ?? '', /throw new RangeError/);
    const { retained = null } = survival.find(({ at }) => at === 'commit') ?? {};
    assert.notEqual(retained, null, 'followed edit by edit, not only found by its text at the commit');
  }

  beforeEach(async () => {
    session = await startSession();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session.window.screenshotOfFailure(this.currentTest.fullTitle());
    await session.stop();
  });

  it('when the window is reloaded', async () => {
    followedOn(
      await acceptThenChangeAfter(async () => {
        await session.window.page.reload();
        await session.window.page.locator('.monaco-workbench .part.statusbar').waitFor();
        await session.window.waitForText('.statusbar', 'Demo assistant');
      }),
    );
  });

  it('when the extension host is killed', async function () {
    if (process.platform !== 'linux') this.skip();
    followedOn(
      await acceptThenChangeAfter(async () => {
        const [host, ...more] = extensionHosts(session.ledger);
        assert.ok(host !== undefined && more.length === 0);
        process.kill(host, 'SIGKILL');
        await until('VS Code starts another', () => extensionHosts(session.ledger).some((one) => one !== host), 30_000);
        await session.window.waitForText('.statusbar', 'Demo assistant');
      }),
    );
  });
});

/** The extension hosts that write into this ledger. */
function extensionHosts(ledger: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return (
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=extensionHost') &&
          readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`PAIRFOLIO_HOME=${ledger}\0`)
        );
      } catch {
        return false; // it ended meanwhile, or is somebody else's
      }
    })
    .map(Number);
}
