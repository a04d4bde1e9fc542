import assert from 'node:assert/strict';
import { chosenCases, proposals, proposeCases } from '../../../src/core/portfolio/choose.ts';
import { isFailureCaught } from '../../../src/core/portfolio/merit.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { emptyLedger, tell, type Told } from '../../support/portfolioLedger.ts';

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

describe('proposing more cases', () => {
  const noFile = (): null => null;
  const text = 'a long enough text';

  it('has a failure that was caught among the first three, where there is one', () => {
    const { ledger } = emptyLedger();
    const good = { suggested: text, kept: text, stance: 'adapted', reasons: ['style'], note: 'n', sha: 'abc' } as const;
    for (const verdict of ['overrode', 'adapted', 'trusted'] as const)
      for (let n = 0; n < 3; n++) tell(ledger, { ...good, stance: verdict, verdict });
    const caught = tell(ledger, {
      suggested: text,
      verdict: 'adapted',
      settled: false,
      checks: [
        { what: 'npm test', result: 'failed', check: 'test' },
        { what: 'npm test', result: 'passed', check: 'test' },
      ],
    });
    const chosen = proposals(ledger.states(), noFile);
    assert.deepEqual(
      chosen.map(({ stance }) => stance),
      ['overrode', 'adapted', 'trusted'],
    );
    assert.equal(chosen[1]?.state.id, caught);
    assert.deepEqual(
      chosen.map(({ reasons }) => reasons.includes('failure-caught')),
      [false, true, false],
    );
  });

  it('knows what a failure caught is', () => {
    const { ledger } = emptyLedger();
    const test = (result: 'passed' | 'failed') => ({ what: 'npm test', result, check: 'test' }) as const;
    const problem = (result: 'appeared' | 'gone') => ({ what: '1 error', result, kind: 'diagnostics' }) as const;
    const cases: readonly (readonly [boolean, Told])[] = [
      [true, { verdict: 'trusted', checks: [test('failed'), test('passed')] }],
      [false, { verdict: 'trusted', checks: [test('passed'), test('failed')] }],
      [true, { verdict: 'overrode', checks: [test('failed')] }],
      [false, { verdict: 'overrode', checks: [test('passed')] }],
      [true, { verdict: 'trusted', checks: [problem('appeared'), problem('gone')] }],
      [false, { verdict: 'adapted', checks: [problem('appeared')] }],
      [true, { verdict: 'adapted', stance: 'overrode', reasons: ['invented-api'] }],
      [false, { verdict: 'adapted', stance: 'adapted', reasons: ['style'] }],
      [true, { verdict: 'overrode', followUp: { outcome: 'good-override', because: 'stands' } }],
      [false, { verdict: 'trusted', followUp: { outcome: 'over-reliance', because: 'fixed' } }],
    ];
    for (const [is, told] of cases) {
      const id = tell(ledger, told);
      const state = ledger.states().find((one) => one.id === id);
      assert.equal(state && isFailureCaught(state), is, JSON.stringify(told));
    }
  });

  it('goes on with what is different in verdict, language, surface, kind and file', () => {
    const { ledger } = emptyLedger();
    const same = { suggested: text, verdict: 'trusted', kind: 'test', file: 'a.ts', stance: 'trusted' } as const;
    for (let n = 0; n < 60; n++) tell(ledger, { ...same, reasons: ['low-stakes'] });
    const others = [
      tell(ledger, { ...same, language: 'go', file: 'b.go' }),
      tell(ledger, { ...same, surface: 'agent', kind: 'fix', file: 'c.ts' }),
      tell(ledger, { ...same, verdict: 'adapted', stance: 'adapted', kind: 'feature', file: 'd.ts' }),
    ];
    const chosen = proposeCases(ledger.states(), (state) => ledger.decision(state).file, 5).map(({ id }) => id);
    assert.equal(chosen.length, 5);
    for (const id of others) assert.ok(chosen.includes(id));
  });

  it('varies the verdict, even where one is the more recent', () => {
    const { ledger } = emptyLedger();
    const older = '2026-10-01T10:00:00.000Z';
    const adapted = [1, 2].map(() => tell(ledger, { at: older, verdict: 'adapted', suggested: text }));
    for (let n = 0; n < 5; n++) tell(ledger, { at: '2026-11-01T10:00:00.000Z', verdict: 'trusted', suggested: text });
    const chosen = proposeCases(ledger.states(), noFile, 4).map(({ id }) => id);
    assert.ok(adapted.every((id) => chosen.includes(id)));
  });

  it('stops where there is nothing more, takes no decision twice and does not depend on the order it is given', () => {
    const { ledger } = emptyLedger();
    for (let n = 0; n < 4; n++) tell(ledger, { group: `g${String(n % 2)}`, verdict: 'trusted', suggested: text });
    const states = ledger.states();
    const chosen = proposeCases(states, noFile, 9);
    assert.equal(chosen.length, 2);
    assert.deepEqual(proposeCases(states.toReversed(), noFile, 9), chosen);
    assert.deepEqual(proposeCases(states, noFile, 1).length, 1);
  });

  it('says what speaks for each, what says most first', () => {
    const { ledger } = emptyLedger();
    tell(ledger, {
      suggested: text,
      verdict: 'overrode',
      stance: 'overrode',
      reasons: ['insecure'],
      note: 'n',
      sha: 'abc',
      title: 'A title',
      followUp: { outcome: 'good-override', because: 'stands' },
      checks: [{ what: 'npm test', result: 'passed', check: 'test' }],
    });
    assert.deepEqual(proposals(ledger.states(), noFile)[0]?.reasons, [
      'failure-caught',
      'proved-right',
      'told',
      'own-words',
      'reason-stated',
      'checked',
      'in-a-commit',
      'well-attested',
    ]);
  });

  it('asks for the files of few, however many there are', () => {
    const { ledger } = emptyLedger();
    for (let n = 0; n < 500; n++) tell(ledger, { verdict: 'trusted', suggested: text });
    let asked = 0;
    proposals(ledger.states(), () => ((asked += 1), null), 8);
    assert.ok(asked <= 200, String(asked));
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
