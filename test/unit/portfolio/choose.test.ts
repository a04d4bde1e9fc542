import assert from 'node:assert/strict';
import { chosenCases, proposeCases } from '../../../src/core/portfolio/choose.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { emptyLedger, tell } from '../../support/portfolioLedger.ts';

describe('proposing cases', () => {
  const noFile = (): null => null;

  it('takes one overrode, one adapted and one trusted, never more', () => {
    const { ledger } = emptyLedger();
    const wanted = (['overrode', 'adapted', 'trusted'] as const).map((verdict) =>
      tell(ledger, {
        verdict,
        suggested: 'good long enough text',
        kept: 'x',
        stance: verdict,
        reasons: ['policy'],
        note: 'n',
      }),
    );
    for (let n = 0; n < 20; n++) tell(ledger, { verdict: 'trusted', suggested: 'another long text', settled: false });
    assert.deepEqual(
      proposeCases(ledger.states(), noFile).map(({ id }) => id),
      wanted,
    );
  });

  it('does not fill up where a verdict is missing, nor with what has nothing to show or is undecided', () => {
    const { ledger } = emptyLedger();
    tell(ledger, { verdict: 'overrode' });
    tell(ledger, { verdict: 'undecided', suggested: 'a long enough text' });
    const only = tell(ledger, { verdict: 'trusted', suggested: 'a long enough text' });
    assert.deepEqual(
      proposeCases(ledger.states(), noFile).map(({ id }) => id),
      [only],
    );
  });

  it('takes what the developer said over what was observed', () => {
    const { ledger } = emptyLedger();
    const said = tell(ledger, { verdict: 'trusted', suggested: 'a long enough text', stance: 'overrode' });
    const [first] = proposeCases(ledger.states(), noFile);
    assert.equal(first?.id, said);
    assert.equal(proposeCases(ledger.states(), noFile).length, 1);
  });

  it('varies the file where the merits are close', () => {
    const { ledger } = emptyLedger();
    tell(ledger, { verdict: 'overrode', file: 'a.ts', suggested: 'a long enough text' });
    tell(ledger, { verdict: 'trusted', file: 'a.ts', suggested: 'a long enough text', at: '2026-11-03T00:00:00.000Z' });
    const other = tell(ledger, {
      verdict: 'trusted',
      file: 'b.ts',
      suggested: 'a long enough text',
      at: '2026-11-02T00:00:00.000Z',
    });
    const chosen = proposeCases(ledger.states(), (state) => ledger.decision(state).file);
    assert.equal(chosen[1]?.id, other);
  });

  it('takes one case of a decision on several files', () => {
    const { ledger } = emptyLedger();
    tell(ledger, { group: 'turn', verdict: 'overrode', suggested: 'a long enough text' });
    tell(ledger, { group: 'turn', verdict: 'trusted', suggested: 'a long enough text' });
    assert.equal(proposeCases(ledger.states(), noFile).length, 1);
  });
});

describe('choosing cases', () => {
  it('keeps the order given and understands unambiguous beginnings', () => {
    const { ledger } = emptyLedger();
    for (const id of ['aaa1', 'aab2', 'b3', 'aa']) tell(ledger, { id, verdict: 'trusted' });
    const all = ledger.states();
    const choose = (...ids: string[]): string[] => chosenCases(ids, all, all).map(({ id }) => id);
    assert.deepEqual(choose('b', 'aab', 'aa', 'aaa'), ['b3', 'aab2', 'aa', 'aaa1']);
    const refused = (ids: string[], reason: 'usage' | 'not-found', states = all): void =>
      assert.throws(
        () => chosenCases(ids, states, all),
        (error) => PairfolioError.is(error, reason),
        ids.join(),
      );
    refused(['a'], 'not-found');
    refused(['zz'], 'not-found');
    refused([''], 'usage');
    refused(['b', 'b3'], 'usage');
    refused(['b3'], 'not-found', []);
  });
});
