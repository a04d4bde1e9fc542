import assert from 'node:assert/strict';
import { waiting } from '../../../src/core/reflect/groups.ts';
import { reviewItem } from '../../../src/core/reflect/reviewItem.ts';
import { isoTime } from '../../../src/core/shared/clock.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { appendDecision, reviewLedger } from '../../support/reviewLedger.ts';

describe('checks in a review item', () => {
  it('are the last runs of all its suggestions, each once with its last result', () => {
    const clock = new ManualClock();
    const ledger = reviewLedger(clock);
    for (const id of ['s', 't']) appendDecision(ledger, clock, id, 'trusted', {}, 'turn');
    const runs = [
      ['make', 'passed'],
      ['npm test', 'failed'],
      ['go vet', 'passed'],
      ['npm test', 'passed'],
      ['tsc', 'unknown'],
    ] as const;
    for (const [what, result] of runs) {
      clock.advance(1000);
      const body = { suggestions: ['s', 't'], kind: 'terminal' as const, what, result };
      ledger.append({ type: 'verification', at: isoTime(clock.now()), body });
    }
    const at = isoTime(clock.now());
    ledger.append({
      type: 'verification',
      at,
      body: { suggestions: ['s'], kind: 'diff', what: 'reviewed', result: 'opened' },
    });
    const [group] = waiting(ledger.read(), clock.now());
    assert.ok(group);
    const decisions = group.states.map((state) => ledger.decision(state));
    assert.deepEqual(reviewItem(group, decisions).checked, [
      { what: 'npm test', result: 'passed' },
      { what: 'go vet', result: 'passed' },
      { what: 'tsc', result: 'unknown' },
    ]);
    ledger.dispose();
  });
});
