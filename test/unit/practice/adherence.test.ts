import assert from 'node:assert/strict';
import { groupStates, type DecisionGroup } from '../../../src/core/portfolio/groups.ts';
import { adherence, keepsTo, type Measured } from '../../../src/core/practice/adherence.ts';
import { proposeRules } from '../../../src/core/practice/proposals.ts';
import { emptyLedger, tell, type Told } from '../../support/portfolioLedger.ts';

const anywhere = { kind: null, language: null, domain: null };
const rule = (means: Measured['means'], more: Partial<Measured> = {}): Measured => ({
  cell: anywhere,
  means,
  most: null,
  reason: null,
  ...more,
});

describe('keeping to a rule', () => {
  let made: ReturnType<typeof emptyLedger>;
  beforeEach(() => (made = emptyLedger()));
  afterEach(() => made.ledger.dispose());

  let minute = 10;
  const groups = (...all: Told[]): DecisionGroup[] => {
    for (const told of all) tell(made.ledger, { at: `2026-11-10T10:${String((minute += 1))}:00.000Z`, ...told });
    return groupStates(made.ledger.states());
  };
  const shows = (measured: Measured, told: Told): unknown => {
    const decision = groups(told).at(-1);
    return decision && keepsTo(measured, decision);
  };
  const ran: Told = { verdict: 'trusted', checks: [{ what: 'npm test', result: 'failed', check: 'test' }] };

  it('is shown by what each measure looks at', () => {
    const diff: Told = { verdict: 'adapted', checks: [{ what: 'diff', kind: 'diff', result: 'opened' }] };
    assert.equal(shows(rule('checked'), ran), true);
    assert.equal(shows(rule('checked'), diff), false);
    assert.equal(shows(rule('checked'), { verdict: 'overrode' }), undefined);
    assert.equal(shows(rule('read'), diff), true);
    assert.equal(shows(rule('read'), ran), false);
    assert.equal(shows(rule('read'), { verdict: 'trusted', stance: 'trusted', reasons: ['read-line-by-line'] }), true);
    assert.equal(shows(rule('small', { most: 2 }), { verdict: 'trusted', suggested: 'a\nb' }), true);
    assert.equal(shows(rule('small', { most: 2 }), { verdict: 'trusted', suggested: 'a\nb\nc' }), false);
    assert.equal(shows(rule('not-taken'), { verdict: 'overrode' }), true);
    assert.equal(shows(rule('not-taken'), { verdict: 'adapted' }), false);
    assert.equal(shows(rule('said-why'), { verdict: 'trusted', stance: 'trusted', reasons: ['low-stakes'] }), true);
    assert.equal(shows(rule('said-why'), { verdict: 'trusted' }), false);
    const again = rule('not-again', { reason: 'style' });
    assert.equal(shows(again, { verdict: 'adapted' }), null);
    assert.equal(shows(again, { verdict: 'adapted', stance: 'adapted', reasons: ['style'] }), false);
    assert.equal(shows(again, { verdict: 'adapted', stance: 'adapted', reasons: ['security'] }), true);
    assert.equal(shows(rule('checked'), { verdict: 'undecided' }), undefined);
  });

  it('counts a decision once, however many suggestions it has, where any of them is in the cell', () => {
    const inCell = rule('not-taken', { cell: { ...anywhere, kind: 'migration' } });
    const all = groups(
      { group: 'g', kind: 'migration', verdict: 'overrode' },
      { group: 'g', kind: 'feature', verdict: 'overrode' },
      { kind: 'feature', verdict: 'trusted' },
      { kind: 'migration', verdict: 'trusted' },
    );
    const { kept, of, broken } = adherence(inCell, all);
    assert.deepEqual([kept, of, broken.length], [1, 2, 1]);
  });
});

describe('proposed rules', () => {
  const now = Date.parse('2026-11-20T12:00:00.000Z');
  const from = (...told: (readonly [number, Told])[]): ReturnType<typeof proposeRules> => {
    const { ledger } = emptyLedger();
    for (const [count, one] of told)
      for (let index = 0; index < count; index++) tell(ledger, { at: '2026-11-10T10:00:00.000Z', ...one });
    const proposals = proposeRules(groupStates(ledger.states()), { rules: [], now });
    ledger.dispose();
    return proposals;
  };
  const sql: Told = { kind: 'migration', language: 'sql', verdict: 'overrode' };
  const go: Told = { kind: 'feature', language: 'go', verdict: 'trusted' };

  it('say nothing of a handful, of what is everywhere, and of what is old', () => {
    assert.deepEqual(from([4, sql], [20, go]), []);
    assert.deepEqual(from([6, sql], [14, { ...go, verdict: 'overrode' }]), [], 'overridden everywhere alike');
    assert.deepEqual(from([7, { ...sql, at: '2026-05-01T10:00:00.000Z' }], [20, go]), []);
    assert.deepEqual(from([7, { ...sql, confidence: 0.3 }], [20, go]), [], 'what is only probable');
  });

  it('name one cell for what are the same decisions', () => {
    const proposals = from([7, sql], [2, { ...sql, verdict: 'adapted' }], [20, go]);
    assert.deepEqual(
      proposals.map(({ cell, means, because }) => [cell.kind, cell.language, means, because.count, because.of]),
      [['migration', null, 'not-taken', 7, 9]],
    );
  });

  it('come from what had to be reworked later', () => {
    const undone: Told = { ...go, followUp: { outcome: 'over-reliance', because: 'fixed' } };
    const stands: Told = { ...go, followUp: { outcome: null, because: 'stands' } };
    const [proposal] = from([3, undone], [2, stands], [10, { ...go, kind: 'docs' }]);
    assert.deepEqual([proposal?.means, proposal?.because.count, proposal?.because.of], ['checked', 3, 5]);
  });

  it('never propose to stop learning', () => {
    assert.deepEqual(from([5, { ...go, verdict: 'adapted', stance: 'overrode', reasons: ['to-learn'] }]), []);
  });
});
