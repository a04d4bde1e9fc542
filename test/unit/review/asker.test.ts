import assert from 'node:assert/strict';
import { occupations, type Occupation } from '../../../src/core/reflect/moment.ts';
import type { Snooze } from '../../../src/core/reflect/snooze.ts';
import { Asker, type AskerEditor, type AskReveal } from '../../../src/editor/review/asker.ts';
import { ReviewSession } from '../../../src/editor/review/reviewSession.ts';
import type { Ledger } from '../../../src/node/ledger/ledger.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { appendDecision, reviewLedger } from '../../support/reviewLedger.ts';

describe('asker', () => {
  let clock: ManualClock;
  let ledger: Ledger;
  let session: ReviewSession;
  let shown: string[];
  let typedAt: number | null;
  let reveal: AskReveal;
  let wanted: boolean;
  let focused: boolean;
  let busy: Occupation[];
  let snooze: Snooze | null;

  function asker(): Asker {
    const editor: AskerEditor = {
      settings: () => ({ when: 'boundaries', maxPerDay: 9, reveal, snooze }),
      window: () => ({ lastInputAt: typedAt, occupations: busy }),
      focused: () => focused,
      requested: () => void (snooze = null),
      reveal: ({ preserveFocus }) => void shown.push(preserveFocus ? 'view' : 'view with focus'),
      notify: (count, label) => {
        shown.push(`notification ${String(count)} ${label ?? ''}`);
        return Promise.resolve(wanted);
      },
      failed: (error) => assert.fail(String(error)),
      log: () => undefined,
    };
    return new Asker(session, editor, clock);
  }

  beforeEach(() => {
    clock = new ManualClock();
    ledger = reviewLedger(clock);
    session = new ReviewSession(ledger, clock);
    shown = [];
    typedAt = null;
    reveal = 'view';
    wanted = true;
    focused = true;
    busy = [];
    snooze = null;
  });

  afterEach(() => {
    session.dispose();
    ledger.dispose();
  });

  it('shows the view after a commit without taking the focus, and nothing when nothing waits', () => {
    const own = asker();
    own.boundary('after-commit', { label: 'after commit 1' });
    assert.deepEqual(shown, []);
    appendDecision(ledger, clock, 'a', 'trusted');
    own.boundary('after-commit', { label: 'after commit 2' });
    assert.deepEqual(shown, ['view']);
    assert.equal(session.page().label, 'after commit 2');
    own.boundary('after-commit', { label: 'after commit 3' });
    assert.deepEqual(shown, ['view'], 'asked twice about the same');
  });

  it('waits until the developer stops typing', () => {
    appendDecision(ledger, clock, 'a', 'trusted');
    typedAt = clock.now();
    asker().boundary('after-commit', { label: null });
    clock.advance(2_000);
    typedAt = clock.now();
    clock.advance(3_000);
    assert.deepEqual(shown, []);
    clock.advance(2_000);
    assert.deepEqual(shown, ['view']);
  });

  it('gives up when the developer types on for two minutes: they are at the next thing', () => {
    appendDecision(ledger, clock, 'a', 'trusted');
    typedAt = clock.now();
    asker().boundary('after-commit', { label: null });
    for (let second = 0; second < 125; second++) {
      clock.advance(1_000);
      typedAt = clock.now();
    }
    clock.advance(60_000);
    assert.deepEqual(shown, []);
    assert.equal(clock.waiting, 0, 'nothing is due any more');
  });

  it('asks nothing of a developer who is busy, and asks at the next boundary', () => {
    appendDecision(ledger, clock, 'a', 'trusted');
    const own = asker();
    for (const occupation of occupations) {
      busy = [occupation];
      own.boundary('after-commit', { label: 'after commit 1' });
      clock.advance(60_000);
      assert.deepEqual(own.last?.obstacle, { because: occupation, until: null });
    }
    busy = [];
    clock.advance(60_000);
    assert.deepEqual(shown, [], 'not by itself');
    own.boundary('after-commit', { label: 'after commit 2' });
    assert.deepEqual(shown, ['view']);
    assert.deepEqual([own.last?.label, own.last?.asked, own.last?.obstacle], ['after commit 2', 1, null]);
  });

  it('asks nothing while snoozed, until the developer opens the review', () => {
    appendDecision(ledger, clock, 'a', 'trusted');
    snooze = { until: null };
    const own = asker();
    own.boundary('after-commit', { label: null });
    clock.advance(600_000);
    assert.deepEqual(shown, []);
    assert.deepEqual(
      own.obstacles().map(({ because }) => because),
      ['snoozed'],
    );
    own.request();
    assert.deepEqual(shown, ['view with focus']);
    assert.deepEqual(
      own.obstacles().map(({ because }) => because),
      ['all-asked'],
    );
  });

  it('leaves the question to the window with the focus, and asks where no window has it', () => {
    appendDecision(ledger, clock, 'a', 'trusted');
    const here = asker();
    focused = false;
    const other = asker();
    other.boundary('after-commit', { label: null });
    focused = true;
    here.boundary('after-commit', { label: null });
    clock.advance(5_000);
    assert.deepEqual(shown, ['view']);
    appendDecision(ledger, clock, 'b', 'trusted');
    focused = false;
    other.boundary('after-commit', { label: null });
    assert.deepEqual(shown, ['view']);
    clock.advance(5_000);
    assert.deepEqual(shown, ['view', 'view']);
  });

  it('does not ask later because the clock was set back', () => {
    appendDecision(ledger, clock, 'a', 'trusted');
    typedAt = clock.now();
    asker().boundary('after-commit', { label: null });
    clock.set('2025-01-01T00:00:00.000Z');
    clock.advance(60_000);
    assert.deepEqual(shown, []);
  });

  it('only counts, or notifies, where that was chosen', async () => {
    appendDecision(ledger, clock, 'a', 'trusted');
    reveal = 'status-bar';
    const own = asker();
    own.boundary('after-commit', { label: null });
    assert.deepEqual(shown, []);
    assert.equal(session.count, 1);
    appendDecision(ledger, clock, 'b', 'trusted');
    reveal = 'notification';
    own.boundary('after-commit', { label: 'after commit 2' });
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual(shown, ['notification 1 after commit 2', 'view with focus']);
  });

  it('opens the view with the focus on request, with everything that waits', () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) appendDecision(ledger, clock, id, 'trusted');
    asker().request();
    assert.deepEqual(shown, ['view with focus']);
    assert.equal(session.page().items.length, 5);
  });
});
