import assert from 'node:assert/strict';
import { groupStates, groupVerdict, tally } from '../../../src/core/portfolio/groups.ts';
import { emptyLedger, tell } from '../../support/portfolioLedger.ts';

describe('a decision on several suggestions', () => {
  it('has the verdict its parts share, and else is adapted', () => {
    assert.equal(groupVerdict(['trusted', 'trusted']), 'trusted');
    assert.equal(groupVerdict(['overrode', 'overrode']), 'overrode');
    assert.equal(groupVerdict(['trusted', 'overrode']), 'adapted');
    assert.equal(groupVerdict(['trusted', 'adapted']), 'adapted');
    assert.equal(groupVerdict(['trusted', 'undecided']), 'trusted');
    assert.equal(groupVerdict(['undecided', 'undecided']), 'undecided');
    assert.equal(groupVerdict([]), 'undecided');
  });

  it('counts once, says a language only where all parts share it, and knows the latest word on it', () => {
    const { ledger } = emptyLedger();
    tell(ledger, {
      group: 'turn',
      at: '2026-10-02T10:00:00.000Z',
      verdict: 'trusted',
      stance: 'trusted',
      reasons: ['low-stakes'],
    });
    tell(ledger, {
      group: 'turn',
      at: '2026-10-03T10:00:00.000Z',
      verdict: 'trusted',
      language: 'go',
      stance: 'overrode',
      reasons: ['policy'],
    });
    tell(ledger, { at: '2026-10-04T10:00:00.000Z', verdict: 'trusted', language: 'go' });
    const [turn, single, ...more] = groupStates(ledger.states());
    assert.equal(more.length, 0);
    assert.equal(turn?.parts.length, 2);
    assert.equal(turn.language, null);
    assert.deepEqual(turn.reflection?.reasons, ['policy']);
    assert.equal(single?.language, 'go');
  });

  it('is tallied most first', () => {
    assert.deepEqual(tally(['b', 'a', 'c', 'c']), [
      ['c', 2],
      ['a', 1],
      ['b', 1],
    ]);
  });
});
