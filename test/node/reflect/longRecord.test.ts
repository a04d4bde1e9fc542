import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ReviewSession } from '../../../src/editor/review/reviewSession.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { suggestionRecord } from '../../support/records.ts';

const open = (home: string): Ledger => new Ledger(home, { app: 'test', host: 'editor' }, new ManualClock(), nodeDigest);

/** A window that has just started, before the record of another one. */
function windowWith(suggestions: number): { readonly ledger: Ledger; readonly session: ReviewSession } {
  const home = temporaryFolder();
  const other = open(home);
  for (let i = 0; i < suggestions; i++) other.append(suggestionRecord({ id: `s${String(i)}` }));
  other.dispose();
  const ledger = open(home);
  return { ledger, session: new ReviewSession(ledger, new ManualClock()) };
}

describe('a review in a window that has just started', () => {
  it('shows a short record at once', () => {
    const { session } = windowWith(20);
    let shown = false;
    assert.equal(
      session.whenRead(() => (shown = true)),
      undefined,
    );
    assert.ok(shown);
    session.dispose();
  });

  it('has a long one read bit by bit first, and then does what waits in its order', async () => {
    const { ledger, session } = windowWith(6000);
    const done: string[] = [];
    let turns = 0;
    const reading = session.whenRead(() => done.push(`first of ${String(ledger.states().length)}`));
    void session.whenRead(() => done.push('second'));
    assert.ok(reading, 'it is said that it takes a while');
    assert.deepEqual([...done], []);
    for (; done.length === 0; turns++) await nextTurn();
    assert.ok(turns > 2, `others had ${String(turns)} turns`);
    await reading;
    assert.deepEqual(done, ['first of 6000', 'second']);
    assert.equal(
      session.whenRead(() => done.push('third')),
      undefined,
      'what was read is not waited for again',
    );
    session.dispose();
  });

  it('does nothing more once its window is closed', async () => {
    const { ledger, session } = windowWith(6000);
    let shown = false;
    const reading = session.whenRead(() => (shown = true));
    session.dispose();
    ledger.dispose();
    await reading;
    assert.equal(shown, false);
  });
});
