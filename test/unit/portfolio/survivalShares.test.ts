import assert from 'node:assert/strict';
import { publishedSurvival } from '../../../src/core/portfolio/baselines.ts';
import { groupStates } from '../../../src/core/portfolio/groups.ts';
import { survivalCheckpoints } from '../../../src/core/ledger/left.ts';
import { survivalShares, type SurvivalShare } from '../../../src/core/portfolio/survivalShares.ts';
import { emptyLedger, tell } from '../../support/portfolioLedger.ts';

type Made = ReturnType<typeof emptyLedger>;

function at({ ledger }: Made, checkpoint: SurvivalShare['checkpoint']): readonly [number, number, number] {
  const share = survivalShares(groupStates(ledger.states())).find((one) => one.checkpoint === checkpoint);
  assert.ok(share);
  return [share.unchanged, share.mostlyUnchanged, share.measured];
}

describe('survival shares', () => {
  it('are counted at every checkpoint, up to the line at a third', () => {
    const made = emptyLedger();
    for (const distance of [0, 0, 0.05, 0.329, 0.33, 1])
      tell(made.ledger, { verdict: 'adapted', survival: { '120s': distance } });
    tell(made.ledger, { verdict: 'trusted' });
    assert.deepEqual(at(made, '120s'), [2, 4, 6]);
    assert.deepEqual(at(made, '30s'), [0, 0, 0]);
    assert.deepEqual(
      survivalShares([]).map(({ checkpoint }) => checkpoint),
      survivalCheckpoints,
    );
  });

  it('count what was taken in whatever became of it, and not what was declined', () => {
    const made = emptyLedger();
    tell(made.ledger, { verdict: 'overrode', survival: { '600s': 1 } });
    tell(made.ledger, { verdict: 'overrode', answer: 'rejected', survival: { '600s': 0 } });
    tell(made.ledger, { verdict: 'trusted', answer: 'automatic', survival: { '600s': 0 } });
    assert.deepEqual(at(made, '600s'), [1, 1, 2]);
  });

  it('are counted in decisions: measured where all parts were, by the weight of what was offered', () => {
    const made = emptyLedger();
    const whole = { group: 'whole', verdict: 'trusted' } as const;
    tell(made.ledger, { ...whole, suggested: 'x'.repeat(90), survival: { commit: 0 } });
    tell(made.ledger, { ...whole, suggested: 'x'.repeat(10), survival: { commit: 1 } });
    const part = { group: 'part', verdict: 'trusted' } as const;
    tell(made.ledger, { ...part, suggested: 'x', survival: { commit: 0 } });
    tell(made.ledger, { ...part, suggested: 'x', survival: { '30s': 0 } });
    // A part that was declined is none of what was taken in.
    const taken = { group: 'taken', verdict: 'trusted' } as const;
    tell(made.ledger, { ...taken, suggested: 'x', survival: { commit: 0 } });
    tell(made.ledger, { ...taken, suggested: 'x', answer: 'rejected', survival: { commit: 1 } });
    assert.deepEqual(at(made, 'commit'), [1, 2, 2]);
  });

  it('take the distance of a commit that was found later', () => {
    const made = emptyLedger();
    const suggestion = tell(made.ledger, { verdict: 'adapted' });
    made.ledger.append(
      { type: 'commit', at: '2026-11-01T10:00:00.000Z', body: { suggestion, distance: 0.2 } },
      { sha: 'abc' },
    );
    assert.deepEqual(at(made, 'commit'), [0, 1, 1]);
  });

  it('have published figures for minutes and none for commits and weeks', () => {
    assert.deepEqual(publishedSurvival.at('600s'), { unchanged: 0.596, mostlyUnchanged: 0.806 });
    assert.deepEqual(publishedSurvival.at('14d'), { unchanged: null, mostlyUnchanged: null });
    assert.equal(publishedSurvival.n, 386);
    assert.match(publishedSurvival.source, /arXiv/);
  });
});
